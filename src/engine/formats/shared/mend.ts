import type { Encoding } from './encoding.ts';

/**
 * Stands for a byte that fits nowhere. No text needs it, so wherever it turns up a person is asked to
 * look.
 */
const MISFIT = 0x07;
/** One bad byte among so many characters beyond ASCII is an accident; more is another encoding. */
const SOUND_PER_BAD = 20;

/** Bytes that can be read, each at its own place, and the encoding they are read in. */
export interface Mended {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
}

/**
 * A copy of a text with a few bad bytes (old sites cut titles in the middle of a character), each
 * taken by a mark of its own. Undefined when the bytes are no such text.
 */
export function mended(bytes: Uint8Array): Mended | undefined {
  const unicode = read(bytes, 'utf-8');
  // UTF-8 checks every character: what mostly passes is nothing else.
  const best = unicode.bad.length * 4 < unicode.sound ? unicode : read(bytes, 'gb18030');
  if (best.bad.length * SOUND_PER_BAD >= best.sound) return undefined;
  const copy = Uint8Array.from(bytes);
  for (const at of best.bad) copy[at] = MISFIT;
  return { bytes: copy, encoding: best.encoding };
}

function read(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030') {
  const widthAt = encoding === 'utf-8' ? utf8Width : gb18030Width;
  const bad: number[] = [];
  let sound = 0;
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] as number) < 0x80) {
      at++;
      continue;
    }
    const width = widthAt(bytes, at);
    if (width > 0) sound++;
    // Past any accident there is no need to count on.
    else if (bad.push(at) > bytes.length / SOUND_PER_BAD) break;
    at += Math.max(width, 1);
  }
  return { encoding, bad, sound };
}

const within = (byte: number | undefined, low: number, high: number): boolean =>
  byte !== undefined && byte >= low && byte <= high;

/** First bytes from and to, how many bytes follow, and what the second may be: Unicode, table 3-7. */
const UTF8: readonly (readonly [
  from: number,
  to: number,
  more: number,
  low: number,
  high: number,
])[] = [
  [0xc2, 0xdf, 1, 0x80, 0xbf],
  [0xe0, 0xe0, 2, 0xa0, 0xbf],
  [0xe1, 0xec, 2, 0x80, 0xbf],
  [0xed, 0xed, 2, 0x80, 0x9f],
  [0xee, 0xef, 2, 0x80, 0xbf],
  [0xf0, 0xf0, 3, 0x90, 0xbf],
  [0xf1, 0xf3, 3, 0x80, 0xbf],
  [0xf4, 0xf4, 3, 0x80, 0x8f],
];

/** Bytes of the UTF-8 character at an offset beyond ASCII; 0 when there is none. */
function utf8Width(bytes: Uint8Array, at: number): number {
  const row = UTF8.find(([from, to]) => within(bytes[at], from, to));
  if (!row || !within(bytes[at + 1], row[3], row[4])) return 0;
  for (let next = 2; next <= row[2]; next++) if (!within(bytes[at + next], 0x80, 0xbf)) return 0;
  return row[2] + 1;
}

/** Bytes of the GB18030 character at an offset beyond ASCII; 0 when there is none. */
function gb18030Width(bytes: Uint8Array, at: number): number {
  const second = bytes[at + 1];
  if (bytes[at] === 0x80) return 1;
  if (bytes[at] === 0xff) return 0;
  if (within(second, 0x30, 0x39))
    return within(bytes[at + 2], 0x81, 0xfe) && within(bytes[at + 3], 0x30, 0x39) ? 4 : 0;
  return within(second, 0x40, 0xfe) && second !== 0x7f ? 2 : 0;
}
