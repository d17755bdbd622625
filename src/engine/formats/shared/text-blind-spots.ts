import type { BlindSpot, Location } from '../../core/segment.ts';
import { packedFileAt } from './packed-file.ts';
import { unreadableAt } from './unreadable.ts';

/** What nobody can read in a text: the first odd character, the first file written into it. */
export function textBlindSpots(text: string, locate: (offset: number) => Location): BlindSpot[] {
  const odd = unreadableAt(text);
  const file = packedFileAt(text);
  return [
    ...(odd === undefined ? [] : [{ location: locate(odd), reason: 'undecodable' as const }]),
    ...(file === undefined ? [] : [{ location: locate(file.at), reason: file.reason }]),
  ];
}
