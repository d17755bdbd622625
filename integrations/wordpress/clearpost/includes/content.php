<?php
namespace Clearpost;

/** What of a post can be read by others: one array whose hash stands for exactly this content. */
function content_of( array $post ): array {
	return array(
		'title'   => (string) ( $post['post_title'] ?? '' ),
		'excerpt' => (string) ( $post['post_excerpt'] ?? '' ),
		'html'    => (string) ( $post['post_content'] ?? '' ),
	);
}

function content_hash( array $content ): string {
	return hash( 'sha256', wp_json_encode( array( $content['title'], $content['excerpt'], $content['html'] ) ) );
}

/** The local files that the text links to or shows: they are published with it. */
function attachments_in( string $html ): array {
	$uploads = wp_get_upload_dir();
	$found   = array();
	if ( preg_match_all( '~(?:href|src)\s*=\s*["\']([^"\']+)["\']~i', $html, $matches ) ) {
		foreach ( array_unique( $matches[1] ) as $url ) {
			$path = file_behind( html_entity_decode( $url ), $uploads );
			// Pictures and sound are media, not documents; the service does not read them yet.
			if ( null !== $path && ! is_picture_or_sound( $path, wp_basename( $path ) ) ) {
				$found[ $url ] = $path;
			}
		}
	}
	return $found;
}

/** The uploaded file behind a URL; null when it is not one of ours. Never a path outside the uploads. */
function file_behind( string $url, array $uploads ): ?string {
	$base = preg_replace( '~^https?:~', '', $uploads['baseurl'] );
	$url  = preg_replace( '~^https?:~', '', strtok( $url, '?#' ) );
	if ( 0 === strpos( $url, '/' ) && 0 !== strpos( $url, '//' ) ) {
		$url = preg_replace( '~^https?:~', '', home_url() ) . $url;
	}
	if ( 0 !== strpos( $url, $base . '/' ) ) {
		return null;
	}
	$path = realpath( $uploads['basedir'] . rawurldecode( substr( $url, strlen( $base ) ) ) );
	$root = realpath( $uploads['basedir'] );
	return false !== $path && false !== $root && 0 === strpos( $path, $root . DIRECTORY_SEPARATOR ) && is_file( $path ) ? $path : null;
}
