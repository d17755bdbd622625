import { createHmac } from 'node:crypto';
import type { Finding } from '../core/finding.ts';
import type { Policy } from '../rules/policy.ts';

/** Gives a finding its id. */
export type FindingIds = (finding: Finding) => string;

const CHARACTERS = 20;

/**
 * Ids that stay: the same rule at the same place of the same draft under the same policy. Keyed, since
 * whoever has the draft's digest could otherwise try out where in it something was found.
 */
export function findingIds(
  key: Uint8Array,
  sha256: string,
  { id, version }: Pick<Policy, 'id' | 'version'>,
): FindingIds {
  return ({ ruleId, pieces }) => {
    const hmac = createHmac('sha256', key).update(
      `finding\n${sha256}\n${id} ${version}\n${ruleId}\n`,
    );
    for (const { segmentId, span } of pieces)
      hmac.update(`${segmentId}:${span.start}-${span.end}\n`);
    return hmac.digest('hex').slice(0, CHARACTERS);
  };
}
