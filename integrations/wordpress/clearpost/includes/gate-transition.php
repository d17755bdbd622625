<?php
namespace Clearpost;

/** The content that passed, by its hash: what is published later without being written again is held to it. */
const PASSED = '_clearpost_passed';

/*
 * The last gate. wp_publish_post (scheduled posts, some plugins) changes only the status, by a query of
 * its own that no filter sees. The post is public for the length of this hook; it comes off at once when
 * its content did not pass.
 */
add_action( 'transition_post_status', __NAMESPACE__ . '\\check_transition', 1, 3 );

function check_transition( string $new, string $old, \WP_Post $post ): void {
	if ( 'publish' !== $new || ! is_guarded( $post->post_type ) ) {
		return;
	}
	$content = content_of( $post->to_array() );
	$hash    = content_hash( $content );
	if ( get_post_meta( $post->ID, PASSED, true ) === $hash ) {
		return;
	}
	$ending = pass( $post->ID, $content, array( 'accept' => '', 'override' => null ) );
	if ( ! is_wp_error( $ending ) && content_hash( $ending ) === $hash ) {
		update_post_meta( $post->ID, PASSED, $hash );
		return;
	}
	take_off( $post, $ending );
}

function take_off( \WP_Post $post, $ending ): void {
	global $wpdb;
	$fields = array( 'post_status' => 'pending' );
	$wpdb->update( $wpdb->posts, $fields, array( 'ID' => $post->ID ) );
	$post->post_status = 'pending';
	clean_post_cache( $post->ID );
	if ( is_wp_error( $ending ) ) {
		remember_notice( $post->ID, $ending );
	}
}

/*
 * What passed a gate while it was written, scheduled posts above all, is remembered with it: a scheduled
 * post is published by a clock, when the service may be away.
 */
add_action(
	'wp_after_insert_post',
	static function ( $id, \WP_Post $post ) {
		if ( ! is_guarded( $post->post_type ) || ! is_public_status( $post->post_status ) ) {
			return;
		}
		$content = content_of( $post->to_array() );
		$ending  = pass( $id, $content, array( 'accept' => '', 'override' => null ) );
		if ( ! is_wp_error( $ending ) && content_hash( $ending ) === content_hash( $content ) ) {
			update_post_meta( $id, PASSED, content_hash( $content ) );
		}
	},
	1,
	2
);
