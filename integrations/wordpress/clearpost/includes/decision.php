<?php
namespace Clearpost;

use WP_Error;

/**
 * May this be published? array with decision publish | replace | hold | unreachable, the masked content,
 * the findings (without values), and the hash of the content that the decision holds for.
 */
function decide( int $post_id, array $content, ?array $override = null ): array {
	$hash        = content_hash( $content );
	$attachments = array();
	$paths       = array();
	foreach ( attachments_in( $content['html'] . $content['excerpt'] ) as $url => $path ) {
		$paths[]       = array( $url, $path );
		$attachments[] = array(
			'name'   => wp_basename( $path ),
			'base64' => base64_encode( (string) file_get_contents( $path ) ),
		);
	}
	$answer = ask(
		'/v1/publish-checks',
		array_filter(
			array(
				'contentId'   => 'wordpress-' . $post_id,
				'override'    => $override,
				'title'       => $content['title'],
				// Excerpt and address are read with the text, and cut off again: one decision for all.
				'html'        => join_parts( $content ),
				'attachments' => $attachments,
				'policy'      => settings()['policy'],
			),
			static function ( $value ) {
				return null !== $value;
			}
		)
	);
	if ( is_wp_error( $answer ) ) {
		return array(
			'decision' => 'unreachable',
			'hash'     => $hash,
			'message'  => $answer->get_error_message(),
			'away'     => $answer->get_error_data()['away'] ?? false,
			'findings' => array(),
		);
	}
	$may_pass = in_array( $answer['decision'], array( 'publish', 'replace' ), true ) && ! has_other_name( $paths, $answer );
	return array(
		'decision'    => $may_pass ? $answer['decision'] : 'hold',
		'hash'        => $hash,
		'findings'    => array_slice( array_map( __NAMESPACE__ . '\\finding_for_people', (array) ( $answer['findings'] ?? array() ) ), 0, 50 ),
		'content'     => 'replace' === $answer['decision'] ? masked_content( $content, $answer ) : null,
		'attachments' => masked_attachments( $paths, $answer ),
		'review'      => review_links( $answer ),
	);
}

const EXCERPT_START = "\n<!--clearpost-excerpt-->\n";
const SLUG_START    = "\n<!--clearpost-slug-->\n";

function join_parts( array $content ): string {
	return $content['html']
		. ( '' === $content['excerpt'] ? '' : EXCERPT_START . $content['excerpt'] )
		. ( '' === $content['slug'] ? '' : SLUG_START . esc_html( $content['slug'] ) );
}

function masked_content( array $content, array $answer ): array {
	$parts = explode( SLUG_START, (string) ( $answer['html'] ?? join_parts( $content ) ), 2 );
	$texts = explode( EXCERPT_START, $parts[0], 2 );
	return array(
		'title'   => (string) ( $answer['title'] ?? $content['title'] ),
		'excerpt' => $texts[1] ?? $content['excerpt'],
		'html'    => $texts[0],
		'slug'    => isset( $parts[1] ) ? wp_specialchars_decode( $parts[1], ENT_QUOTES ) : $content['slug'],
	);
}

/** Which uploaded files have a masked version, and where the service keeps it. */
function masked_attachments( array $paths, array $answer ): array {
	$masked = array();
	foreach ( (array) ( $answer['attachments'] ?? array() ) as $index => $attachment ) {
		if ( 'replace' === ( $attachment['decision'] ?? '' ) && isset( $paths[ $index ] ) ) {
			$masked[] = array(
				'path' => $paths[ $index ][1],
				'href' => (string) ( $attachment['href'] ?? '' ),
			);
		}
	}
	return $masked;
}

/**
 * Whether a masked file is called otherwise than the uploaded one, whose address would keep what the name gave
 * away, or the ending of another kind of file: it has to be uploaded anew.
 */
function has_other_name( array $paths, array $answer ): bool {
	foreach ( (array) ( $answer['attachments'] ?? array() ) as $index => $attachment ) {
		if ( 'replace' === ( $attachment['decision'] ?? '' ) && wp_basename( $paths[ $index ][1] ?? '' ) !== ( $attachment['name'] ?? '' ) ) {
			return true;
		}
	}
	return false;
}

/** Where people decide about what was held: the page and each attachment. */
function review_links( array $answer ): array {
	$settings = settings();
	$hrefs    = array_merge(
		array( $answer['report']['href'] ?? '' ),
		array_column( (array) ( $answer['attachments'] ?? array() ), 'redaction' )
	);
	$links = array();
	foreach ( $hrefs as $href ) {
		if ( 1 === preg_match( '~^/v1/redactions/([0-9a-f-]{36})~', (string) $href, $match ) ) {
			$links[] = ( '' === $settings['page_url'] ? $settings['url'] : $settings['page_url'] ) . '/#' . $match[1];
		}
	}
	return $links;
}

/** Only what a person needs, each a plain string: what, where, why. There is no value in it to begin with. */
function finding_for_people( $finding ): array {
	$finding  = (array) $finding;
	$location = (array) ( $finding['location'] ?? array() );
	return array(
		'name'   => sanitize_text_field( is_array( $finding['name'] ?? null ) ? ( $finding['name']['zh'] ?? '' ) : ( $finding['type'] ?? '' ) ),
		'where'  => sanitize_text_field( trim( ( $location['part'] ?? '' ) . ' ' . ( $location['address'] ?? '' ) ) ),
		'masked' => sanitize_text_field( $finding['masked'] ?? '' ),
		'action' => sanitize_key( $finding['action'] ?? '' ),
	);
}

/** Puts masked files over the uploaded ones; false when one could not be written, and then nothing is published. */
function replace_attachments( array $attachments ): bool {
	foreach ( $attachments as $attachment ) {
		$bytes = fetch_masked( $attachment['href'] );
		if ( null === $bytes ) {
			return false;
		}
		// Written aside and renamed: a reader sees the old file or the new one, never half of one.
		$aside = $attachment['path'] . '.clearpost';
		if ( false === file_put_contents( $aside, $bytes ) || ! rename( $aside, $attachment['path'] ) ) {
			return false;
		}
		drop_previews( $attachment['path'] );
	}
	return true;
}

/** The pictures that WordPress made of a file's first page show what was on it. */
function drop_previews( string $path ): void {
	$uploads = wp_get_upload_dir();
	$id      = attachment_url_to_postid( $uploads['baseurl'] . substr( $path, strlen( (string) realpath( $uploads['basedir'] ) ) ) );
	$facts   = $id ? wp_get_attachment_metadata( $id ) : false;
	if ( ! is_array( $facts ) || empty( $facts['sizes'] ) ) {
		return;
	}
	foreach ( $facts['sizes'] as $size ) {
		wp_delete_file( dirname( $path ) . '/' . wp_basename( (string) ( $size['file'] ?? '' ) ) );
	}
	unset( $facts['sizes'] );
	wp_update_attachment_metadata( $id, $facts );
}
