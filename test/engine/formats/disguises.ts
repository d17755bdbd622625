import { isUnseen } from '../../../src/engine/core/segment.ts';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../leaks.ts';
import { settings } from '../settings.ts';

/** Passes its checksum. */
export const ID = '350102199003070012';

/** What a document's findings say of why nobody sees them, each once: `resident-id white`, `hidden-text hidden`. */
export async function disguisesIn(bytes: Uint8Array, name: string): Promise<string[]> {
  const { scan, output } = await redact({ bytes, name }, settings);
  if (output && leaks(output, ID).length > 0) throw new Error('the number is still in the output');
  const told = scan.decisions.map(({ finding: { ruleId, evidence } }) =>
    [ruleId, ...evidence.filter(isUnseen)].join(' '),
  );
  return [...new Set(told)].toSorted();
}
