/**
 * `finding-unknown` no finding has that id, or no longer · `text-absent` `place-absent` the draft shows
 * no such text or place · `reason-tells` a reason holds an identifier or something that is hidden.
 */
export type ReviewErrorCode = 'finding-unknown' | 'text-absent' | 'place-absent' | 'reason-tells';

/** A decision that cannot be carried out. Says which, never what stood in it. */
export class ReviewError extends Error {
  readonly code: ReviewErrorCode;

  constructor(code: ReviewErrorCode) {
    super(code);
    this.code = code;
  }
}
