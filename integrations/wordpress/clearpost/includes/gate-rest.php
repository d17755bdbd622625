<?php
namespace Clearpost;

use WP_Error;

/*
 * The block editor and every other user of the REST API: the request is answered with an error that
 * holds the findings, before anything is written.
 */
add_action(
	'rest_api_init',
	static function () {
		foreach ( settings()['post_types'] as $type ) {
			add_filter( "rest_pre_insert_{$type}", __NAMESPACE__ . '\\check_rest', 10, 2 );
			// Fields of the request that say what the author wants; nothing is stored under them.
			foreach ( array( 'clearpost_accept', 'clearpost_reason', 'clearpost_ground' ) as $field ) {
				register_rest_field(
					$type,
					$field,
					array(
						'get_callback'    => '__return_empty_string',
						'update_callback' => '__return_true',
						'schema'          => array(
							'type'    => 'string',
							'context' => array( 'edit' ),
						),
					)
				);
			}
		}
	}
);

function check_rest( $prepared, $request ) {
	if ( is_wp_error( $prepared ) ) {
		return $prepared;
	}
	$old    = empty( $prepared->ID ) ? null : get_post( $prepared->ID );
	$status = $prepared->post_status ?? ( $old ? $old->post_status : 'draft' );
	if ( ! is_public_status( $status ) ) {
		return $prepared;
	}
	$content = content_of( array_merge( $old ? $old->to_array() : array(), (array) $prepared ) );
	$ending  = pass( (int) ( $prepared->ID ?? 0 ), $content, wishes( $request->get_params() ) );
	if ( is_wp_error( $ending ) ) {
		return $ending;
	}
	$prepared->post_title   = $ending['title'];
	$prepared->post_excerpt = $ending['excerpt'];
	$prepared->post_content = $ending['html'];
	$slug                   = masked_slug( $content, $ending );
	if ( null !== $slug ) {
		$prepared->post_name = $slug;
	}
	return $prepared;
}
