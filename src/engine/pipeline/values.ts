import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import type { Span } from '../core/span.ts';
import { plainOf } from '../verify/plain-text.ts';

type Texts = Pick<LoadedDocument, 'segment'>;

/** What a finding points at, piece by piece. A raw value: never to leave memory. */
export const piecesOf = (finding: Finding, document: Texts): string[] =>
  finding.others.length === 0
    ? [wholeOf(finding, document)]
    : finding.pieces.map(({ segmentId, span }) => textOf(segmentId, span, document));

/** The value of a finding as it is written; nearly every one is in one piece. */
export const wholeOf = (finding: Finding, document: Texts): string =>
  finding.others.length === 0
    ? textOf(finding.segmentId, finding, document)
    : piecesOf(finding, document).join('');

/** The plain value of a finding, the same however it was written. */
export const plainValueOf = (finding: Finding, document: Texts): string =>
  plainOf(wholeOf(finding, document));

function textOf(segmentId: number, { start, end }: Span, document: Texts): string {
  const { text } = document.segment(segmentId);
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
