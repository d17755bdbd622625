<?php
namespace Clearpost;

use WP_Error;

/**
 * No decision. Only a service that is away may be passed by, where the settings say so: one that refuses the
 * key, the size or the request has answered, and one that fails at a document may fail at it for a reason.
 */
function undecided( int $status, string $message ): WP_Error {
	return new WP_Error( 'clearpost_unreachable', $message, array( 'away' => in_array( $status, array( 0, 502, 503, 504 ), true ) ) );
}

/** Whether content may pass unread: the service is away, and the office wants no wait for it. */
function may_pass_by( $away ): bool {
	return true === $away && 'pass' === settings()['unreachable'];
}

/** Asks the service; the answer as an array, or why there is none. Never logs what was sent. */
function ask( string $path, array $body ) {
	$response = wp_remote_post( settings()['url'] . $path, request_options( 'application/json', wp_json_encode( $body ) ) );
	if ( is_wp_error( $response ) ) {
		return undecided( 0, '检查服务不可用 · the checking service is unreachable' );
	}
	$status = (int) wp_remote_retrieve_response_code( $response );
	$answer = json_decode( wp_remote_retrieve_body( $response ), true );
	if ( 200 !== $status || ! is_array( $answer ) || ! isset( $answer['decision'] ) ) {
		// A title of a problem names what is wrong with the request; it holds no content.
		$title = is_array( $answer ) && isset( $answer['title'] ) ? ' · ' . sanitize_text_field( $answer['title'] ) : '';
		return undecided( $status, sprintf( '检查服务没有给出结论（%d%s） · no decision from the checking service', $status, $title ) );
	}
	return $answer;
}

/** Sends one file; array( verdict, bytes ) or why it may not be published. */
function mask_file( string $name, string $bytes ) {
	$boundary = wp_generate_password( 32, false );
	$field    = static function ( string $head, string $value ) use ( $boundary ): string {
		return "--{$boundary}\r\nContent-Disposition: form-data; {$head}\r\n\r\n{$value}\r\n";
	};
	$filename = str_replace( array( '"', "\r", "\n" ), '_', $name );
	$body     = $field( 'name="policy"', settings()['policy'] )
		. $field( "name=\"file\"; filename=\"{$filename}\"\r\nContent-Type: application/octet-stream", $bytes )
		. "--{$boundary}--\r\n";
	$options  = request_options( "multipart/form-data; boundary={$boundary}", $body );

	$options['headers']['Accept'] = 'application/octet-stream';

	$response = wp_remote_post( settings()['url'] . '/v1/redactions', $options );
	if ( is_wp_error( $response ) ) {
		return undecided( 0, '检查服务不可用 · the checking service is unreachable' );
	}
	$status  = (int) wp_remote_retrieve_response_code( $response );
	$problem = json_decode( wp_remote_retrieve_body( $response ), true );
	if ( 200 === $status ) {
		return array(
			'verdict' => wp_remote_retrieve_header( $response, 'clearpost-verdict' ),
			'bytes'   => wp_remote_retrieve_body( $response ),
			'name'    => masked_name( (string) wp_remote_retrieve_header( $response, 'content-disposition' ), $name ),
		);
	}
	$detail = is_array( $problem ) ? sanitize_text_field( $problem['detail'] ?? ( $problem['title'] ?? '' ) ) : '';
	if ( in_array( $status, array( 415, 422 ), true ) ) {
		return new WP_Error( 415 === $status ? 'clearpost_unknown_format' : 'clearpost_held', $detail );
	}
	return undecided( $status, sprintf( '检查服务没有给出结论（%d） · no decision from the checking service', $status ) );
}

/** The name that the service gives the file: the uploaded one, with what it gave away masked. */
function masked_name( string $disposition, string $name ): string {
	if ( preg_match( "~filename\\*=UTF-8''([^;\\s]+)~i", $disposition, $match ) ) {
		return rawurldecode( $match[1] );
	}
	return preg_match( '~filename="?([^";]+)"?~i', $disposition, $match ) ? $match[1] : $name;
}

/** The bytes of a masked file; null when they could not be had whole. */
function fetch_masked( string $href ): ?string {
	if ( 1 !== preg_match( '~^/v1/redactions/[0-9a-f-]{36}/document$~', $href ) ) {
		return null;
	}
	$options = request_options( '', '' );
	unset( $options['body'], $options['headers']['Content-Type'] );
	$response = wp_remote_get( settings()['url'] . $href, $options );
	$body     = wp_remote_retrieve_body( $response );
	return 200 === (int) wp_remote_retrieve_response_code( $response ) && '' !== $body ? $body : null;
}

function request_options( string $type, string $body ): array {
	$settings = settings();
	$headers  = array( 'Content-Type' => $type );
	if ( '' !== $settings['key'] ) {
		$headers['Authorization'] = 'Bearer ' . $settings['key'];
	}
	return array(
		'timeout'     => (int) $settings['timeout'],
		'redirection' => 0,
		'headers'     => $headers,
		'body'        => $body,
	);
}
