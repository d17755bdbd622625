import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { Finding } from '../core/finding.ts';
import type { Channel, Segment } from '../core/segment.ts';
import { dayOf, daysIn } from '../decide/notice/day.ts';
import { textOf } from '../decide/text-of.ts';
import type { CoveredSpans } from './covered.ts';

/** Where a file writes for itself what it shows in other words: `datetime="1990-03-07"` behind 1990年3月7日. */
const BEHIND: ReadonlySet<Channel> = new Set<Channel>([
  'hidden',
  'field',
  'form',
  'cache',
  'chart',
  'formula',
  'metadata',
  'script',
]);
const MAY_NAME_A_DAY = /(?:19|20)\d\d\D{0,2}\d/;
const BIRTH = 'birth-date';

/**
 * Finds again, behind what is seen, the days of birth that are hidden or cut: written otherwise they are another text,
 * and a day that stands where everybody reads it may be any other day.
 */
export class SameDays {
  private readonly decisions: readonly Decision[];
  private readonly document: Pick<LoadedDocument, 'segment'>;
  // Most documents have nothing behind what they show, and a list has a million dates.
  private known: ReadonlyMap<string, Decision> | undefined;

  constructor(decisions: readonly Decision[], document: Pick<LoadedDocument, 'segment'>) {
    this.decisions = decisions;
    this.document = document;
  }

  /** Decisions about the days in a segment that are somebody's, as that person's own date was decided. */
  in(
    { id, text, location }: Segment,
    covered: CoveredSpans,
  ): readonly (readonly [again: Decision, first: Decision])[] {
    if (!BEHIND.has(location.channel) || !MAY_NAME_A_DAY.test(text)) return [];
    this.known ??= this.hidden();
    if (this.known.size === 0) return [];
    return [...daysIn(text)].flatMap(({ year, month, day, start, end }) => {
      const told = year && month ? dayOf(year, month, day) : undefined;
      const first = told === undefined ? undefined : this.known?.get(told);
      if (!first || covered.covers(id, start, end)) return [];
      const claim = { ...first.finding.claim, evidence: ['same-value'] };
      return [[{ ...first, finding: new Finding(claim, id, start, end) }, first] as const];
    });
  }

  private hidden(): ReadonlyMap<string, Decision> {
    const days = new Map<string, Decision>();
    for (const decision of this.decisions) {
      if (decision.action === 'keep' || decision.finding.ruleId !== BIRTH) continue;
      const [named] = daysIn(textOf(decision.finding, this.document));
      const { year, month, day } = named ?? {};
      const told = year && month && day ? dayOf(year, month, day) : undefined;
      if (told !== undefined && !days.has(told)) days.set(told, decision);
    }
    return days;
  }
}
