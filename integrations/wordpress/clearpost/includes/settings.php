<?php
namespace Clearpost;

/** Who may publish against a finding, with a reason that is kept. */
const CAPABILITY = 'clearpost_override';
const OPTION     = 'clearpost';

/** What is configured; a constant in wp-config.php wins over the settings page. */
function settings(): array {
	$defaults = array(
		'url'         => 'http://127.0.0.1:8080',
		'key'         => '',
		// Where people open the service in a browser, when that is another address than the one asked.
		'page_url'    => '',
		'policy'      => 'general',
		// What happens when a masked version exists: ask the author, or publish it at once.
		'replace'     => 'ask',
		// What happens when the service cannot be asked: hold everything, or let it pass.
		'unreachable' => 'hold',
		'timeout'     => 15,
		'post_types'  => array( 'post', 'page' ),
	);
	$settings = array_merge( $defaults, (array) get_option( OPTION, array() ) );
	foreach ( array( 'url', 'key', 'page_url', 'policy', 'replace', 'unreachable' ) as $name ) {
		$constant = 'CLEARPOST_' . strtoupper( $name );
		if ( defined( $constant ) ) {
			$settings[ $name ] = constant( $constant );
		}
	}
	return $settings;
}

function is_guarded( string $post_type ): bool {
	return in_array( $post_type, settings()['post_types'], true );
}

/** Statuses in which a post is, or by itself becomes, readable by others. */
function is_public_status( string $status ): bool {
	return in_array( $status, array( 'publish', 'future' ), true );
}

add_action(
	'admin_menu',
	static function () {
		add_options_page( 'Clearpost', 'Clearpost', 'manage_options', 'clearpost', __NAMESPACE__ . '\\settings_page' );
	}
);

add_action(
	'admin_init',
	static function () {
		register_setting( 'clearpost', OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\\clean_settings' ) );
	}
);

function clean_settings( $input ): array {
	$old   = settings();
	$input = (array) $input;
	$url   = esc_url_raw( trim( (string) ( $input['url'] ?? '' ) ), array( 'http', 'https' ) );
	if ( '' === $url ) {
		add_settings_error( OPTION, 'url', '服务地址应为 http(s) 网址 · the address must be an http(s) URL' );
		$url = $old['url'];
	}
	$types = array_intersect( array_map( 'sanitize_key', (array) ( $input['post_types'] ?? array() ) ), get_post_types( array( 'public' => true ) ) );
	return array(
		'url'         => untrailingslashit( $url ),
		// An empty field keeps the key: the page never shows it.
		'key'         => '' === trim( (string) ( $input['key'] ?? '' ) ) ? $old['key'] : sanitize_text_field( $input['key'] ),
		'page_url'    => untrailingslashit( esc_url_raw( trim( (string) ( $input['page_url'] ?? '' ) ), array( 'http', 'https' ) ) ),
		'policy'      => sanitize_key( $input['policy'] ?? $old['policy'] ),
		'replace'     => 'auto' === ( $input['replace'] ?? '' ) ? 'auto' : 'ask',
		'unreachable' => 'pass' === ( $input['unreachable'] ?? '' ) ? 'pass' : 'hold',
		'timeout'     => max( 1, min( 120, (int) ( $input['timeout'] ?? $old['timeout'] ) ) ),
		'post_types'  => $types ? array_values( $types ) : $old['post_types'],
	);
}

function settings_page(): void {
	$s = settings();
	?>
	<div class="wrap">
		<h1>Clearpost</h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'clearpost' ); ?>
			<table class="form-table" role="presentation">
				<tr><th><label for="cp-url">服务地址 · Service</label></th>
					<td><input id="cp-url" class="regular-text" name="clearpost[url]" value="<?php echo esc_attr( $s['url'] ); ?>"></td></tr>
				<tr><th><label for="cp-key">密钥 · API key</label></th>
					<td><input id="cp-key" class="regular-text" type="password" autocomplete="off" name="clearpost[key]" placeholder="<?php echo '' === $s['key'] ? '' : '••••••••'; ?>"></td></tr>
				<tr><th><label for="cp-page">复核页地址 · Review page</label></th>
					<td><input id="cp-page" class="regular-text" name="clearpost[page_url]" value="<?php echo esc_attr( $s['page_url'] ); ?>" placeholder="<?php echo esc_attr( $s['url'] ); ?>">
					<p class="description">作者和复核人员在浏览器里打开的地址，与服务地址相同时留空 · what people open in a browser; empty when it is the service’s address</p></td></tr>
				<tr><th><label for="cp-policy">发布规则 · Policy</label></th>
					<td><input id="cp-policy" name="clearpost[policy]" value="<?php echo esc_attr( $s['policy'] ); ?>"></td></tr>
				<tr><th>发现个人信息时 · When something is found</th><td>
					<label><input type="radio" name="clearpost[replace]" value="ask" <?php checked( $s['replace'], 'ask' ); ?>> 拦下，作者一键改用脱敏版 · hold; the author takes the masked version with one click</label><br>
					<label><input type="radio" name="clearpost[replace]" value="auto" <?php checked( $s['replace'], 'auto' ); ?>> 自动发布脱敏版 · publish the masked version</label></td></tr>
				<tr><th>服务不可用时 · When the service is unreachable</th><td>
					<label><input type="radio" name="clearpost[unreachable]" value="hold" <?php checked( $s['unreachable'], 'hold' ); ?>> 全部拦下（建议） · hold everything (recommended)</label><br>
					<label><input type="radio" name="clearpost[unreachable]" value="pass" <?php checked( $s['unreachable'], 'pass' ); ?>> 放行 · let it pass</label></td></tr>
				<tr><th><label for="cp-timeout">等待秒数 · Seconds to wait</label></th>
					<td><input id="cp-timeout" type="number" min="1" max="120" name="clearpost[timeout]" value="<?php echo (int) $s['timeout']; ?>"></td></tr>
				<tr><th>检查的内容类型 · Checked types</th><td>
					<?php foreach ( get_post_types( array( 'public' => true ), 'objects' ) as $type ) : ?>
						<?php if ( 'attachment' === $type->name ) { continue; } ?>
						<label><input type="checkbox" name="clearpost[post_types][]" value="<?php echo esc_attr( $type->name ); ?>" <?php checked( in_array( $type->name, $s['post_types'], true ) ); ?>> <?php echo esc_html( $type->label ); ?></label><br>
					<?php endforeach; ?></td></tr>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}
