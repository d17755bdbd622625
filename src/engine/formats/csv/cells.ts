import type { Span } from '../../core/span.ts';
import { lineEndBefore } from '../shared/lines.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { closingQuote } from './quotes.ts';

/** The cells of a table in text, by number in reading order. */
export interface Cells {
  readonly count: number;
  /** The cell's whole place in the text, quotes included, delimiter and line end not. */
  span(cell: number): Span;
  /** The row and the column it stands in; both start at 0. */
  place(cell: number): { row: number; column: number };
  /** The cell that an offset of the text lies in, or that it follows. */
  cellAt(offset: number): number;
}

/**
 * Cuts a text into cells as RFC 4180 says: quotes only count at the start of a cell, and a quoted
 * cell may hold delimiters and line ends. A quote that never closes is an ordinary character, and so
 * are all quotes after it.
 */
export function cellsOf(text: string, delimiter: string): Cells {
  const starts = new OffsetList();
  const rows = new OffsetList();
  const isEnd = new RegExp(`[\\r\\n${RegExp.escape(delimiter)}]`, 'g');
  let quotesCount = true;
  let at = 0;
  let lastEnd = 0;
  rows.push(0);
  for (;;) {
    const close = quotesCount && text[at] === '"' ? closingQuote(text, at) : at;
    if (close < 0) quotesCount = false;
    isEnd.lastIndex = Math.max(close, at);
    const end = isEnd.exec(text)?.index ?? text.length;
    lastEnd = end;
    starts.push(at);
    if (end >= text.length) break;
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (text[end] === '\r' && text[at] === '\n') at++;
    if (at >= text.length) break;
    rows.push(starts.length);
  }
  const rowOf = (cell: number) => rows.lastAtOrBelow(cell);
  const endOf = (cell: number) => {
    if (cell + 1 === starts.length) return lastEnd;
    const next = starts.at(cell + 1);
    return rowOf(cell) === rowOf(cell + 1) ? next - 1 : lineEndBefore(text, next);
  };
  return {
    count: starts.length,
    span: (cell) => ({ start: starts.at(cell), end: endOf(cell) }),
    place: (cell) => ({ row: rowOf(cell), column: cell - rows.at(rowOf(cell)) }),
    cellAt: (offset) => starts.lastAtOrBelow(offset),
  };
}
