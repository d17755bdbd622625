import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import { textOf } from '../decide/text-of.ts';
import { plainOf } from '../verify/plain-text.ts';

type Texts = Pick<LoadedDocument, 'segment'>;

/** What a finding points at, piece by piece. A raw value: never to leave memory. */
export const piecesOf = (finding: Finding, document: Texts): string[] =>
  finding.others.length === 0
    ? [textOf(finding, document)]
    : finding.pieces.map(({ segmentId, span: { start, end } }) =>
        document.segment(segmentId).text.slice(start, end),
      );

/** The plain value of a finding, the same however it was written. */
export const plainValueOf = (finding: Finding, document: Texts): string =>
  plainOf(textOf(finding, document));
