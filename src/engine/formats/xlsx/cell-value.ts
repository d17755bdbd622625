import type { Unseen } from '../../core/segment.ts';
import { textOfRuns } from '../shared/ooxml/unit.ts';
import { type Run, textOf } from '../shared/xml/run.ts';
import { TOKEN } from '../shared/xml/scanner.ts';
import { KIND } from './cell-tag.ts';
import type { NumberFormat } from './number-format.ts';
import type { SharedStrings } from './shared-strings.ts';
import { runOf, wordsHere } from './shared-strings.ts';
import type { CellEntry, Sheet } from './sheet.ts';
import type { StringUse } from './string-use.ts';

/** What a workbook's sheets share. */
export interface Book {
  readonly strings: SharedStrings;
  readonly use: StringUse;
  readonly formats: readonly NumberFormat[];
  /** Why nobody sees cells of a style. */
  readonly unseen: ReadonlyMap<number, Unseen>;
  /** A shared string may be the source of a page. */
  readonly mayHoldPages: boolean;
}

/** The text of a cell as its reader sees it. */
export function cellText(sheet: Sheet, cell: CellEntry, book: Book): string {
  switch (cell.kind) {
    case KIND.shared:
      return book.strings.text(cell.value);
    case KIND.number:
      return shownNumber(rawValue(sheet.bytes, cell.value), book.formats[cell.style]);
    default:
      return textOfRuns(sheet.bytes, valueRuns(sheet, cell));
  }
}

const LESS = 0x3c;

/** Digits need no decoding: a `<v>` of a number is short and plain. */
function rawValue(bytes: Buffer, start: number): string {
  let end = start;
  while (end < bytes.length && bytes[end] !== LESS) end++;
  const raw = bytes.toString('latin1', start, end);
  return raw.includes('&') ? textOf(bytes, { form: 'escaped', start, end }) : raw;
}

const PLAIN = /^\d{1,15}$/;
const LARGEST = 1e21;

/**
 * A number as digits: `3.50102E+17` was typed as 18 digits, and 7401.900000000001 is 7401.9 to
 * everybody. Formats that draw something else (a date, leading zeros) are followed.
 */
function shownNumber(raw: string, format: NumberFormat): string {
  if (!format && PLAIN.test(raw)) return raw;
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const written = moreThanShown(raw.trim());
  if (written !== undefined) return written;
  const shown = format?.(value);
  if (shown !== undefined) return shown;
  if (Number.isInteger(value) && Math.abs(value) < LARGEST)
    return /^-?\d+$/.test(raw.trim()) ? raw.trim() : BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}

/**
 * Python and its like write all 18 digits of a number although a spreadsheet keeps 15 of them: whatever
 * is shown, the file says them all.
 */
function moreThanShown(raw: string): string | undefined {
  if (raw.length < EXACT) return undefined;
  const [, whole = '', fraction = '', power = '0'] = MANTISSA.exec(raw) ?? [];
  const digits = whole + fraction;
  const more = Number(power) - fraction.length;
  if (digits.length < EXACT || (more < 0 && !/^0*$/.test(digits.slice(more)))) return undefined;
  if (more > EXACT) return undefined;
  const integer = more < 0 ? digits.slice(0, more) : digits + '0'.repeat(more);
  return integer.length < EXACT ? undefined : integer;
}

const MANTISSA = /^[-+]?0*(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;
/** From so many digits on a double may not keep the last ones. */
const EXACT = 16;

/** Where the text of a cell stands that has it in itself: in `<v>`, or in `<is>` in pieces. */
export function valueRuns(sheet: Sheet, cell: CellEntry): Run[] {
  const { xml } = sheet;
  xml.jump(cell.start);
  xml.next();
  const { depth } = xml;
  const runs: Run[] = [];
  while (xml.next() && xml.depth >= depth) {
    if (xml.token === TOKEN.open && xml.name.local === 'is') {
      runs.push(...wordsHere(xml).runs);
      continue;
    }
    if (xml.isText && xml.name.local === 'v') runs.push(runOf(xml));
  }
  return runs;
}
