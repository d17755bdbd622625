import { DocumentError } from '../../core/errors.ts';
import type { Unseen } from '../../core/segment.ts';
import type { CfbStream } from '../shared/cfb.ts';
import { CellReader } from './cells.ts';
import type { Item } from './item.ts';
import { afterEnd, recordTexts } from './record-texts.ts';
import { BIFF, type BiffRecord, continued, recordsOf } from './records.ts';
import { locationIn, type Substream, substreamsOf } from './sheets.ts';
import { type SharedString, StringReader } from './string-reader.ts';
import { UnseenCells } from './unseen.ts';

/** What the Workbook stream holds. */
export interface Workbook {
  readonly items: readonly Item[];
  readonly pictures: number;
}

/** Reads the Workbook stream. Throws `document-damaged`, `document-encrypted` or `format-unsupported`. */
export function readWorkbook(stream: CfbStream): Workbook {
  try {
    return read(stream);
  } catch (error) {
    // A count that points past the end of its record.
    throw error instanceof RangeError ? damaged() : error;
  }
}

function read(stream: CfbStream): Workbook {
  const { bytes } = stream;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const records = recordsOf(bytes);
  checkReadable(records, data);
  const shared = sharedStrings(stream, records);
  const sheets = substreamsOf(records, data, sheetNames(stream, records, data));
  const [globals] = sheets;
  if (!globals) throw damaged();
  const cells = new CellReader(
    stream,
    records,
    shared.map(({ text }) => text),
  );
  // A chart begins inside its sheet: the last one that begins before a record owns it.
  const owners = new Array<Substream | undefined>(records.length);
  for (const sheet of sheets) owners.fill(sheet, sheet.from, sheet.to);
  const readWithAnother = new Set(
    records.flatMap(({ type }, position) =>
      type === BIFF.txo || type === BIFF.sst ? continued(records, position).slice(1) : [],
    ),
  );
  const values: Item[] = [];
  const others: Item[] = [];
  for (const [position, record] of records.entries()) {
    const sheet = owners[position] ?? globals;
    values.push(...(cells.at(position, sheet) ?? []));
    if (!readWithAnother.has(record)) others.push(...recordTexts(stream, records, position, sheet));
  }
  const unseen = new UnseenCells(records, data, owners);
  const told = (items: readonly Item[]) => items.map((item) => withUnseen(item, unseen.of(item)));
  return {
    items: [
      ...inRows(withMerged(told(values), mergedCells(records, data, owners))),
      ...others,
      ...unshown(shared, cells.used, globals),
      ...afterEnd(stream, records, globals),
    ],
    pictures: records.filter(isPicture(data)).length,
  };
}

/** In a hidden sheet, row or column it counts as hidden; all else stays where it is. */
function withUnseen(item: Item, unseen: Unseen | undefined): Item {
  if (!unseen) return item;
  const { location } = item;
  const isOut = unseen === 'hidden' && location.channel === 'table';
  return { ...item, unseen, location: isOut ? { ...location, channel: 'hidden' } : location };
}

const damaged = () => new DocumentError('document-damaged', '工作簿损坏 · the workbook is damaged');

function checkReadable(records: readonly BiffRecord[], data: Buffer): void {
  const [first] = records;
  if (first?.type !== BIFF.bof) throw damaged();
  if (data.readUInt16LE(first.start) !== 0x600)
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

/** How many columns merged cells cover, by sheet, row and column. */
function mergedCells(
  records: readonly BiffRecord[],
  data: Buffer,
  owners: readonly (Substream | undefined)[],
): Map<string, number> {
  const merged = new Map<string, number>();
  for (const [position, { type, start, end }] of records.entries()) {
    if (type !== BIFF.mergedCells) continue;
    for (let at = start + 2; at + 8 <= end; at += 8) {
      const [row, first, last] = [0, 4, 6].map((field) => data.readUInt16LE(at + field));
      const columns = (last ?? 0) - (first ?? 0) + 1;
      if (columns > 1) merged.set(`${owners[position]?.index} ${row} ${first}`, columns);
    }
  }
  return merged;
}

function withMerged(items: readonly Item[], merged: ReadonlyMap<string, number>): Item[] {
  return items.map((item) => {
    const { cell } = item;
    const columns = cell && merged.get(`${cell.table} ${cell.row} ${cell.column}`);
    return cell && columns ? { ...item, cell: { ...cell, columns } } : item;
  });
}

/** Rows from top to bottom: a program may write the cells of a row in several places. */
function inRows(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => {
    if (!a.cell || !b.cell) return 0;
    return a.cell.table - b.cell.table || a.cell.row - b.cell.row || a.cell.column - b.cell.column;
  });
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

/** A drawing group longer than its bare frame holds pictures: entries of its picture store (0xF007). */
const isPicture =
  (data: Buffer) =>
  ({ type, start, end }: BiffRecord): boolean =>
    type === BIFF.imageData ||
    type === BIFF.background ||
    (type === BIFF.drawingGroup && data.subarray(start, end).includes(Buffer.from([0x07, 0xf0])));
