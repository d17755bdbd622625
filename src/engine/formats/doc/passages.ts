import type { Cell, Channel, Location, UnseenSpan } from '../../core/segment.ts';
import type { StreamText, TextChunk } from '../shared/cfb-text.ts';
import { DELETED, HIDDEN, IN_TABLE, INSERTED, ROW_END } from './formatting.ts';
import { unseenIn } from './unseen.ts';

/** A paragraph or a cell of the document, with the bytes of each character. */
export interface Passage {
  readonly source: StreamText;
  readonly location: Location;
  readonly cell?: Cell;
  readonly unseen?: readonly UnseenSpan[];
}

/** A text of the document, and how each of its characters is formatted. */
interface Formatted {
  readonly source: StreamText;
  readonly unseen: readonly UnseenSpan[] | undefined;
}

/** In the order of the file: main text, footnotes, headers, macros, comments, endnotes, text boxes. */
const STORIES: readonly (readonly [Channel, string])[] = [
  ['body', '正文'],
  ['note', '脚注'],
  ['header-footer', '页眉页脚'],
  ['hidden', '宏文字'],
  ['comment', '批注'],
  ['note', '尾注'],
  ['text-box', '文本框'],
  ['text-box', '页眉文本框'],
];
const CELL_END = 0x07;
const PARAGRAPH_ENDS = [0x0d, 0x0c, 0x0e];
/** Control characters that stand for something a reader sees. */
const SHOWN: ReadonlyMap<number, string> = new Map([
  [0x09, '\t'],
  [0x0b, '\n'],
  [0x0d, '\n'],
  [0x1e, '\u2011'],
  [0x1f, '\u00AD'],
]);
const FIELD_BEGIN = 0x13;
const FIELD_RESULT = 0x14;
const FIELD_END = 0x15;
/** The instruction of a field. */
export const FIELD_CODE = 16;

/** Divides the text of all stories into paragraphs and cells, each as its readers may see it. */
export function passagesOf(
  whole: StreamText,
  flags: Uint8Array,
  stories: readonly number[],
): Passage[] {
  const tables = { count: 0 };
  const main: Passage[] = [];
  const asides: Passage[] = [];
  let start = 0;
  for (const [index, place] of [...STORIES, ['hidden', '其他文字'] as const].entries()) {
    const end = Math.min(whole.text.length, start + (stories[index] ?? whole.text.length));
    for (const unit of unitsOf(whole.text, flags, start, end, place, tables)) {
      const views = viewsOf(whole, flags, unit);
      if (views.shown) main.push(views.shown);
      asides.push(...views.asides);
    }
    start = end;
  }
  return [...main, ...asides];
}

/** Marks the instructions of fields, which stand between the text and are not shown. */
export function withFieldCodes(text: string, formatting: Uint8Array): Uint8Array {
  const flags = Uint8Array.from(formatting);
  const open: boolean[] = [];
  let hidden = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === FIELD_BEGIN) {
      open.push(true);
      hidden++;
    } else if (code === FIELD_RESULT && open.at(-1)) {
      open[open.length - 1] = false;
      hidden--;
    } else if (code === FIELD_END && open.pop()) hidden--;
    if (hidden > 0) flags[at] = (flags[at] as number) | FIELD_CODE;
  }
  return flags;
}

interface Unit {
  readonly start: number;
  readonly end: number;
  readonly location: Location;
  readonly cell?: Cell;
}

function* unitsOf(
  text: string,
  flags: Uint8Array,
  from: number,
  to: number,
  [channel, part]: readonly [Channel, string],
  tables: { count: number },
): Generator<Unit> {
  const table = { id: -1, row: 0, column: 0 };
  let paragraphs = 0;
  let start = from;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === CELL_END) {
      if (table.id < 0) table.id = tables.count++;
      if ((flags[at] as number) & ROW_END) {
        table.row++;
        table.column = 0;
      } else {
        const { id, row, column } = table;
        const address = `表 ${id + 1} 第 ${row + 1} 行第 ${column + 1} 列`;
        const location = {
          channel: channel === 'body' ? 'table' : channel,
          part,
          address,
        } as const;
        yield { start, end: at, location, cell: { table: id, row, column } };
        table.column++;
      }
      start = at + 1;
    } else if (PARAGRAPH_ENDS.includes(code)) {
      // Paragraphs of a cell are read with the cell.
      if ((flags[at] as number) & IN_TABLE) continue;
      yield { start, end: at, location: { channel, part, address: `段落 ${++paragraphs}` } };
      table.id = -1;
      table.row = table.column = 0;
      start = at + 1;
    }
  }
  if (start < to) yield { start, end: to, location: { channel, part, address: '' } };
}

/** The text as it stands, with revisions taken back, with hidden text, and the code of its fields. */
function viewsOf(
  whole: StreamText,
  flags: Uint8Array,
  unit: Unit,
): { shown: Passage | undefined; asides: Passage[] } {
  const { location, cell } = unit;
  const view = (keeps: (flag: number) => boolean) => gathered(whole, flags, unit, keeps);
  const current = view((flag) => !(flag & (DELETED | HIDDEN | FIELD_CODE)));
  const shown = passage(current, location, cell);
  const seen = new Set(['', current.source.text]);
  const asides = (
    [
      ['tracked-change', view((flag) => !(flag & (INSERTED | HIDDEN | FIELD_CODE)))],
      ['hidden', view((flag) => !(flag & (DELETED | FIELD_CODE)))],
      ['tracked-change', view((flag) => !(flag & FIELD_CODE))],
      ['field', view((flag) => (flag & FIELD_CODE) !== 0)],
    ] as const
  ).flatMap(([channel, way]): Passage[] => {
    const { text } = way.source;
    if (seen.has(text)) return [];
    seen.add(text);
    const isLink = channel === 'field' && /^\s*HYPERLINK\b/i.test(text);
    return [passage(way, { ...location, channel: isLink ? 'link' : channel })];
  });
  return { shown: current.source.text === '' ? undefined : shown, asides };
}

const passage = ({ source, unseen }: Formatted, location: Location, cell?: Cell): Passage => ({
  source,
  location,
  ...(cell && { cell }),
  ...(unseen && { unseen }),
});

/** The characters of a unit that `keeps` keeps, without the control characters that nobody sees. */
function gathered(
  { stream, text, chunks }: StreamText,
  flags: Uint8Array,
  { start, end, cell }: Unit,
  keeps: (flag: number) => boolean,
): Formatted {
  const out: string[] = [];
  const kept: number[] = [];
  const places: TextChunk[] = [];
  for (let index = firstChunk(chunks, start); index < chunks.length; index++) {
    const { unit, length, offset, width } = chunks[index] as TextChunk;
    if (unit >= end) break;
    for (let at = Math.max(start, unit); at < Math.min(end, unit + length); at++) {
      const code = text.charCodeAt(at);
      const char = code < 0x20 ? SHOWN.get(code) : text.charAt(at);
      if (char === undefined || !keeps(flags[at] as number)) continue;
      const place = offset + (at - unit) * (width === 'utf16' ? 2 : 1);
      extend(places, { unit: out.length, length: 1, offset: place, width });
      out.push(char);
      kept.push(flags[at] as number);
    }
  }
  return {
    source: { stream, text: out.join(''), chunks: places },
    unseen: unseenIn(kept, cell !== undefined),
  };
}

/** Adds a character to the chunk before it where it lies right behind. */
function extend(places: TextChunk[], next: TextChunk): void {
  const last = places.at(-1);
  const end = last && last.offset + last.length * (last.width === 'utf16' ? 2 : 1);
  if (last && last.width === next.width && end === next.offset)
    places[places.length - 1] = { ...last, length: last.length + 1 };
  else places.push(next);
}

/** The chunk that holds a character. */
function firstChunk(chunks: readonly TextChunk[], unit: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle] as TextChunk).unit <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}
