import type { Finding } from './finding.ts';
import type { Mask } from './mask.ts';
import type { Decided } from './review.ts';

/** How many numbers still fit everything that the row and the notice show about a masked one. */
export interface Candidates {
  readonly count: number;
  /** What narrows them down: `shows:2`, `birth:month`, `sex`, `ages:15-26`, `place:3501`, `home:350102`. */
  readonly because: readonly string[];
}

interface About {
  readonly finding: Finding;
  readonly candidates?: Candidates;
  /** What people said about it, whether it is carried out or waits for a second person. */
  readonly decided?: Decided;
  /** The mask that a person added, by its id, where detection had found nothing. */
  readonly addedMask?: string;
}

/**
 * What the policy, or a person, says about one finding. A finding under review carries the mask it would get: the
 * withheld output is made with it, so that a reviewer who agrees releases a file already proven.
 */
export type Decision =
  | (About & { readonly action: 'mask'; readonly mask: Mask })
  | (About & { readonly action: 'review'; readonly mask: Mask; readonly reason: string })
  | (About & {
      readonly action: 'keep';
      readonly reason: string;
      /** Put behind the value to tell namesakes apart: `（甲）`. */
      readonly label?: string;
    });
