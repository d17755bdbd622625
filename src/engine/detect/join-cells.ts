import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { endOfLines, readLines } from './cell-lines.ts';
import { isPart } from './cell-look.ts';
import { type Joints, joined } from './joined.ts';
import type { Row } from './row.ts';

const MOST_COLUMNS = 8;
const ID_LENGTH = 18;
const SHORTEST = 11;
/** Fewer digits than of an account or a card are only a telephone's, and that under its label. */
const MOBILE_LENGTH = 11;
const LONGEST = 20;
const NONE: readonly Finding[] = [];

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
  const take = (findings: readonly Finding[], ids: readonly number[] = []) => {
    taken ??= new Set();
    for (const id of ids) taken.add(id);
    for (const { pieces } of findings) for (const { segmentId } of pieces) taken.add(segmentId);
    found.push(...findings);
  };
  let linesEnd = 0;
  for (let at = row.hasLines ? 0 : row.firstJoint; at < row.length; at++) {
    if (row.hasLines && at >= linesEnd) linesEnd = endOfLines(row.cells, at);
    const whole = readLines(row.cells, at, linesEnd, joints);
    if (whole) {
      take(
        whole,
        row.cells.slice(at, linesEnd).map(({ id }) => id),
      );
      at = linesEnd - 1;
      continue;
    }
    if (!isPart(row.lookOf(at))) continue;
    const end = endOfParts(row, at);
    const numbers = end - at > 1 ? joinsAmong(row.cells, at, end, joints) : NONE;
    if (numbers.length > 0) take(numbers);
    at = end;
  }
  return taken;
}

/** Where the cells end that may be parts of one number, from one of them on. */
function endOfParts(row: Row, from: number): number {
  let end = from + 1;
  while (end < row.length && isPart(row.lookOf(end))) end++;
  return end;
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
