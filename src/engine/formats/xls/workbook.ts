import { DocumentError } from '../../core/errors.ts';
import type { Channel } from '../../core/segment.ts';
import type { CfbStream } from '../shared/cfb.ts';
import { stringsIn } from '../shared/cfb-strings.ts';
import { CellReader } from './cells.ts';
import type { Item } from './item.ts';
import { shownNumber } from './numbers.ts';
import { BIFF, type BiffRecord, continued, recordsOf } from './records.ts';
import { locationIn, type Substream, substreamsOf } from './sheets.ts';
import { type SharedString, StringReader } from './string-reader.ts';

/** What the Workbook stream holds. */
export interface Workbook {
  readonly items: readonly Item[];
  readonly pictures: number;
}

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

/** Reads the Workbook stream. Throws `document-damaged`, `document-encrypted` or `format-unsupported`. */
export function readWorkbook(stream: CfbStream): Workbook {
  const { bytes } = stream;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const records = recordsOf(bytes);
  checkReadable(records, data);
  const shared = sharedStrings(stream, records);
  const sheets = substreamsOf(records, data, sheetNames(stream, records, data));
  const cells = new CellReader(
    stream,
    records,
    shared.map(({ text }) => text),
  );
  const readWithAnother = new Set(
    records.flatMap(({ type }, position) =>
      type === BIFF.txo || type === BIFF.sst ? continued(records, position) : [],
    ),
  );
  const values: Item[] = [];
  const others: Item[] = [];
  for (const sheet of sheets) {
    const inner = sheets.filter(({ from, to }) => from > sheet.from && to <= sheet.to);
    for (let position = sheet.from; position < sheet.to; position++) {
      // A record of a chart inside a sheet belongs to the chart only.
      if (inner.some(({ from, to }) => position >= from && position < to)) continue;
      const record = records[position] as BiffRecord;
      const found = cells.at(position, sheet);
      if (found) values.push(...found);
      if (record.type === BIFF.txo) others.push(...boxText(stream, records, position, sheet));
      else if (!readWithAnother.has(record)) others.push(...loose(stream, record, sheet));
      if (record.type === BIFF.formula || record.type === BIFF.name)
        others.push(...constants(data, record, sheet));
    }
  }
  const globals = sheets[0] as Substream;
  return {
    items: [
      ...inRows(values),
      ...others,
      ...unshown(shared, cells.used, globals),
      ...afterEnd(stream, records, globals),
    ],
    pictures: records.filter(isPicture(data)).length,
  };
}

function checkReadable(records: readonly BiffRecord[], data: Buffer): void {
  const [first] = records;
  if (first?.type !== BIFF.bof || data.readUInt16LE(first.start) !== 0x600)
    throw new DocumentError(
      'format-unsupported',
      '这是 Excel 97 以前的工作簿；请另存为 XLSX · a workbook older than Excel 97; save as XLSX',
    );
  if (records.some(({ type }) => type === BIFF.filePass))
    throw new DocumentError(
      'document-encrypted',
      '工作簿有密码；请去除密码后再上传 · the workbook has a password; remove it first',
    );
}

function sharedStrings(stream: CfbStream, records: readonly BiffRecord[]): SharedString[] {
  const strings: SharedString[] = [];
  records.forEach(({ type }, position) => {
    if (type !== BIFF.sst) return;
    const reader = new StringReader(stream, continued(records, position), 8);
    while (!reader.atEnd) strings.push(reader.shared());
  });
  return strings;
}

function sheetNames(stream: CfbStream, records: readonly BiffRecord[], data: Buffer) {
  const names = new Map<number, string>();
  for (const record of records) {
    if (record.type !== BIFF.boundSheet) continue;
    const reader = new StringReader(stream, [record], 6);
    names.set(data.readUInt32LE(record.start), reader.string(reader.u8()).text);
  }
  return (offset: number) => names.get(offset);
}

/** Rows from top to bottom: a program may write the cells of a row in several places. */
function inRows(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => {
    if (!a.cell || !b.cell) return 0;
    return a.cell.table - b.cell.table || a.cell.row - b.cell.row || a.cell.column - b.cell.column;
  });
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

/** Numbers in formulas that are long enough to be somebody's (ptgNum). */
function* constants(data: Buffer, { start, end }: BiffRecord, sheet: Substream): Generator<Item> {
  for (let at = start + 14; at + 9 <= end; at++) {
    if (data[at] !== 0x1f) continue;
    const value = data.readDoubleLE(at + 1);
    if (!Number.isInteger(value) || value < 1e6 || value >= 1e21) continue;
    const location = locationIn(sheet, 'formula', '公式中的数字');
    yield { kind: 'constant', text: shownNumber(value), offset: at + 1, location };
  }
}

/** Shared strings that no cell shows any more, and reading aids that none shows. */
function* unshown(
  shared: readonly SharedString[],
  used: ReadonlySet<number>,
  globals: Substream,
): Generator<Item> {
  const place = (address: string) => ({ location: locationIn(globals, 'cache', address) });
  for (const [index, { text, phonetic }] of shared.entries()) {
    if (!used.has(index)) yield { kind: 'text', source: text, ...place('不再显示的字符串') };
    if (phonetic) yield { kind: 'text', source: phonetic, ...place('拼音') };
  }
}

function* afterEnd(
  stream: CfbStream,
  records: readonly BiffRecord[],
  globals: Substream,
): Generator<Item> {
  const location = locationIn(globals, 'hidden', '文件末尾');
  const end = records.at(-1)?.end ?? 0;
  for (const source of stringsIn(stream, end)) yield { kind: 'text', source, location };
}

/** A drawing group longer than its bare frame holds pictures: entries of its picture store (0xF007). */
const isPicture =
  (data: Buffer) =>
  ({ type, start, end }: BiffRecord): boolean =>
    type === BIFF.imageData ||
    type === BIFF.background ||
    (type === BIFF.drawingGroup && data.subarray(start, end).includes(Buffer.from([0x07, 0xf0])));
