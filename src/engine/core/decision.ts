import type { Finding } from './finding.ts';
import type { Mask } from './mask.ts';

/**
 * What the policy says about one finding. A finding under review carries the mask it would get: the
 * withheld output is made with it, so that a reviewer who agrees releases a file already proven.
 */
export type Decision =
  | { readonly action: 'mask'; readonly finding: Finding; readonly mask: Mask }
  | {
      readonly action: 'review';
      readonly finding: Finding;
      readonly mask: Mask;
      readonly reason: string;
    }
  | { readonly action: 'keep'; readonly finding: Finding; readonly reason: string };
