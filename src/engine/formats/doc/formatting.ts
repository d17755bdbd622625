import type { StreamText } from '../shared/cfb-text.ts';
import type { FibRange } from './fib.ts';
import { paintIn } from './painted.ts';
import { changesIn } from './property-changes.ts';

/** What the formatting of a character says about who sees it. */
export const INSERTED = 1;
export const DELETED = 2;
export const HIDDEN = 4;
/** The paragraph mark that ends a row of a table. */
export const ROW_END = 8;

/** A paragraph inside a table. */
export const IN_TABLE = 32;

const CHARACTER_FLAGS: ReadonlyMap<number, number> = new Map([
  [0x0800, DELETED],
  [0x0801, INSERTED],
  [0x083c, HIDDEN],
]);
const PARAGRAPH_FLAGS: ReadonlyMap<number, number> = new Map([
  [0x2416, IN_TABLE],
  [0x2417, ROW_END],
]);
const PAGE = 512;

/** Properties too long for a page lie in the Data stream, at the offset that stands in their place. */
const HUGE: readonly number[] = [0x6645, 0x6646];

/** The streams that formatting lies in. */
export interface Streams {
  readonly word: Buffer;
  readonly table: Buffer;
  readonly data: Buffer;
}

/** The flags of every character; `characters` and `paragraphs` list pages of formatting. */
export function formattingOf(
  text: StreamText,
  { word, table, data }: Streams,
  characters: FibRange,
  paragraphs: FibRange,
): Uint8Array {
  const flags = new Uint8Array(text.text.length);
  for (const page of pagesOf(word, table, characters)) mark(text, flags, characterRuns(page));
  for (const page of pagesOf(word, table, paragraphs)) mark(text, flags, paragraphRuns(page, data));
  return flags;
}

interface FormattedRun {
  /** Bytes of the WordDocument stream. */
  readonly from: number;
  readonly to: number;
  readonly flags: number;
}

function* pagesOf(word: Buffer, table: Buffer, { start, end }: FibRange): Generator<Buffer> {
  if (end > table.length) return;
  const count = Math.floor((end - start - 4) / 8);
  for (let index = 0; index < count; index++) {
    const number = table.readUInt32LE(start + (count + 1) * 4 + index * 4) & 0x3fffff;
    const page = word.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.length === PAGE) yield page;
  }
}

function* characterRuns(page: Buffer): Generator<FormattedRun> {
  const count = page[PAGE - 1] as number;
  for (let run = 0; run < count && (count + 1) * 4 + count < PAGE; run++) {
    const at = (page[(count + 1) * 4 + run] as number) * 2;
    const list = at === 0 ? page.subarray(0, 0) : page.subarray(at + 1, at + 1 + (page[at] ?? 0));
    yield runOf(page, run, flagsIn(list, CHARACTER_FLAGS) | paintIn(list));
  }
}

function* paragraphRuns(page: Buffer, data: Buffer): Generator<FormattedRun> {
  const count = page[PAGE - 1] as number;
  for (let run = 0; run < count && (count + 1) * 4 + count * 13 < PAGE; run++) {
    const at = (page[(count + 1) * 4 + run * 13] as number) * 2;
    const words = page[at] ?? 0;
    const [from, length] =
      words === 0 ? [at + 2, (page[at + 1] ?? 0) * 2] : [at + 1, words * 2 - 1];
    const list = page.subarray(from + 2, from + length);
    yield runOf(page, run, flagsIn(list, PARAGRAPH_FLAGS) | hugeFlags(list, data));
  }
}

function hugeFlags(list: Buffer, data: Buffer): number {
  if (list.length < 6 || !HUGE.includes(list.readUInt16LE(0))) return 0;
  const at = list.readUInt32LE(2);
  if (at + 2 > data.length) return 0;
  return flagsIn(data.subarray(at + 2, at + 2 + data.readUInt16LE(at)), PARAGRAPH_FLAGS);
}

const runOf = (page: Buffer, run: number, flags: number): FormattedRun => ({
  from: page.readUInt32LE(run * 4),
  to: page.readUInt32LE(run * 4 + 4),
  flags,
});

function flagsIn(list: Buffer, known: ReadonlyMap<number, number>): number {
  let flags = 0;
  for (const { operation, operand } of changesIn(list))
    if (operand[0] === 1 || operand[0] === 0x81) flags |= known.get(operation) ?? 0;
  return flags;
}

/** Carries flags of bytes over to the characters that lie there. */
function mark({ chunks }: StreamText, flags: Uint8Array, runs: Iterable<FormattedRun>): void {
  for (const run of runs) {
    if (run.flags === 0) continue;
    for (const { unit, length, offset, width } of chunks) {
      const size = width === 'utf16' ? 2 : 1;
      const from = Math.max(0, Math.ceil((run.from - offset) / size));
      const to = Math.min(length, Math.ceil((run.to - offset) / size));
      for (let index = from; index < to; index++)
        flags[unit + index] = (flags[unit + index] as number) | run.flags;
    }
  }
}
