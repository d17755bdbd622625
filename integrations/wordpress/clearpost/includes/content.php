<?php
namespace Clearpost;

/** What of a post can be read by others: one array whose hash stands for exactly this content. */
function content_of( array $post ): array {
	return array(
		'title'   => (string) ( $post['post_title'] ?? '' ),
		'excerpt' => (string) ( $post['post_excerpt'] ?? '' ),
		'html'    => (string) ( $post['post_content'] ?? '' ),
		'slug'    => own_slug( $post ),
	);
}

/** What its author put into a post's address; empty where WordPress made that of the title, which is read anyway. */
function own_slug( array $post ): string {
	$name    = (string) ( $post['post_name'] ?? '' );
	$derived = sanitize_title( (string) ( $post['post_title'] ?? '' ) );
	// WordPress tells posts of one title apart by a small number, and cuts a long name off.
	$base = preg_replace( '~-\d{1,3}$~', '', $name );
	return '' === $name || ( '' !== $base && 0 === strpos( $derived, $base ) ) ? '' : rawurldecode( $name );
}

/** The address of a post whose title or address was masked; null where it stays. */
function masked_slug( array $content, array $ending ): ?string {
	$own = '' !== $content['slug'];
	if ( $own ? $content['slug'] === $ending['slug'] : $content['title'] === $ending['title'] ) {
		return null;
	}
	$slug = sanitize_title( $own ? $ending['slug'] : $ending['title'] );
	return '' === $slug ? 'post-' . substr( content_hash( $ending ), 0, 6 ) : $slug;
}

function content_hash( array $content ): string {
	$parts = array( $content['title'], $content['excerpt'], $content['html'] );
	return hash( 'sha256', wp_json_encode( '' === $content['slug'] ? $parts : array_merge( $parts, array( $content['slug'] ) ) ) );
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
