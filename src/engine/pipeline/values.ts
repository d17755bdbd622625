import type { LoadedDocument } from '../core/document.ts';
import type { Finding, Piece } from '../core/finding.ts';
import { plainOf } from '../verify/plain-text.ts';

type Texts = Pick<LoadedDocument, 'segment'>;

/** What a finding points at, piece by piece. A raw value: never to leave memory. */
export const piecesOf = ({ pieces }: Finding, document: Texts): string[] =>
  pieces.map((piece) => textOf(piece, document));

/** The value of a finding as it is written; nearly every one is in one piece. */
export const wholeOf = (finding: Finding, document: Texts): string =>
  finding.pieces.length === 1
    ? textOf(finding.pieces[0], document)
    : piecesOf(finding, document).join('');

/** The plain value of a finding, the same however it was written. */
export const plainValueOf = (finding: Finding, document: Texts): string =>
  plainOf(wholeOf(finding, document));

function textOf({ segmentId, span: { start, end } }: Piece, document: Texts): string {
  const { text } = document.segment(segmentId);
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
