/** Why a document cannot be processed at all. Every code is a problem type in openapi.yaml. */
export type DocumentErrorCode =
  | 'format-unsupported'
  | 'document-damaged'
  | 'document-encrypted'
  | 'document-limit-exceeded';

/**
 * The sender can act on this; any other error is ours. `detail` says what to do in words fit for a
 * clerk and names the limit where there is one; it never holds a piece of the document.
 */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly detail: string | undefined;

  constructor(code: DocumentErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${code}: ${detail}` : code, options);
    this.code = code;
    this.detail = detail;
  }
}
