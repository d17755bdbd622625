<?php
namespace Clearpost;

/*
 * A file in the library has a public address from the moment it is there, so it is checked before. The
 * masked version takes its place; what may not be published is not taken in.
 */
add_filter( 'wp_handle_upload_prefilter', __NAMESPACE__ . '\\check_upload' );
add_filter( 'wp_handle_sideload_prefilter', __NAMESPACE__ . '\\check_upload' );

function check_upload( array $file ): array {
	if ( ! empty( $file['error'] ) || empty( $file['tmp_name'] ) ) {
		return $file;
	}
	$bytes  = (string) file_get_contents( $file['tmp_name'] );
	$answer = mask_file( (string) $file['name'], $bytes );
	if ( is_wp_error( $answer ) ) {
		if ( may_pass_by( $answer->get_error_data()['away'] ?? false ) ) {
			return $file;
		}
		if ( 'clearpost_unknown_format' === $answer->get_error_code() && is_picture_or_sound( $file['tmp_name'], $file['name'] ) ) {
			return $file;
		}
		$file['error'] = 'Clearpost：未收下这个文件 · this file was not taken in. ' . $answer->get_error_message();
		return $file;
	}
	if ( 'masked' === $answer['verdict'] ) {
		if ( strlen( $answer['bytes'] ) !== file_put_contents( $file['tmp_name'], $answer['bytes'] ) ) {
			$file['error'] = 'Clearpost：无法写入脱敏后的文件 · the masked file could not be written.';
			return $file;
		}
		$file['size'] = strlen( $answer['bytes'] );
		// The name becomes a public address, and a star has no place in one.
		$file['name'] = str_replace( '*', 'x', $answer['name'] );
	}
	return $file;
}

/** Pictures and sound are media, not documents; the service does not read them yet, and the page says so. */
function is_picture_or_sound( string $path, string $name ): bool {
	$type = wp_check_filetype_and_ext( $path, $name )['type'];
	return is_string( $type ) && 1 === preg_match( '~^(image/(?!svg)|audio/|video/)~', $type );
}
