import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { Finding } from '../core/finding.ts';
import { isManyTexts, REVIEWED_PLACE, WHOLE_CELL } from '../core/kinds.ts';
import type { Segment } from '../core/segment.ts';
import type { Span } from '../core/span.ts';
import { inReadingOrder } from '../decide/order.ts';
import { type Occurrence, occurrences } from '../verify/occurrences.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { indexValues } from '../verify/value-index.ts';
import { type CoveredSpans, coveredSpans } from './covered.ts';
import { hiddenValues } from './hidden.ts';
import { whyUnseen } from './hidden-from-view.ts';
import { SameDays } from './same-days.ts';

/** Decisions that hold over the whole file, and what the second reader must not find. */
export interface Settled {
  readonly decisions: readonly Decision[];
  readonly hidden: HiddenValues;
  /** For each decision that was added because its value stands elsewhere too: the one about that value. */
  readonly sources: ReadonlyMap<Decision, Decision>;
}

const LONG_ENOUGH = 8;
const HAN = /\p{Script=Han}/u;

/**
 * A value that is masked once is masked everywhere in the file. Too short a number (a QQ number of
 * five digits), a date or a word of a sensitive column is left where nothing else speaks for it, and then not looked for either.
 */
export function maskEverywhere(decisions: readonly Decision[], document: LoadedDocument): Settled {
  const hidden = hiddenValues(decisions, document);
  const { values } = hidden;
  if (values.size === 0) return { decisions, hidden, sources: new Map() };
  const wanted = indexValues(values);
  const covered = coveredSpans(decisions);
  const sources = new Map<Decision, Decision>();
  const leftOnPurpose = new Map<number, string>();
  const sameDays = new SameDays(decisions, document);
  for (const segment of document.segments) {
    const { id, text } = segment;
    const days = sameDays.in(segment, covered);
    for (const [again, first] of days) sources.set(again, first);
    // In a long list most numbers fill their cells, and what is hidden whole holds nothing more.
    if (text.length < wanted.least || covered.covers(id, 0, text.length)) continue;
    const taken: Span[] = days.map(([{ finding }]) => finding);
    for (const occurrence of longestFirst(occurrences(text, wanted))) {
      if (isCovered(occurrence.span, id, covered, taken)) continue;
      const first = decisions[values.about(occurrence.entry)] as Decision;
      if (!spreads(occurrence.value, first)) {
        leftOnPurpose.set(occurrence.entry, occurrence.value);
        continue;
      }
      taken.push(occurrence.span);
      sources.set(sameDecision(first, occurrence, segment), first);
    }
  }
  for (const entry of leftOnPurpose.keys()) values.remove(entry);
  return {
    decisions: withAdded(decisions, [...sources.keys()]),
    hidden: { ...hidden, words: hidden.words.difference(new Set(leftOnPurpose.values())), wanted },
    sources,
  };
}

const isCovered = (span: Span, segmentId: number, covered: CoveredSpans, taken: readonly Span[]) =>
  covered.covers(segmentId, span.start, span.end) ||
  taken.some(({ start, end }) => start <= span.start && span.end <= end);

/** A whole number goes before its own beginning, or its end would be left standing. */
const longestFirst = (found: readonly Occurrence[]): readonly Occurrence[] =>
  found.length < 2 ? found : found.toSorted((a, b) => b.value.length - a.value.length);

const spreads = (value: string, decision: Decision): boolean =>
  decision.action !== 'keep' &&
  decision.mask.kind !== 'date' &&
  !isManyTexts(decision.finding.ruleId) &&
  decision.finding.ruleId !== REVIEWED_PLACE &&
  !isOfItsColumn(decision) &&
  (value.length >= LONG_ENOUGH || HAN.test(value));

/** 东街村 or 1990 is told of somebody only where its column says so; a name is that person's everywhere. */
const isOfItsColumn = ({ finding: { ruleId, evidence } }: Decision): boolean =>
  ruleId !== 'name' && evidence.includes(WHOLE_CELL);

const sameDecision = (
  first: Decision,
  { span }: Occurrence,
  { id, unseen }: Segment,
): Decision => ({
  ...first,
  finding: new Finding(
    { ...first.finding.claim, evidence: ['same-value', ...whyUnseen(span, unseen)] },
    id,
    span.start,
    span.end,
  ),
});

/** In reading order; a finding that was kept gives way to the decision about its value. */
export function withAdded(
  decisions: readonly Decision[],
  added: readonly Decision[],
): readonly Decision[] {
  if (added.length === 0) return decisions;
  const spans = coveredSpans(added);
  const stay = decisions.filter(
    ({ action, finding }) =>
      action !== 'keep' ||
      !finding.pieces.some(({ segmentId, span }) => spans.touches(segmentId, span)),
  );
  return inReadingOrder([...stay, ...added]);
}
