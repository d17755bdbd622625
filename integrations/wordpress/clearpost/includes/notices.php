<?php
namespace Clearpost;

/** Keeps what the gate said for its author's next screen; findings hold no values. */
function remember_notice( int $post_id, \WP_Error $error ): void {
	$data = (array) $error->get_error_data();
	// What a clock publishes has nobody before the screen: its author is told.
	$post = get_post( $post_id );
	$user = get_current_user_id() ? get_current_user_id() : (int) ( $post->post_author ?? 0 );
	set_transient(
		'clearpost_notice_' . $user,
		array(
			'post'     => $post_id,
			'code'     => $error->get_error_code(),
			'message'  => $error->get_error_message(),
			'hash'     => $data['hash'] ?? '',
			'findings' => $data['findings'] ?? array(),
			'review'   => $data['review'] ?? array(),
		),
		HOUR_IN_SECONDS
	);
}

add_action( 'admin_notices', __NAMESPACE__ . '\\show_notice' );

function show_notice(): void {
	$key    = 'clearpost_notice_' . get_current_user_id();
	$notice = get_transient( $key );
	$screen = get_current_screen();
	if ( ! is_array( $notice ) || ( $screen && $screen->is_block_editor() ) ) {
		return;
	}
	delete_transient( $key );
	?>
	<div class="notice notice-error clearpost-notice">
		<p><strong>Clearpost</strong> <?php echo esc_html( $notice['message'] ); ?></p>
		<?php if ( $notice['findings'] ) : ?>
			<table class="widefat striped">
				<thead><tr><th>类型 · What</th><th>位置 · Where</th><th>脱敏后 · Masked</th></tr></thead>
				<tbody>
				<?php foreach ( $notice['findings'] as $finding ) : ?>
					<tr><td><?php echo esc_html( $finding['name'] ); ?></td><td><?php echo esc_html( $finding['where'] ); ?></td><td><code><?php echo esc_html( $finding['masked'] ); ?></code></td></tr>
				<?php endforeach; ?>
				</tbody>
			</table>
		<?php endif; ?>
		<?php foreach ( $notice['review'] ?? array() as $link ) : ?>
			<p><a class="clearpost-review" href="<?php echo esc_url( $link ); ?>" target="_blank" rel="noopener">到复核页处理 · Open the review page</a></p>
		<?php endforeach; ?>
		<?php if ( 'clearpost_replace' === $notice['code'] && $notice['post'] ) : ?>
			<p><a class="button button-primary" href="<?php echo esc_url( accept_url( (int) $notice['post'], $notice['hash'] ) ); ?>">改用脱敏版并发布 · Publish the masked version</a></p>
		<?php endif; ?>
	</div>
	<?php
}

function accept_url( int $post_id, string $hash ): string {
	$url = add_query_arg(
		array(
			'action' => 'clearpost_accept',
			'post'   => $post_id,
			'hash'   => $hash,
		),
		admin_url( 'admin-post.php' )
	);
	return wp_nonce_url( $url, 'clearpost_accept_' . $post_id );
}

/** One click in the classic editor: publishes the masked version of exactly the text that was checked. */
add_action(
	'admin_post_clearpost_accept',
	static function () {
		$id = (int) ( $_GET['post'] ?? 0 );
		check_admin_referer( 'clearpost_accept_' . $id );
		$post = get_post( $id );
		if ( ! $post || ! current_user_can( 'publish_post', $id ) ) {
			wp_die( '没有发布权限 · you may not publish this', '', array( 'response' => 403 ) );
		}
		$content = content_of( $post->to_array() );
		$autosave = wp_get_post_autosave( $id );
		if ( $autosave && 'publish' === $post->post_status ) {
			$content = content_of( $autosave->to_array() );
		}
		$wishes = array(
			'accept'   => sanitize_key( $_GET['hash'] ?? '' ),
			'override' => null,
		);
		$ending = pass( $id, $content, $wishes );
		if ( is_wp_error( $ending ) ) {
			remember_notice( $id, $ending );
		} else {
			$slug = masked_slug( $content, $ending );
			wp_update_post(
				wp_slash(
					array(
						'ID'           => $id,
						'post_status'  => 'publish',
						'post_title'   => $ending['title'],
						'post_content' => $ending['html'],
						'post_excerpt' => $ending['excerpt'],
					) + ( null === $slug ? array() : array( 'post_name' => $slug ) )
				)
			);
		}
		wp_safe_redirect( get_edit_post_link( $id, 'raw' ) );
		exit;
	}
);
