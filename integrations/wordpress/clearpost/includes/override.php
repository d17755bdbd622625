<?php
namespace Clearpost;

const GROUNDS = array(
	'consent'      => '本人同意 · consent',
	'legal-duty'   => '法定公开义务 · legal duty',
	'not-personal' => '不是个人信息 · not personal',
);

/**
 * The override that came with a request, when its author may give one: null, or who, why and on which
 * ground. The service writes it into its audit trail; it has the last word.
 */
function requested_override( array $request ): ?array {
	$reason = sanitize_textarea_field( $request['clearpost_reason'] ?? '' );
	$ground = sanitize_key( $request['clearpost_ground'] ?? '' );
	if ( '' === trim( $reason ) || ! isset( GROUNDS[ $ground ] ) || ! current_user_can( CAPABILITY ) ) {
		return null;
	}
	return array(
		'by'     => wp_get_current_user()->user_login,
		'ground' => $ground,
		'reason' => $reason,
	);
}

/** What the author said with a request: the masked version that was accepted, or an override. */
function wishes( array $request ): array {
	return array(
		'accept'   => sanitize_key( $request['clearpost_accept'] ?? '' ),
		'override' => requested_override( $request ),
	);
}
