import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import { plainOf } from '../verify/plain-text.ts';

/** What a finding points at, piece by piece. A raw value: never to leave memory. */
export const piecesOf = ({ pieces }: Finding, document: LoadedDocument): string[] =>
  pieces.map(({ segmentId, span }) => document.segment(segmentId).text.slice(span.start, span.end));

/** The plain value of a finding, the same however it was written. */
export const plainValueOf = (finding: Finding, document: LoadedDocument): string =>
  plainOf(piecesOf(finding, document).join(''));
