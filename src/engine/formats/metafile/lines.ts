import type { TextChunk } from '../shared/cfb-text.ts';
import type { DrawnText } from './drawing.ts';

/** What stands at one height, from left to right. */
export interface Line {
  readonly text: string;
  readonly chunks: readonly TextChunk[];
}

/** Of a character's width: a wider gap is a border, of a cell or a word. */
const BORDER = 0.5;

/** Puts texts together that one order each draws: some programs draw every letter by itself. */
export function linesOf(texts: readonly DrawnText[]): Line[] {
  return [...Map.groupBy(texts, ({ y }) => y).values()].map((row) =>
    lineOf(row.toSorted((a, b) => a.x - b.x)),
  );
}

function lineOf(row: readonly DrawnText[]): Line {
  const chunks: TextChunk[] = [];
  let text = '';
  for (const [index, one] of row.entries()) {
    const before = row[index - 1];
    if (before && isApart(before, one)) text += '\t';
    chunks.push(...one.chunks.map((chunk) => ({ ...chunk, unit: chunk.unit + text.length })));
    text += one.text;
  }
  return { text, chunks };
}

function isApart(before: DrawnText, after: DrawnText): boolean {
  if (before.end === undefined) return before.text.length > 1;
  const width = Math.abs(before.end - before.x) / before.text.length;
  return Math.abs(after.x - before.end) > BORDER * width;
}
