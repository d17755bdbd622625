import type { Decision } from '../core/decision.ts';
import type { Finding } from '../core/finding.ts';
import type { Policy } from '../rules/policy.ts';

/** Decides about every finding of a document. Pure: the same findings always get the same decisions. */
export const decide = (findings: readonly Finding[], policy: Policy): Decision[] =>
  findings.map((finding) =>
    finding.confidence === 'possible'
      ? { action: 'review', finding, mask: policy.mask, reason: 'doubtful' }
      : { action: 'mask', finding, mask: policy.mask },
  );
