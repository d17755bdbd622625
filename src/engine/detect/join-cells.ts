import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { Span } from '../core/span.ts';
import { eachRunOf } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { isNextLine, linesFrom, readLines } from './cell-lines.ts';
import { isPart } from './cell-look.ts';
import { findingIn } from './finding-of.ts';
import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';
import type { Row } from './row.ts';

const MOST_COLUMNS = 8;
const ID_LENGTH = 18;
const SHORTEST = 11;
/** Fewer digits than of an account or a card are only a telephone's, and that under its label. */
const MOBILE_LENGTH = 11;
const LONGEST = 20;
const CELL_END = '\t';
const NONE: readonly Finding[] = [];

/** What is known of the cells that a number may lie over. */
export interface Joints {
  /** The label at the head of a cell's column. */
  headOf(cell: Segment): Label | undefined;
  /** The label in the cell left of it. */
  sideOf(cell: Segment): Label | undefined;
  /** The place of a number that begins in a cell, with the text that all its cells make. */
  placeOf(first: Segment, text: string): Place;
}

/**
 * Numbers over several cells of a row: one digit a cell, their parts in a few columns, or in the lines of one cell.
 * Gives back the cells that they take.
 */
export function joinCells(
  row: Row,
  joints: Joints,
  found: Finding[],
): ReadonlySet<number> | undefined {
  let taken: Set<number> | undefined;
  const take = (finding: Finding) => {
    taken ??= new Set();
    for (const { segmentId } of finding.pieces) taken.add(segmentId);
    found.push(finding);
  };
  for (let at = row.hasLines ? 0 : row.firstJoint; at < row.length; at++) {
    const lines = row.hasLines ? linesFrom(row.cells, at) : undefined;
    const whole = lines && readLines(lines, isNextLine(row.cells[at - 1], row.cells[at]), joints);
    if (whole) {
      taken = new Set([...(taken ?? []), ...lines.map(({ id }) => id)]);
      found.push(...whole);
      at += lines.length - 1;
      continue;
    }
    if (!isPart(row.lookOf(at))) continue;
    let end = at + 1;
    while (end < row.length && isPart(row.lookOf(end))) end++;
    if (end - at > 1) for (const finding of joinsAmong(row.cells, at, end, joints)) take(finding);
    at = end;
  }
  return taken;
}

/** The numbers over cells [from, to) of a row. */
function joinsAmong(
  cells: readonly Segment[],
  from: number,
  to: number,
  joints: Joints,
): readonly Finding[] {
  let found = NONE;
  for (let at = from; at < to; at++) {
    let end = at;
    while (end < to && cells[end]?.text.length === 1) end++;
    if (end === at) {
      const whole = inColumns(cells, at, to, joints);
      if (whole.length === 0) continue;
      found = [...found, ...whole];
      end = at + 1 + (whole[0]?.others.length ?? 0);
    } else if (end - at >= SHORTEST)
      found = [...found, ...digitACell(cells.slice(at, end), joints)];
    at = end - 1;
  }
  return found;
}

/** A cell with a header or a label of its own begins a new number. */
function digitACell(cells: readonly Segment[], joints: Joints): Finding[] {
  const found: Finding[] = [];
  let from = 0;
  for (let at = 1; at <= cells.length; at++) {
    const next = cells[at];
    if (next && !hasOwnHead(next, cells[from], joints)) continue;
    const group = cells.slice(from, at);
    if (group.length >= SHORTEST) found.push(...joined(group, joints));
    from = at;
  }
  return found;
}

/** Neighbouring cells from `at` on that fit together. */
function inColumns(
  cells: readonly Segment[],
  at: number,
  to: number,
  joints: Joints,
): readonly Finding[] {
  let length = cells[at]?.text.length ?? 0;
  for (let last = at + 1; last < to && last < at + MOST_COLUMNS; last++) {
    length += cells[last]?.text.length ?? 0;
    if (length > LONGEST) break;
    if (length < 15 && length !== MOBILE_LENGTH) continue;
    if (length !== ID_LENGTH && !mayBelongTogether(cells, at, last, joints)) continue;
    const group = cells.slice(at, last + 1);
    const whole = joined(group, joints).filter(({ others }) => others.length === last - at);
    if (whole.length > 0) return whole;
  }
  return NONE;
}

/** A label stands over or beside the first cell, and none over the others: 手机 and 金额 are two numbers. */
function mayBelongTogether(
  cells: readonly Segment[],
  at: number,
  last: number,
  joints: Joints,
): boolean {
  const first = cells[at];
  if (!first || !(joints.headOf(first) ?? joints.sideOf(first))) return false;
  for (let other = at + 1; other <= last; other++)
    if (hasOwnHead(cells[other] as Segment, first, joints)) return false;
  return true;
}

/** Another header stands over a cell than over the first one; one merged over both is the same. */
function hasOwnHead(cell: Segment, first: Segment | undefined, joints: Joints): boolean {
  const head = joints.headOf(cell);
  return head !== undefined && (first === undefined || head !== joints.headOf(first));
}

export function joined(parts: readonly Segment[], joints: Joints): Finding[] {
  const text = parts.map((part) => part.text).join(CELL_END);
  const place = joints.placeOf(parts[0] as Segment, text);
  const found: Finding[] = [];
  eachRunOf(place, 0, text.length, (run) =>
    readRun(run, place, {
      tell(belief) {
        const [first, ...rest] = piecesOf(belief.span, parts);
        if (first && rest.length > 0 && isBelievable(belief, parts, joints))
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
function isBelievable(
  { standing, rule, evidence }: Belief,
  parts: readonly Segment[],
  joints: Joints,
): boolean {
  if (standing === 'denied' || standing === 'excluded' || rule.rule.publicWhen === 'always')
    return false;
  const isNamed = standing === 'named';
  const isSure = evidence.includes('checksum') && (isNamed || rule.rule.confidence === 'certain');
  if (isSure || isOneCell(parts) || parts.every(({ text }) => text.length === 1)) return true;
  return isNamed && (rule.id === 'mobile' || isUnderOne(parts, joints));
}

const isOneCell = (parts: readonly Segment[]): boolean =>
  parts.every((part) => part === parts[0] || isNextLine(parts[0], part));

/** One header is merged over all of them. */
function isUnderOne(parts: readonly Segment[], joints: Joints): boolean {
  const head = joints.headOf(parts[0] as Segment);
  return head !== undefined && parts.every((part) => joints.headOf(part) === head);
}

export function piecesOf(span: Span, parts: readonly Segment[]): Piece[] {
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
