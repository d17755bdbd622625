import * as XLSX from 'xlsx';
import type { ReadText } from '../../core/segment.ts';

/** Rows that SheetJS reads of a sheet: it keeps an object for every cell, and saxes has read them all. */
const ROWS = 2000;

/** That a reader by other hands opens the workbook, and what it reads of its sheets. */
export function* rereadBySheetJs(bytes: Uint8Array): Generator<ReadText> {
  const book = XLSX.read(bytes, { type: 'buffer', dense: true, sheetRows: ROWS, cellHTML: false });
  for (const [number, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const location = { channel: 'table', part: `第 ${number + 1} 张表`, address: '' } as const;
    for (const row of XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false }))
      yield { text: row.join('\t'), location };
  }
}
