import * as XLSX from 'xlsx';
import type { ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { type Container, compoundTexts } from '../shared/cfb-reread.ts';

/** Reads a workbook again with SheetJS, and everything in its container as plain strings. */
export async function* rereadXls(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
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
  yield* cachedNumbers(container);
  yield* compoundTexts(bytes, surroundings);
}

function* cellTexts({ v, f, c, l }: XLSX.CellObject): Generator<ReadText> {
  if (typeof v === 'number') yield read(Number.isInteger(v) ? BigInt(v).toString() : String(v));
  else if (v !== undefined) yield read(String(v));
  if (f) yield read(f);
  for (const { t, a } of c ?? []) yield read(`${a ?? ''} ${t}`);
  if (l) yield read(`${l.Target} ${l.Tooltip ?? ''}`);
}

/** Numbers in the lists that pivot tables keep: eight bytes after their mark. */
function* cachedNumbers({ FileIndex, FullPaths }: Container): Generator<ReadText> {
  for (const [index, path] of FullPaths.entries()) {
    if (!path.includes('/_SX_DB_CUR/')) continue;
    const bytes = Buffer.from(FileIndex[index]?.content ?? []);
    for (let at = bytes.indexOf(NUMBER); at >= 0; at = bytes.indexOf(NUMBER, at + 1))
      if (at + 12 <= bytes.length) yield read(String(bytes.readDoubleLE(at + 4)));
  }
}

const NUMBER = Buffer.from([0xc9, 0, 8, 0]);

const read = (text: string): ReadText => ({
  text,
  location: { channel: 'table', part: '复读', address: '' },
});
