import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { ALNUM, BREAK, classOf, HYPHEN, NO_WIDTH, SPACE } from '../text/char-class.ts';
import { eachRunOf } from '../text/runs.ts';
import { findingIn } from './finding-of.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';

const REACH = 30;
const BLANK = SPACE | BREAK | NO_WIDTH | HYPHEN;

/** A number that begins at the end of one line and ends at the start of the next. */
export function joinLines(
  first: Segment,
  second: Segment,
  found: Finding[],
  from: number,
  place: Place,
): void {
  if (!endsInNumber(first.text) || !startsWithNumber(second.text)) return;
  const from1 = Math.max(0, first.text.length - REACH);
  const tail = first.text.slice(from1);
  const text = `${tail}\n${second.text.slice(0, REACH)}`;
  const seam = tail.length;
  eachRunOf(text, 0, text.length, (run) =>
    readRun(run, { ...place, text }, (belief) => {
      const { start, end } = belief.span;
      if (start >= seam || end <= seam + 1) return;
      if (belief.standing !== 'named' && belief.rule.rule.confidence !== 'certain') return;
      const pieces: [Piece, Piece] = [
        { segmentId: first.id, span: { start: from1 + start, end: first.text.length } },
        { segmentId: second.id, span: { start: 0, end: end - seam - 1 } },
      ];
      if (pieces.some((piece) => isTaken(piece, found, from))) return;
      found.push(findingIn({ ...belief, evidence: [...belief.evidence, 'joined-lines'] }, pieces));
    }),
  );
}

function isTaken({ segmentId, span }: Piece, found: readonly Finding[], from: number): boolean {
  for (let at = found.length - 1; at >= Math.max(0, from - 1); at--)
    for (const piece of found[at]?.pieces ?? [])
      if (
        piece.segmentId === segmentId &&
        piece.span.start < span.end &&
        span.start < piece.span.end
      )
        return true;
  return false;
}

function endsInNumber(text: string): boolean {
  let at = text.length - 1;
  while (at >= 0 && at > text.length - 6 && classOf(text.charCodeAt(at)) & BLANK) at--;
  return at >= 0 && (classOf(text.charCodeAt(at)) & ALNUM) !== 0;
}

function startsWithNumber(text: string): boolean {
  let at = 0;
  while (at < 6 && classOf(text.charCodeAt(at)) & BLANK) at++;
  return at < text.length && (classOf(text.charCodeAt(at)) & ALNUM) !== 0;
}
