import type { Confidence } from '../core/finding.ts';
import type { Location, ReadText } from '../core/segment.ts';
import { formatOf, surroundings } from '../formats/registry.ts';
import type { Verification } from '../report/report.ts';
import { leakCounter } from '../verify/residual.ts';
import type { Scan, Settings } from './scan.ts';
import { surelyPersonal } from './second-look.ts';
import { keptAddresses, unseenValues } from './unseen.ts';

/** Texts that are detected over together in the second reading; bounds memory, not correctness. */
const BATCH = 4096;
/** Nobody writes a number in codes that is not meant to be one. */
const isLikely = (confidence: Confidence) => confidence !== 'possible';
/** Mailboxes stand behind codes in many an address of a page; numbers of people do not. */
const NUMBER = /^\d+X?$/;
const NAME: Location = { channel: 'file-name', part: '文件名', address: '' };

/**
 * Reads the output with the second reader of its format. An unchanged input is read again too: what
 * the first reader missed must not pass as clean. Any failure of the reading leaves it unproven.
 */
export async function readAgain(
  output: Uint8Array,
  name: string,
  scan: Scan,
  settings: Settings,
): Promise<Verification> {
  const { readers } = scan.format;
  try {
    const leaks = leakCounter(scan.hidden);
    const suspects = new Set<string>();
    leaks.see({ text: name, location: NAME });
    const format = formatOf(output, scan.upload.name);
    for await (const batch of batches(format.reread(output, surroundings(settings.limits)))) {
      const behindCodes: ReadText[] = [];
      for (const text of batch) {
        const said = leaks.see(text);
        if (said !== undefined) behindCodes.push({ ...text, text: said });
      }
      for (const value of surelyPersonal(batch, settings, scan.policy)) suspects.add(value);
      for (const value of surelyPersonal(behindCodes, settings, scan.policy, isLikely))
        if (NUMBER.test(value)) suspects.add(value);
    }
    const unseen = unseenValues(suspects, scan.document, () => keptAddresses(scan));
    return { readers, residual: leaks.found + unseen.size, completed: true };
  } catch {
    // The cause may quote the document, so it goes no further than this.
    return { readers, residual: 0, completed: false };
  }
}

async function* batches(reading: AsyncIterable<ReadText>): AsyncGenerator<ReadText[]> {
  let batch: ReadText[] = [];
  for await (const text of reading) {
    batch.push(text);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
