import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { Span } from '../core/span.ts';
import { classOf, DIGIT } from '../text/char-class.ts';
import { eachRunOf } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { findingIn } from './finding-of.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';

const LONGEST_PART = 17;
const MOST_COLUMNS = 3;
const SHORTEST = 11;
const CELL_END = '\t';

/** The place of a number that begins in a cell, with the text that all its cells make. */
type PlaceOf = (first: Segment, text: string) => Place;

/**
 * Numbers over several cells of a row: one digit a cell, or their parts in two or three columns.
 * Gives back the cells that they take.
 */
export function joinCells(
  cells: readonly Segment[],
  placeOf: PlaceOf,
  found: Finding[],
): ReadonlySet<number> | undefined {
  let taken: Set<number> | undefined;
  for (let at = 0; at < cells.length; at++) {
    if (!isPart(cells[at]?.text)) continue;
    let end = at + 1;
    while (end < cells.length && isPart(cells[end]?.text)) end++;
    if (end - at > 1) {
      for (const finding of joinsAmong(cells.slice(at, end), placeOf)) {
        taken ??= new Set();
        for (const { segmentId } of finding.pieces) taken.add(segmentId);
        found.push(finding);
      }
    }
    at = end;
  }
  return taken;
}

const isNamed = ({ cell }: Place): boolean => cell?.head !== undefined || cell?.side !== undefined;

/** Digits and nothing else, but for the X that may end an identity number. */
function isPart(text: string | undefined): boolean {
  if (text === undefined || text.length === 0 || text.length > LONGEST_PART) return false;
  const last = text.length - 1;
  for (let at = 0; at < last; at++) if (!isDigit(text, at)) return false;
  return isDigit(text, last) || text[last] === 'X' || text[last] === 'x';
}

const isDigit = (text: string, at: number): boolean => (classOf(text.charCodeAt(at)) & DIGIT) !== 0;

function joinsAmong(parts: readonly Segment[], placeOf: PlaceOf): Finding[] {
  const found: Finding[] = [];
  for (let at = 0; at < parts.length; at++) {
    if (parts[at]?.text.length === 1) {
      let end = at + 1;
      while (parts[end]?.text.length === 1) end++;
      if (end - at >= SHORTEST) digitACell(parts.slice(at, end), placeOf, found);
      at = end - 1;
    } else at += inColumns(parts, at, placeOf, found);
  }
  return found;
}

/** A cell with a header or a label of its own begins a new number. */
function digitACell(cells: readonly Segment[], placeOf: PlaceOf, found: Finding[]): void {
  let from = 0;
  for (let at = 1; at <= cells.length; at++) {
    const next = cells[at];
    if (next && placeOf(next, '').cell?.head === undefined) continue;
    const group = cells.slice(from, at);
    if (group.length >= SHORTEST) found.push(...joined(group, placeOf));
    from = at;
  }
}

/** Two or three columns that fit together; tells how many more cells they took. */
function inColumns(
  parts: readonly Segment[],
  at: number,
  placeOf: PlaceOf,
  found: Finding[],
): number {
  let length = parts[at]?.text.length ?? 0;
  for (let end = at + 1; end < parts.length && end < at + MOST_COLUMNS; end++) {
    length += parts[end]?.text.length ?? 0;
    if (length < 15 || length > 20) continue;
    const group = parts.slice(at, end + 1);
    const first = group[0] as Segment;
    if (length !== 18 && !isNamed(placeOf(first, ''))) continue;
    const whole = joined(group, placeOf).filter(({ pieces }) => pieces.length === group.length);
    if (whole.length > 0) {
      found.push(...whole);
      return end - at;
    }
  }
  return 0;
}

function joined(parts: readonly Segment[], placeOf: PlaceOf): Finding[] {
  const text = parts.map((part) => part.text).join(CELL_END);
  const place = placeOf(parts[0] as Segment, text);
  const found: Finding[] = [];
  eachRunOf(place, 0, text.length, (run) =>
    readRun(run, place, {
      tell(belief) {
        const [first, ...rest] = piecesOf(belief.span, parts);
        if (first && rest.length > 0 && isBelievable(belief, parts))
          found.push(
            findingIn({ ...belief, evidence: [...belief.evidence, 'joined-cells'] }, [
              first,
              ...rest,
            ]),
          );
      },
    }),
  );
  return found;
}

/** Neighbours make numbers by chance; a check, or one digit a cell, says that they belong together. */
function isBelievable({ standing, rule, evidence }: Belief, parts: readonly Segment[]): boolean {
  if (standing === 'denied' || rule.rule.publicWhen === 'always') return false;
  const isSure =
    evidence.includes('checksum') && (standing === 'named' || rule.rule.confidence === 'certain');
  return isSure || parts.every(({ text }) => text.length === 1);
}

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
