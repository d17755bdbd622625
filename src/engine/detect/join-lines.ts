import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { overlaps } from '../core/span.ts';
import { ALNUM, BREAK, classOf, HYPHEN, NO_WIDTH, SPACE } from '../text/char-class.ts';
import { eachRunOf } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { findingIn } from './finding-of.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';

const REACH = 30;
/** Findings of the line before that may have to give way. */
const LATEST = 3;
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
  const joined = place.beside(text);
  eachRunOf(joined, 0, text.length, (run) =>
    readRun(run, joined, {
      tell(belief) {
        const { start, end } = belief.span;
        if (start >= seam || end <= seam + 1 || !isBelievable(belief)) return;
        const pieces: [Piece, Piece] = [
          { segmentId: first.id, span: { start: from1 + start, end: first.text.length } },
          { segmentId: second.id, span: { start: 0, end: end - seam - 1 } },
        ];
        const shorter = pieces.flatMap((piece) => takenBy(piece, found, from));
        if (shorter.length > 0 && !belief.evidence.includes('checksum')) return;
        for (const one of shorter) found.splice(found.lastIndexOf(one), 1);
        found.push(
          findingIn({ ...belief, evidence: [...belief.evidence, 'joined-lines'] }, pieces),
        );
      },
    }),
  );
}

const isBelievable = ({ standing, rule }: Belief): boolean =>
  standing !== 'denied' && standing !== 'excluded' && rule.rule.publicWhen !== 'always';

/** The findings of these two lines that a piece overlaps. */
function takenBy({ segmentId, span }: Piece, found: readonly Finding[], from: number): Finding[] {
  return found
    .slice(Math.max(0, from - LATEST))
    .filter(({ pieces }) =>
      pieces.some((piece) => piece.segmentId === segmentId && overlaps(piece.span, span)),
    );
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
