import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { findingIn, standsInProse } from './finding-of.ts';
import { isNextLine, type Joints, joined, piecesOf } from './joined.ts';
import { Reader } from './read-text.ts';

const LINE_END = '\n';
const LONGEST = 20;
/** No number is written over more. */
const MOST_LINES = 40;
const NUMBERS = /^[A-Za-z]{0,2}[\s\d０-９-]{0,30}[XxＸｘ]?$/;
const ENDS_IN_DIGITS = /[0-9０-９]{3}\s*$/;
const BEGINS_WITH_DIGITS = /^\s*[0-9０-９]{2}/;

/** Where the lines of the cell end that one of them belongs to. */
export function endOfLines(cells: readonly Segment[], from: number): number {
  let end = from + 1;
  while (isNextLine(cells[end - 1], cells[end])) end++;
  return end;
}

/**
 * The number that all lines of a cell make from one on, or all that they hold where the end of one may cut a number in
 * two; undefined where they are lines by themselves.
 */
export function readLines(
  cells: readonly Segment[],
  from: number,
  end: number,
  joints: Joints,
): readonly Finding[] | undefined {
  if (end - from < 2) return undefined;
  const isRest = isNextLine(cells[from - 1], cells[from]);
  // A cell may have thousands of lines: only its first asks about all of them.
  if (isRest && end - from > MOST_LINES) return undefined;
  const lines = cells.slice(from, end);
  const whole = lines.every(({ text }) => NUMBERS.test(text))
    ? joined(lines, joints).find(({ pieces }) => pieces.length === lines.length)
    : undefined;
  if (whole) return [whole];
  return !isRest && lines.some(isCut) ? readTogether(lines, joints) : undefined;
}

const isCut = ({ text }: Segment, at: number, lines: readonly Segment[]): boolean =>
  BEGINS_WITH_DIGITS.test(text) && ENDS_IN_DIGITS.test(lines[at - 1]?.text.slice(-LONGEST) ?? '');

/** What the lines of a cell hold, read as one text. */
function readTogether(lines: readonly Segment[], joints: Joints): Finding[] {
  const found: Finding[] = [];
  const text = lines.map((line) => line.text).join(LINE_END);
  new Reader(joints.placeOf(lines[0] as Segment, text), (belief) => {
    if (!standsInProse(belief)) return;
    const spans = belief.parts ?? [belief.span];
    const [first, ...rest] = spans.flatMap((span) => piecesOf(span, lines));
    if (first) found.push(findingIn(belief, [first, ...rest]));
  }).read();
  return found;
}
