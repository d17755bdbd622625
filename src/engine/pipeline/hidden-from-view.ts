import type { Finding } from '../core/finding.ts';
import type { Segment, Unseen, UnseenSpan } from '../core/segment.ts';
import { overlaps, type Span } from '../core/span.ts';

/** What nobody sees of a text, by the id of its segment. */
export type UnseenTexts = Map<number, readonly UnseenSpan[]>;

/** Passes segments on and notes what nobody sees: walking a document twice would cost. */
export function* keepingUnseen(
  segments: Iterable<Segment>,
  noted: UnseenTexts,
): Generator<Segment> {
  for (const segment of segments) {
    if (segment.unseen) noted.set(segment.id, segment.unseen);
    yield segment;
  }
}

/** Why nobody sees some of a stretch, each cause once. */
export const whyUnseen = (span: Span, unseen: readonly UnseenSpan[] = []): Unseen[] => [
  ...new Set(unseen.filter((one) => overlaps(one.span, span)).map(({ why }) => why)),
];

/** Says of each finding that nobody sees that it only looks gone: it can be copied out. */
export function withUnseen(
  findings: readonly Finding[],
  unseen: Readonly<UnseenTexts>,
): readonly Finding[] {
  if (unseen.size === 0) return findings;
  return findings.map((finding) => {
    const why = new Set(
      finding.pieces.flatMap(({ segmentId, span }) => whyUnseen(span, unseen.get(segmentId))),
    );
    return why.size === 0 ? finding : { ...finding, evidence: [...finding.evidence, ...why] };
  });
}
