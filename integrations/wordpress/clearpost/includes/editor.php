<?php
namespace Clearpost;

/** The panel of the block editor: findings, one click for the masked version, override with a reason. */
add_action(
	'enqueue_block_editor_assets',
	static function () {
		$screen = get_current_screen();
		if ( ! $screen || ! is_guarded( (string) $screen->post_type ) ) {
			return;
		}
		wp_enqueue_script(
			'clearpost-editor',
			plugins_url( 'assets/editor.js', __DIR__ ),
			array( 'wp-api-fetch', 'wp-components', 'wp-data', 'wp-edit-post', 'wp-element', 'wp-plugins' ),
			VERSION,
			true
		);
		wp_localize_script(
			'clearpost-editor',
			'clearpost',
			array(
				'mayOverride' => current_user_can( CAPABILITY ),
				'grounds'     => GROUNDS,
			)
		);
	}
);
