import type { TextEdit } from '../shared/byte-splice.ts';
import { type Notation, runsIn } from '../shared/escapes.ts';
import { isMarkedUp, mayBeMarkedUp, shownRuns } from '../shared/markup.ts';
import { spliced } from '../shared/splice.ts';
import { withoutExponent } from '../shared/without-exponent.ts';
import { type Run, sourceEdits, textOf } from '../shared/written-text.ts';
import { closingQuote } from './quotes.ts';

const DOUBLED_QUOTE: Notation = { pattern: /""/g, decode: () => '"' };

/** Where the quoted part of a cell ends; -1 when it has none. */
const quotedEnd = (source: string): number => (source[0] === '"' ? closingQuote(source, 0) : -1);

/** What a cell says: without its quotes, doubled quotes single. */
export const cellText = (source: string): string => textOf(source, cellRuns(source));

/** Whether a cell holds a piece of a page in which a number could be parted. */
export const isMarkedUpCell = (source: string): boolean =>
  mayBeMarkedUp(source) && isMarkedUp(cellText(source));

/** What such a cell says as its page is shown. */
export const shownText = (source: string): string => textOf(source, shownCellRuns(source));

const shownCellRuns = (source: string): Run[] => shownRuns(cellText(source), cellRuns(source));

/** Edits of what is shown as edits of how it is written; what would break out of the cell becomes a star. */
export const shownEdits = (
  source: string,
  edits: readonly TextEdit[],
  delimiter: string,
): TextEdit[] =>
  sourceEdits(source, shownCellRuns(source), edits, (text) =>
    text.replaceAll(/["\r\n]/g, '*').replaceAll(delimiter, '*'),
  );

function cellRuns(source: string): Run[] {
  const end = quotedEnd(source);
  if (end < 0) return [{ start: 0, end: source.length, ...workedOut(source) }];
  const quoted = runsIn(source, 1, end - 1, DOUBLED_QUOTE);
  return end < source.length ? [...quoted, { start: end, end: source.length }] : quoted;
}

/** `1.3900001234E+10` is a number with all its digits. */
function workedOut(source: string): { text?: string } {
  const text = source[1] === '.' ? withoutExponent(source) : '';
  return text === '' ? {} : { text };
}

/** Edits of what a cell says as edits of how it is written, so that the table stays well-formed. */
export function writtenEdits(
  source: string,
  edits: readonly TextEdit[],
  delimiter: string,
): TextEdit[] {
  const isQuoted = quotedEnd(source) >= 0;
  const breaksOut = edits.some(
    ({ replacement }) => /["\r\n]/.test(replacement) || replacement.includes(delimiter),
  );
  if (isQuoted || !breaksOut)
    return sourceEdits(source, cellRuns(source), edits, isQuoted ? doubled : (text) => text);
  const whole = doubled(spliced(source, edits));
  return [{ span: { start: 0, end: source.length }, replacement: `"${whole}"` }];
}

const doubled = (text: string): string => text.replaceAll('"', '""');
