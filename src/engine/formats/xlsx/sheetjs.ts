import * as XLSX from 'xlsx';
import type { Limits } from '../../core/limits.ts';
import type { ReadText } from '../../core/segment.ts';
import { asShown, mayBeMarkedUp } from '../shared/markup.ts';
import { writeZip } from '../shared/zip/write.ts';
import { openZip } from '../shared/zip/zip.ts';

/**
 * SheetJS keeps an object for every cell: a list of 100,000 rows would take it ten times the memory
 * and twice the work of everything else. Such a file it only opens, without the parts that the first
 * second reader has read and that it would inflate for nothing.
 */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_ROWS = 20_000;

/** That a reader by other hands opens the workbook, and what it reads of its sheets. */
export function* rereadBySheetJs(bytes: Uint8Array, limits: Limits): Generator<ReadText> {
  const isLarge = bytes.length > MOST_BYTES;
  const book = XLSX.read(isLarge ? withoutLists(bytes, limits) : bytes, {
    type: 'buffer',
    dense: true,
    cellHTML: false,
    sheetRows: MOST_ROWS,
    bookSheets: isLarge,
  });
  for (const [number, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets?.[name];
    if (!sheet) continue;
    const location = { channel: 'table', part: `第 ${number + 1} 张表`, address: '' } as const;
    for (const row of XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false }))
      yield* readings(row.join('\t'), location);
  }
}

/** As it stands, and as a page in it is shown. */
function* readings(text: string, location: ReadText['location']): Generator<ReadText> {
  yield { text, location };
  if (mayBeMarkedUp(text)) yield { text: asShown(text), location };
}

function withoutLists(bytes: Uint8Array, limits: Limits): Buffer {
  const zip = openZip(bytes, limits);
  const large = zip.entries.filter(({ inflated }) => inflated > MOST_BYTES);
  return writeZip(zip, new Map(large.map(({ name }) => [name, null])));
}
