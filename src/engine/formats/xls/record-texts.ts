import type { Channel } from '../../core/segment.ts';
import type { CfbStream } from '../shared/cfb.ts';
import { stringsIn } from '../shared/cfb-strings.ts';
import type { Item } from './item.ts';
import { shownNumber } from './numbers.ts';
import { BIFF, type BiffRecord, continued } from './records.ts';
import { locationIn, type Substream } from './sheets.ts';
import { StringReader } from './string-reader.ts';

/** Records whose strings are searched for as they lie, and what their readers call them. */
const CHANNELS: ReadonlyMap<number, Channel> = new Map([
  [BIFF.header, 'header-footer'],
  [BIFF.footer, 'header-footer'],
  [0x89c, 'header-footer'],
  [BIFF.note, 'comment'],
  [BIFF.boundSheet, 'outline'],
  [BIFF.name, 'formula'],
  [BIFF.formula, 'formula'],
  [0x4bc, 'formula'],
  [0x221, 'formula'],
  [BIFF.supBook, 'cache'],
  [BIFF.externName, 'cache'],
  [BIFF.crn, 'cache'],
  [BIFF.link, 'link'],
  [0x800, 'link'],
  [BIFF.validation, 'form'],
  [BIFF.writeAccess, 'metadata'],
  [BIFF.seriesText, 'chart'],
]);
/** Strings that the cells show or that are read for themselves. */
const READ_ELSEWHERE: readonly number[] = [
  BIFF.sst,
  BIFF.labelSst,
  BIFF.label,
  BIFF.rString,
  BIFF.number,
  BIFF.rk,
  BIFF.mulRk,
  BIFF.string,
  BIFF.txo,
];

/** Cells, names, shared and array formulas, cached values, conditions and validations. */
const WITH_FORMULAS: readonly number[] = [
  BIFF.formula,
  BIFF.name,
  BIFF.crn,
  BIFF.externName,
  BIFF.validation,
  0x1b1,
  0x221,
  0x4bc,
];
/** What comes before a number: ptgNum, and the type of a number in an array of constants. */
const NUMBER_MARKS: readonly (number | undefined)[] = [0x1f, 0x01];

/** Every text of the record at `position` that is not the value of a cell. */
export function* recordTexts(
  stream: CfbStream,
  records: readonly BiffRecord[],
  position: number,
  sheet: Substream,
): Generator<Item> {
  const record = records[position] as BiffRecord;
  if (record.type === BIFF.txo) yield* boxText(stream, records, position, sheet);
  else yield* loose(stream, record, sheet);
  if (WITH_FORMULAS.includes(record.type)) yield* constants(stream, record, sheet);
}

/** The text of a comment or a text box: its characters stand in the record that follows. */
function boxText(
  stream: CfbStream,
  records: readonly BiffRecord[],
  position: number,
  sheet: Substream,
): Item[] {
  const [head, ...rest] = continued(records, position) as [BiffRecord, ...BiffRecord[]];
  const count = head.end - head.start >= 12 ? readU16(stream, head.start + 10) : 0;
  if (count === 0 || rest.length === 0) return [];
  const object = records
    .slice(Math.max(0, position - 4), position)
    .findLast(({ type }) => type === BIFF.object);
  const isNote = object !== undefined && readU16(stream, object.start + 4) === 0x19;
  const location = locationIn(sheet, isNote ? 'comment' : 'text-box', isNote ? '批注' : '文本框');
  return [{ kind: 'text', source: new StringReader(stream, rest).string(count), location }];
}

const readU16 = ({ bytes }: CfbStream, at: number) =>
  (bytes[at] as number) | ((bytes[at + 1] as number) << 8);

/** Whatever reads like text in a record, known or not. */
function* loose(stream: CfbStream, record: BiffRecord, sheet: Substream): Generator<Item> {
  if (READ_ELSEWHERE.includes(record.type)) return;
  const channel = CHANNELS.get(record.type) ?? 'hidden';
  const location = locationIn(sheet, channel, `记录 0x${record.type.toString(16)}`);
  for (const source of stringsIn(stream, record.start, record.end))
    yield { kind: 'text', source, location };
}

/** Numbers in formulas that are long enough to be somebody's. */
function* constants(
  stream: CfbStream,
  { type, start, end }: BiffRecord,
  sheet: Substream,
): Generator<Item> {
  const { bytes } = stream;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // What a formula came to stands before it and is read as the value of its cell.
  for (let at = type === BIFF.formula ? start + 20 : start; at + 9 <= end; at++) {
    if (!NUMBER_MARKS.includes(data[at])) continue;
    const value = data.readDoubleLE(at + 1);
    if (!Number.isInteger(value) || value < 1e6 || value >= 1e21) continue;
    const location = locationIn(sheet, 'formula', '公式中的数字');
    yield { kind: 'constant', text: shownNumber(value), stream, offset: at + 1, location };
  }
}

/** Text behind the last record. */
export function* afterEnd(
  stream: CfbStream,
  records: readonly BiffRecord[],
  globals: Substream,
): Generator<Item> {
  const location = locationIn(globals, 'hidden', '文件末尾');
  const end = records.at(-1)?.end ?? 0;
  for (const source of stringsIn(stream, end)) yield { kind: 'text', source, location };
}
