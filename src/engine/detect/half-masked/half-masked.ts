import type { LoadedDocument } from '../../core/document.ts';
import { type Claim, Finding, type Severity } from '../../core/finding.ts';
import { halfMaskedKind, MASKED_ID } from '../../core/kinds.ts';
import type { Cell, Segment } from '../../core/segment.ts';
import { overlaps } from '../../core/span.ts';
import type { FieldKind, TableFacts } from '../../core/table.ts';
import { type FoldedText, fold } from '../../text/fold.ts';
import { starred as withStars } from '../../text/stars.ts';
import { labelOf } from '../header.ts';
import type { RuleBook } from '../rule-book.ts';
import type { Starred } from './stars.ts';
import { TAIL_COLUMN, type Told, toldIn } from './told.ts';

/** Permits are numbered like IDs. */
const IDS = /^(?:resident-id|residence-permit)/;
const TAIL = /^\s*\d{1,5}[\dXx]\s*$/;
/** What leads the eye from one column to the next. */
const LEADER = /[…．.·_＿—－-]/;
const SEVERITY: Readonly<Record<string, Severity>> = { name: 'low', 'birth-date': 'low' };

/**
 * What was masked before the draft came here, well or badly: numbers of a known shape anywhere, all
 * others under a label or in a column of their own.
 * @param asked publishable rules that somebody wants to know of: half-hidden names
 */
export function halfMasked(
  starred: readonly Starred[],
  tables: readonly TableFacts[],
  book: RuleBook,
  asked: ReadonlySet<string>,
): Finding[] {
  const kinds = columnKinds(tables);
  return starred.flatMap(({ segment, before }) => {
    const folded = fold(segment.text);
    const kind = segment.cell && kinds.get(columnOf(segment.cell));
    const side = isBeside(segment.cell, before?.cell)
      ? labelOf(before?.text ?? '', book.labels)
      : undefined;
    const told = [...toldIn(withStars(folded.text), { kind, side, book, asked })];
    return told.map((one) => findingOf(one, segment, folded));
  });
}

/** The cells under 身份证后四位: the end of a number without a star. */
export function tailsInColumns(
  { segments }: Pick<LoadedDocument, 'segments'>,
  tables: readonly TableFacts[],
): Finding[] {
  const kinds = columnKinds(tables);
  if (![...kinds.values()].includes(TAIL_COLUMN)) return [];
  const found: Finding[] = [];
  for (const segment of segments) {
    const { text, cell } = segment;
    if (!cell || kinds.get(columnOf(cell)) !== TAIL_COLUMN || !TAIL.test(text)) continue;
    const span = { start: text.search(/\S/), end: text.trimEnd().length };
    const told = { span, ruleId: 'resident-id', said: 'column' };
    found.push(findingOf(told, segment, { text, originalSpan: (same) => same }));
  }
  return found;
}

/** Findings without those inside a number of which the draft hides a part: what it shows is no number. */
export function withoutParts(findings: readonly Finding[], half: readonly Finding[]): Finding[] {
  const bySegment = Map.groupBy(half, ({ segmentId }) => segmentId);
  return findings.filter(({ pieces }) =>
    pieces.every(
      ({ segmentId, span }) => !bySegment.get(segmentId)?.some((other) => overlaps(other, span)),
    ),
  );
}

/**
 * What is half masked, without stretches in which a whole number stands: `张三……350102199003070012……138…` is a list
 * whose columns leaders part, and they hide nothing.
 */
export function withoutLeaders(
  half: readonly Finding[],
  findings: readonly Finding[],
  { segment }: Pick<LoadedDocument, 'segment'>,
): readonly Finding[] {
  if (half.length === 0) return half;
  const wanted = new Set(half.map(({ segmentId }) => segmentId));
  const bySegment = Map.groupBy(
    findings.filter(({ segmentId }) => wanted.has(segmentId)),
    ({ segmentId }) => segmentId,
  );
  return half.filter(({ segmentId, start, end }) => {
    const within = bySegment.get(segmentId)?.filter((one) => start <= one.start && one.end <= end);
    return !within?.some((one) => isWhole(one, { start, end }, segment(segmentId).text));
  });
}

/** A check digit says that nothing of a number is hidden; so do leaders at both its ends. */
function isWhole(
  { ruleId, evidence, start, end }: Finding,
  around: { start: number; end: number },
  text: string,
): boolean {
  if (ruleId === 'mobile' || evidence.includes('checksum')) return true;
  const isFree = (place: number): boolean =>
    place < around.start || place >= around.end || LEADER.test(text.charAt(place));
  return (start > around.start || end < around.end) && isFree(start - 1) && isFree(end);
}

const isBeside = (cell: Cell | undefined, before: Cell | undefined): boolean =>
  cell !== undefined && before?.row === cell.row && before.table === cell.table;

const columnOf = ({ table, column }: Pick<Cell, 'table' | 'column'>): string =>
  `${table}:${column}`;

const columnKinds = (tables: readonly TableFacts[]): Map<string, FieldKind> =>
  new Map(
    tables.flatMap(({ table, columns }) =>
      [...columns].map(([column, kind]) => [columnOf({ table, column }), kind] as const),
    ),
  );

function findingOf({ span, ruleId, said }: Told, { id }: Segment, folded: FoldedText): Finding {
  const { start, end } = folded.originalSpan(span);
  const claim: Claim = {
    ruleId: IDS.test(ruleId) ? MASKED_ID : halfMaskedKind(ruleId),
    severity: SEVERITY[ruleId] ?? 'high',
    confidence: said === undefined ? 'likely' : 'certain',
    evidence: said === undefined ? ['already-masked'] : ['already-masked', said],
  };
  return new Finding(claim, id, start, end);
}
