import type { Location } from '../../core/segment.ts';
import { sheetName } from '../shared/cell-name.ts';
import { BIFF, type BiffRecord } from './records.ts';

/** A run of records from its BOF to its EOF: the workbook's globals, a sheet, a chart. */
export interface Substream {
  readonly kind: 'globals' | 'sheet' | 'chart';
  /** What a reader calls it; never longer than a name and never a number. */
  readonly name: string;
  /** Its place among the sheets, from 0. */
  readonly index: number;
  /** Indexes into the list of records. */
  readonly from: number;
  readonly to: number;
}

const CHART = 0x20;
const GLOBALS = 0x05;

/** Divides the records into substreams; charts inside a sheet carry the sheet's name. */
export function substreamsOf(
  records: readonly BiffRecord[],
  bytes: Buffer,
  nameAt: (offset: number) => string | undefined,
): Substream[] {
  const found: Substream[] = [];
  const open: Omit<Substream, 'to'>[] = [];
  let sheets = 0;
  const opened = ({ at, start, end }: BiffRecord, from: number): Omit<Substream, 'to'> => {
    const kind = kindOf(end - start >= 4 ? bytes.readUInt16LE(start + 2) : 0);
    const outer = open.at(-1);
    if (outer) return { kind, name: outer.name, index: outer.index, from };
    if (kind === 'globals') return { kind, name: '工作簿', index: 0, from };
    const index = sheets++;
    return { kind, name: sheetName(nameAt(at), index), index, from };
  };
  for (const [position, record] of records.entries()) {
    if (record.type === BIFF.bof) open.push(opened(record, position));
    const ended = record.type === BIFF.eof ? open.pop() : undefined;
    if (ended) found.push({ ...ended, to: position + 1 });
  }
  for (const left of open) found.push({ ...left, to: records.length });
  return found.toSorted((a, b) => a.from - b.from);
}

function kindOf(code: number): Substream['kind'] {
  if (code === GLOBALS) return 'globals';
  return code === CHART ? 'chart' : 'sheet';
}

export const locationIn = (
  { name }: Substream,
  channel: Location['channel'],
  address: string,
): Location => ({ channel, part: name, address });
