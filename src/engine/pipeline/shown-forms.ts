import { createHmac } from 'node:crypto';
import type { ShownForm } from '../core/trace.ts';
import { tracesIn } from '../decide/traces.ts';
import type { Scan } from './scan.ts';

/**
 * What the draft, as it stands, shows of numbers that it half hides. Two people with one name and one
 * publisher share a hash; where their forms contradict each other, adding up keeps them apart.
 * @param key 32 bytes.
 */
export function shownFormsOf(
  { document, tables, decisions }: Scan,
  publisher: string,
  key: Uint8Array,
): ShownForm[] {
  const findings = decisions.map(({ finding }) => finding);
  return tracesIn(document, tables, findings).map(({ bearer, shown, segmentId }) => ({
    bearer: createHmac('sha256', key).update(`bearer\n${bearer}\n${publisher}`).digest('hex'),
    shown,
    location: document.segment(segmentId).location,
  }));
}
