import type { BlindSpot } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { binaryTexts } from '../shared/binary-text.ts';
import { openEmbedded } from '../shared/embedded.ts';
import type { Passage } from './flow.ts';
import type { DataGroup } from './state.ts';

const PLACE = '主题与设置';

/**
 * What the theme and the data store of a document say. Nothing of it can be masked in place: the group
 * goes with any rewrite.
 */
export async function readSettings(
  bytes: Uint8Array,
  groups: readonly DataGroup[],
  surroundings: Surroundings,
): Promise<{ passages: Passage[]; blindSpots: BlindSpot[] }> {
  const passages: Passage[] = [];
  const blindSpots: BlindSpot[] = [];
  for (const group of groups) {
    const data = decoded(bytes, group);
    const inner = isZip(data)
      ? await openEmbedded(data, 'theme.zip', PLACE, surroundings)
      : undefined;
    if (inner) {
      for (let index = 0; index < inner.count; index++)
        passages.push(passageOf(inner.at(index).text));
      blindSpots.push(...inner.blindSpots);
    } else for (const text of binaryTexts(data)) passages.push(passageOf(text));
  }
  return { passages, blindSpots };
}

/** Hexadecimal digits as bytes; raw bytes where the group has any. */
function decoded(bytes: Uint8Array, { start, end }: DataGroup): Buffer {
  const source = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  return source.includes('\\bin')
    ? Buffer.from(source, 'latin1')
    : Buffer.from(source.replaceAll(/[^0-9a-f]/gi, ''), 'hex');
}

const isZip = (data: Buffer) => data.toString('latin1', 0, 2) === 'PK';

const passageOf = (text: string): Passage => ({
  anchored: {
    text,
    starts: new Uint32Array(text.length),
    ends: new Uint32Array(text.length),
    flags: new Uint8Array(text.length),
  },
  location: { channel: 'hidden', part: PLACE, address: '' },
});
