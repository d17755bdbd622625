<?php
namespace Clearpost;

use WP_Error;

/**
 * The content that may be published, as it is or masked, or an error with the findings. One request asks
 * the service once for one content, whichever gates it passes.
 */
function pass( int $post_id, array $content, array $wishes ) {
	static $passed = array();
	$hash = content_hash( $content );
	if ( isset( $passed[ $hash ] ) ) {
		return $passed[ $hash ];
	}
	$decision = decide( $post_id, $content, $wishes['override'] );
	$result   = ending( $decision, $content, $wishes );
	if ( ! is_wp_error( $result ) ) {
		$passed[ $hash ]                   = $result;
		$passed[ content_hash( $result ) ] = $result;
	}
	return $result;
}

function ending( array $decision, array $content, array $wishes ) {
	switch ( $decision['decision'] ) {
		case 'publish':
			return $content;
		case 'unreachable':
			return may_pass_by( $decision['away'] ) ? $content : held( 'clearpost_unreachable', 503, $decision );
		case 'replace':
			// What was accepted is the masked version of exactly this text: a later edit voids it.
			$accepted = 'auto' === settings()['replace'] || $wishes['accept'] === $decision['hash'];
			if ( ! $accepted ) {
				return held( 'clearpost_replace', 422, $decision );
			}
			return replace_attachments( $decision['attachments'] ) ? $decision['content'] : held( 'clearpost_held', 500, $decision );
		default:
			return held( 'clearpost_held', 422, $decision );
	}
}

function held( string $code, int $status, array $decision ): WP_Error {
	$messages = array(
		'clearpost_replace'     => '含有个人信息，尚未发布。可改用脱敏版。 · Personal identifiers were found; nothing was published. A masked version is ready.',
		'clearpost_held'        => '含有需要人工核对的内容，尚未发布。 · A person must look at this; nothing was published.',
		'clearpost_unreachable' => ( $decision['message'] ?? '' ) . ' 尚未发布。 · Nothing was published.',
	);
	return new WP_Error(
		$code,
		$messages[ $code ],
		array(
			'status'   => $status,
			'hash'     => $decision['hash'],
			'findings' => $decision['findings'],
			'review'   => $decision['review'] ?? array(),
		)
	);
}

/*
 * Every path on which WordPress writes a post: classic editor, quick and bulk edit, XML-RPC, scheduled
 * posts when they are scheduled, wp-cli, importers, other plugins. It cannot answer with an error, so a
 * post that may not be published stays unpublished, and its author is told on the next screen.
 */
add_filter( 'wp_insert_post_data', __NAMESPACE__ . '\\check_insert', 99, 2 );

function check_insert( array $data, array $post ): array {
	if ( ! is_public_status( $data['post_status'] ) || ! is_guarded( $data['post_type'] ) ) {
		return $data;
	}
	$id      = (int) ( $post['ID'] ?? 0 );
	$content = content_of( wp_unslash( $data ) );
	// phpcs:ignore WordPress.Security.NonceVerification -- the path that led here checked its own.
	$ending = pass( $id, $content, wishes( wp_unslash( $_POST ) ) );
	if ( ! is_wp_error( $ending ) ) {
		$data['post_title']   = wp_slash( $ending['title'] );
		$data['post_excerpt'] = wp_slash( $ending['excerpt'] );
		$data['post_content'] = wp_slash( $ending['html'] );
		$slug                 = masked_slug( $content, $ending );
		if ( null !== $slug ) {
			$data['post_name'] = wp_unique_post_slug( $slug, $id, $data['post_status'], $data['post_type'], (int) $data['post_parent'] );
		}
		return $data;
	}
	remember_notice( $id, $ending );
	$old = $id ? get_post( $id ) : null;
	if ( $old && 'publish' === $old->post_status ) {
		return keep_public_version( $data, $old, $content );
	}
	$data['post_status'] = 'pending';
	return $data;
}

/** What is already public stays as it was; the edit is kept beside it as an autosave, so no work is lost. */
function keep_public_version( array $data, \WP_Post $old, array $content ): array {
	add_action(
		'wp_after_insert_post',
		static function ( $id ) use ( $old, $content ) {
			if ( $id === $old->ID ) {
				require_once ABSPATH . 'wp-admin/includes/post.php';
				wp_create_post_autosave(
					wp_slash(
						array(
							'post_ID'      => $id,
							'post_title'   => $content['title'],
							'post_content' => $content['html'],
							'post_excerpt' => $content['excerpt'],
							'post_type'    => $old->post_type,
						)
					)
				);
			}
		}
	);
	foreach ( array( 'post_title', 'post_content', 'post_excerpt', 'post_name' ) as $field ) {
		$data[ $field ] = wp_slash( $old->$field );
	}
	return $data;
}
