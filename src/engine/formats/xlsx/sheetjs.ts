import * as XLSX from 'xlsx';
import type { ReadText } from '../../core/segment.ts';

/**
 * SheetJS keeps an object for every cell: a list of 100,000 rows would take it ten times the memory
 * and twice the work of everything else. Such a file it only opens; saxes has read every cell of it.
 */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_ROWS = 20_000;

/** That a reader by other hands opens the workbook, and what it reads of its sheets. */
export function* rereadBySheetJs(bytes: Uint8Array): Generator<ReadText> {
  const book = XLSX.read(bytes, {
    type: 'buffer',
    dense: true,
    cellHTML: false,
    sheetRows: MOST_ROWS,
    bookSheets: bytes.length > MOST_BYTES,
  });
  for (const [number, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets?.[name];
    if (!sheet) continue;
    const location = { channel: 'table', part: `第 ${number + 1} 张表`, address: '' } as const;
    for (const row of XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false }))
      yield { text: row.join('\t'), location };
  }
}
