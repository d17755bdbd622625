import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';

/** What a finding points at, as it is written; nearly every one is in one piece. A raw value: never to leave memory. */
export function textOf(finding: Finding, document: Pick<LoadedDocument, 'segment'>): string {
  const { segmentId, start, end, others } = finding;
  const { text } = document.segment(segmentId);
  const first = start === 0 && end === text.length ? text : text.slice(start, end);
  return others.reduce(
    (whole, { segmentId: id, span }) =>
      whole + document.segment(id).text.slice(span.start, span.end),
    first,
  );
}
