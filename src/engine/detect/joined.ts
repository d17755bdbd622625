import type { Finding, Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { Span } from '../core/span.ts';
import { eachRunOf } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { findingIn } from './finding-of.ts';
import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';

const CELL_END = '\t';

/** What is known of the cells that a number may lie over. */
export interface Joints {
  /** The label at the head of a cell's column. */
  headOf(cell: Segment): Label | undefined;
  /** The label in the cell left of it. */
  sideOf(cell: Segment): Label | undefined;
  /** The place of a number that begins in a cell, with the text that all its cells make. */
  placeOf(first: Segment, text: string): Place;
}

/** Whether a segment is the next line of the same cell. */
export const isNextLine = (one: Segment | undefined, next: Segment | undefined): boolean =>
  one?.cell !== undefined &&
  one.cell.column === next?.cell?.column &&
  one.cell.row === next.cell.row;

/** The numbers that lie over some cells or lines of a cell. */
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
  { standing, rule, evidence, confidence }: Belief,
  parts: readonly Segment[],
  joints: Joints,
): boolean {
  if (standing === 'denied' || standing === 'excluded' || rule.rule.publicWhen === 'always')
    return false;
  const isNamed = standing === 'named';
  const isSure = evidence.includes('checksum') && (isNamed || confidence === 'certain');
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

/** The pieces of the cells that a stretch of their joined text lies over. */
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
