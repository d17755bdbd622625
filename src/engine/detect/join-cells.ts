import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { Span } from '../core/span.ts';
import { ALNUM, classOf } from '../text/char-class.ts';
import { eachRunOf } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { findingIn } from './finding-of.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';

const LONGEST_PART = 17;
const SHORTEST = 11;
const CELL_END = '\t';

/** A number over several cells of a row: one digit a cell, or its parts in two or three columns. */
export function joinCells(
  cells: readonly (Segment | undefined)[],
  found: Finding[],
  placeOf: (first: Segment) => Place,
): void {
  let parts: Segment[] = [];
  let length = 0;
  for (let at = 0; at <= cells.length; at++) {
    const cell = cells[at];
    if (cell && isPart(cell.text)) {
      parts.push(cell);
      length += cell.text.length;
    } else {
      const [first] = parts;
      if (first && parts.length > 1 && length >= SHORTEST) joinParts(parts, found, placeOf(first));
      parts = [];
      length = 0;
    }
  }
}

const isPart = (text: string): boolean =>
  text.length <= LONGEST_PART &&
  (classOf(text.charCodeAt(0)) & ALNUM) !== 0 &&
  (classOf(text.charCodeAt(text.length - 1)) & ALNUM) !== 0;

function joinParts(parts: readonly Segment[], found: Finding[], place: Place): void {
  const text = parts.map((part) => part.text).join(CELL_END);
  eachRunOf(text, 0, text.length, (run) =>
    readRun(run, { ...place, text }, (belief) => {
      const pieces = piecesOf(belief.span, parts);
      const [first, ...rest] = pieces;
      if (first && rest.length > 0 && isBelievable(belief, parts))
        found.push(
          findingIn({ ...belief, evidence: [...belief.evidence, 'joined-cells'] }, [
            first,
            ...rest,
          ]),
        );
    }),
  );
}

/** Neighbours make phone numbers by chance; only a check, a label or one digit a cell says that they belong together. */
const isBelievable = ({ standing, rule }: Belief, parts: readonly Segment[]): boolean =>
  standing === 'named' ||
  (standing === 'alone' &&
    (rule.rule.confidence === 'certain' || parts.every(({ text }) => text.length === 1)));

function piecesOf(span: Span, parts: readonly Segment[]): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { id, text } of parts) {
    const start = Math.max(span.start - offset, 0);
    const end = Math.min(span.end - offset, text.length);
    if (start < end) pieces.push({ segmentId: id, span: { start, end } });
    offset += text.length + CELL_END.length;
  }
  return pieces;
}
