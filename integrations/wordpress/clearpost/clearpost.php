<?php
/**
 * Plugin Name: Clearpost
 * Description: 发布前检查个人信息：身份证号、银行账号、手机号等未脱敏的内容不会上网。Checks for personal identifiers before anything is published.
 * Version: 0.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: Apache-2.0
 * Text Domain: clearpost
 */

namespace Clearpost;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const VERSION = '0.1.0';

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/service.php';
require __DIR__ . '/includes/content.php';
require __DIR__ . '/includes/decision.php';
require __DIR__ . '/includes/override.php';
require __DIR__ . '/includes/gate-rest.php';
require __DIR__ . '/includes/gate-insert.php';
require __DIR__ . '/includes/gate-transition.php';
require __DIR__ . '/includes/gate-upload.php';
require __DIR__ . '/includes/notices.php';
require __DIR__ . '/includes/editor.php';

register_activation_hook(
	__FILE__,
	static function () {
		$role = get_role( 'administrator' );
		if ( $role ) {
			$role->add_cap( CAPABILITY );
		}
	}
);
