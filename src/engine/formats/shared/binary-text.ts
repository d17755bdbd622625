import { utf16Text } from './utf16.ts';

/** Shorter runs of letters come up by chance in any packed bytes. */
const SHORTEST = 6;

/**
 * Whatever could be words in bytes of an unknown kind: runs of printable ASCII, and of UTF-16 in both
 * alignments (ASCII and Chinese characters).
 */
export function* binaryTexts(bytes: Buffer): Generator<string> {
  yield* runs(bytes.toString('latin1'), /[\x20-\x7e]{6,}/g);
  for (const shift of [0, 1])
    yield* runs(utf16Text(bytes, shift), /[\x20-\x7e\u4e00-\u9fff\uff01-\uff5e]{6,}/g);
}

function* runs(text: string, pattern: RegExp): Generator<string> {
  for (const [run] of text.matchAll(pattern)) if (run.length >= SHORTEST) yield run;
}
