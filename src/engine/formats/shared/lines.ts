import type { Span } from '../../core/span.ts';
import { OffsetList } from './offset-list.ts';

/** The lines of a text by number, without their line ends. */
export interface Lines {
  readonly count: number;
  /** Where a line stands in the text. Line numbers start at 0. */
  span(line: number): Span;
  /** The line that an offset of the text lies in. */
  lineAt(offset: number): number;
}

const LINE_END = /\r\n?|\n/g;

/** Finds the lines of a text that ends them with \n, \r\n or \r. */
export function linesOf(text: string): Lines {
  const starts = new OffsetList();
  starts.push(0);
  for (const { index, 0: lineEnd } of text.matchAll(LINE_END)) starts.push(index + lineEnd.length);
  return {
    count: starts.length,
    span: (line) => {
      const start = starts.at(line);
      const next = line + 1 < starts.length ? starts.at(line + 1) : undefined;
      return { start, end: next === undefined ? text.length : lineEndBefore(text, next) };
    },
    lineAt: (offset) => starts.lastAtOrBelow(offset),
  };
}

/** Where a line ends, line end left out, when the next one starts at `next`. */
export function lineEndBefore(text: string, next: number): number {
  if (text[next - 1] === '\r') return next - 1;
  return next >= 2 && text[next - 2] === '\r' ? next - 2 : next - 1;
}
