import type { Decision } from '../core/decision.ts';
import { overlaps, type Span } from '../core/span.ts';

/** The stretches of a document that decisions hide. */
export interface CoveredSpans {
  /** Whether one hidden stretch holds all of [start, end). */
  covers(segmentId: number, start: number, end: number): boolean;
  /** Whether any hidden stretch shares a character with `span`. */
  touches(segmentId: number, span: Span): boolean;
}

const NOBODY = 0;

/** Looked up by the number of the segment: a long list has a million of them, and a map of spans weighs. */
export function coveredSpans(decisions: readonly Decision[]): CoveredSpans {
  const hiding = decisions.filter(({ action }) => action !== 'keep');
  /** 1 + the decision whose one piece lies in the segment; whatever is more goes to a list. */
  const only = new Int32Array(1 + lastSegment(hiding));
  const more = new Map<number, Span[]>();
  hiding.forEach(({ finding }, index) => {
    if (finding.others.length === 0 && only[finding.segmentId] === NOBODY) {
      only[finding.segmentId] = index + 1;
      return;
    }
    for (const { segmentId, span } of finding.pieces) {
      const list = more.get(segmentId);
      if (list) list.push(span);
      else more.set(segmentId, [span]);
    }
  });
  const some = (segmentId: number, test: (span: Span) => boolean): boolean => {
    const decision = hiding[(only[segmentId] ?? NOBODY) - 1];
    if (decision && test(decision.finding)) return true;
    return more.get(segmentId)?.some(test) ?? false;
  };
  return {
    covers: (id, start, end) => some(id, (span) => span.start <= start && end <= span.end),
    touches: (id, span) => some(id, (other) => overlaps(span, other)),
  };
}

function lastSegment(decisions: readonly Decision[]): number {
  let last = -1;
  for (const { finding } of decisions) last = Math.max(last, finding.segmentId);
  return last;
}
