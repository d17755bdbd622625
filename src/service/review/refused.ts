/**
 * `gone` the draft was destroyed on schedule · `not-done` it is still being worked on, or failed ·
 * `outdated` somebody else decided meanwhile · `changed` the rules know the finding no more ·
 * `finding-unknown` · `mask-unknown` ·
 * `second-person` the same person cannot agree with themselves · `unfinished`
 * findings still wait · `nothing-blind` there is nothing to answer for.
 */
export type ReviewRefusal =
  | 'gone'
  | 'not-done'
  | 'outdated'
  | 'changed'
  | 'finding-unknown'
  | 'mask-unknown'
  | 'second-person'
  | 'unfinished'
  | 'nothing-blind';

/** A decision that cannot be taken as things stand. */
export class ReviewRefused extends Error {
  readonly why: ReviewRefusal;

  constructor(why: ReviewRefusal) {
    super(why);
    this.why = why;
  }
}
