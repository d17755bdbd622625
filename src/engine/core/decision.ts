import type { Finding } from './finding.ts';
import type { Mask } from './mask.ts';

/** How many numbers still fit everything that the row and the notice show about a masked one. */
export interface Candidates {
  readonly count: number;
  /** What narrows them down: `shows:2`, `birth:month`, `sex`, `ages:15-26`, `place:3501`. */
  readonly because: readonly string[];
}

/**
 * What the policy says about one finding. A finding under review carries the mask it would get: the
 * withheld output is made with it, so that a reviewer who agrees releases a file already proven.
 */
export type Decision =
  | {
      readonly action: 'mask';
      readonly finding: Finding;
      readonly mask: Mask;
      readonly candidates?: Candidates;
    }
  | {
      readonly action: 'review';
      readonly finding: Finding;
      readonly mask: Mask;
      readonly reason: string;
      readonly candidates?: Candidates;
    }
  | {
      readonly action: 'keep';
      readonly finding: Finding;
      readonly reason: string;
      /** Put behind the value to tell namesakes apart: `（甲）`. */
      readonly label?: string;
      readonly candidates?: Candidates;
    };
