import { type Run, textOf, virtual } from '../xml/run.ts';

/**
 * Codes in the header of a printed sheet: font, size, colour, bold, a page's number. `&amp;` is an
 * ampersand of the XML; two in a row are one that is printed.
 */
const CODE =
  /&amp;(?:&quot;[^&]*&quot;|"[^"&]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|[BIUEXYSOHAPNDTFZGLCR]|\d{1,2}(?=\D))/g;

/** Codes that stand for a page, a date, a name, or begin another side of the page: no digit goes on behind them. */
const FIELD = /^&amp;[APNDTFZGLCR]$/;

/** The runs of a header without its codes: a number goes on after a letter that turns bold. */
export const withoutCodes = (runs: readonly Run[], bytes: Buffer): Run[] =>
  runs.flatMap((run) => (run.form === 'escaped' ? parted(run, bytes) : [run]));

function parted(run: Run, bytes: Buffer): Run[] {
  const raw = bytes.toString('latin1', run.start, run.end);
  const parts: Run[] = [];
  let at = 0;
  for (const { 0: code, index } of raw.matchAll(CODE)) {
    if (index > at) parts.push({ ...run, start: run.start + at, end: run.start + index });
    if (FIELD.test(code)) parts.push(virtual(' | '));
    at = index + code.length;
  }
  if (run.start + at < run.end) parts.push({ ...run, start: run.start + at });
  return parts.filter((part) => textOf(bytes, part) !== '');
}
