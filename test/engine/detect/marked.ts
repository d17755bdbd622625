import type { Piece } from '../../../src/engine/core/finding.ts';
import type { Segment } from '../../../src/engine/core/segment.ts';
import type { RuleExample } from '../../../src/engine/rules/rule.ts';

/** A document made from text in which `[[ ]]` marks what should be found. */
export interface Marked {
  readonly segments: readonly Segment[];
  segment(id: number): Segment;
  /** What stands between the marks, in reading order; an empty text when nothing is marked. */
  readonly pieces: readonly Piece[];
}

const MARKS = /\[\[|\]\]/g;
const body = { channel: 'body', part: '正文', address: '' } as const;

export const markedText = (text: string): Marked =>
  marked(text.split('\n').map((line) => [line, undefined] as const));

export const markedRows = (rows: readonly (readonly string[])[]): Marked =>
  marked(
    rows.flatMap((cells, row) =>
      cells.map((text, column) => [text, { table: 0, row, column }] as const),
    ),
  );

export const markedExample = (example: RuleExample): Marked =>
  'text' in example ? markedText(example.text) : markedRows(example.rows);

function marked(texts: readonly (readonly [string, Segment['cell']])[]): Marked {
  const pieces: Piece[] = [];
  const segments = texts.map(([text, cell], id): Segment => {
    let plain = '';
    let from = 0;
    let start = 0;
    for (const { 0: mark, index } of text.matchAll(MARKS)) {
      plain += text.slice(from, index);
      from = index + mark.length;
      if (mark === '[[') start = plain.length;
      else pieces.push({ segmentId: id, span: { start, end: plain.length } });
    }
    plain += text.slice(from);
    return { id, text: plain, location: body, ...(cell ? { cell } : {}) };
  });
  return { segments, segment: (id) => segments[id] as Segment, pieces };
}
