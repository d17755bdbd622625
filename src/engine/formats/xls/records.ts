import { DocumentError } from '../../core/errors.ts';

/** One BIFF record: its header at `at`, its data in [start, end) of the stream. */
export interface BiffRecord {
  readonly type: number;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** The types that are read for what they mean ([MS-XLS] 2.3). */
export const BIFF = {
  formula: 0x06,
  eof: 0x0a,
  header: 0x14,
  footer: 0x15,
  name: 0x18,
  note: 0x1c,
  externName: 0x23,
  filePass: 0x2f,
  continue: 0x3c,
  crn: 0x5a,
  writeAccess: 0x5c,
  object: 0x5d,
  imageData: 0x7f,
  boundSheet: 0x85,
  mulRk: 0xbd,
  cacheNumber: 0xc9,
  macros: 0xd3,
  rString: 0xd6,
  mergedCells: 0xe5,
  background: 0xe9,
  drawingGroup: 0xeb,
  sst: 0xfc,
  labelSst: 0xfd,
  supBook: 0x1ae,
  txo: 0x1b6,
  link: 0x1b8,
  sinceExcel97: 0x1c0,
  validation: 0x1be,
  number: 0x203,
  label: 0x204,
  string: 0x207,
  rk: 0x27e,
  bof: 0x809,
  seriesText: 0x100d,
} as const;

/** The records of a stream, one after another. Throws `document-damaged` when one reaches past the end. */
export function recordsOf(stream: Uint8Array): BiffRecord[] {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.length);
  const records: BiffRecord[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const type = bytes.readUInt16LE(at);
    const start = at + 4;
    const end = start + bytes.readUInt16LE(at + 2);
    // Some programs fill the last sector up with zeroes.
    if (type === 0 && end === start) break;
    if (end > bytes.length)
      throw new DocumentError('document-damaged', '工作簿记录损坏 · a workbook record is damaged');
    records.push({ type, at, start, end });
    at = end;
  }
  return records;
}

/** Records that carry on the record at `index`, with it: one logical record. */
export function continued(records: readonly BiffRecord[], index: number): readonly BiffRecord[] {
  let end = index + 1;
  while (records[end]?.type === BIFF.continue) end++;
  return records.slice(index, end);
}
