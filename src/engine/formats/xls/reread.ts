import * as XLSX from 'xlsx';
import type { ReadText } from '../../core/segment.ts';
import { compoundTexts } from '../shared/cfb-reread.ts';

/** Reads a workbook again with SheetJS, and everything in its container as plain strings. */
export async function* rereadXls(bytes: Uint8Array): AsyncGenerator<ReadText> {
  const container = XLSX.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const stream = XLSX.CFB.find(container, '/Workbook');
  if (!stream) throw new Error('no workbook');
  // Of the whole file it would read the properties too, and a damaged count there keeps it busy for hours.
  const book = XLSX.read(Buffer.from(stream.content as Uint8Array), { type: 'buffer' });
  for (const name of book.SheetNames) {
    yield read(name);
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {}))
      if (!address.startsWith('!')) yield* cellTexts(cell as XLSX.CellObject);
  }
  for (const { Name, Ref } of book.Workbook?.Names ?? []) yield read(`${Name} ${Ref}`);
  yield* compoundTexts(bytes);
}

function* cellTexts({ v, f, c, l }: XLSX.CellObject): Generator<ReadText> {
  if (typeof v === 'number') yield read(Number.isInteger(v) ? BigInt(v).toString() : String(v));
  else if (v !== undefined) yield read(String(v));
  if (f) yield read(f);
  for (const { t, a } of c ?? []) yield read(`${a ?? ''} ${t}`);
  if (l) yield read(`${l.Target} ${l.Tooltip ?? ''}`);
}

const read = (text: string): ReadText => ({
  text,
  location: { channel: 'table', part: '复读', address: '' },
});
