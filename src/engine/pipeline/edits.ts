import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Edit } from '../core/edit.ts';
import { maskedPieces } from '../mask/mask.ts';
import { piecesOf } from './values.ts';

/** What will hide each piece of a finding; nothing when it stays. */
export function replacements(
  decision: Decision,
  document: LoadedDocument,
): readonly string[] | undefined {
  if (decision.action === 'keep') return undefined;
  return maskedPieces(piecesOf(decision.finding, document), decision.mask);
}

/** The edits that carry out every decision, those still under review included. */
export function editsFor(decisions: readonly Decision[], document: LoadedDocument): Edit[] {
  const edits: Edit[] = [];
  for (const decision of decisions) {
    if (decision.action === 'keep' && decision.label === undefined) continue;
    const { finding } = decision;
    const pieces = piecesOf(finding, document);
    const replaced =
      decision.action === 'keep'
        ? labelled(pieces, decision.label ?? '')
        : maskedPieces(pieces, decision.mask);
    // A finding in one piece is a span itself: a list has a million of them.
    const spots =
      finding.others.length === 0
        ? [{ segmentId: finding.segmentId, span: finding }]
        : finding.pieces;
    spots.forEach(({ segmentId, span }, index) => {
      const replacement = replaced[index] as string;
      if (replacement !== pieces[index]) edits.push({ segmentId, span, replacement });
    });
  }
  return withoutOverlaps(edits);
}

/** A kept name with its label: 张伟（甲）. */
const labelled = (pieces: readonly string[], label: string): readonly string[] => [
  ...pieces.slice(0, -1),
  `${pieces.at(-1) ?? ''}${label}`,
];

/**
 * Two findings over the same characters: the stretch of both is hidden whole, since what one mask
 * shows the other may hide.
 */
export function withoutOverlaps(unsorted: Edit[]): Edit[] {
  if (isApart(unsorted)) return unsorted;
  const edits = unsorted.toSorted(
    (a, b) => a.segmentId - b.segmentId || a.span.start - b.span.start,
  );
  const apart: Edit[] = [];
  for (const edit of edits) {
    const last = apart.at(-1);
    if (!last || last.segmentId !== edit.segmentId || last.span.end <= edit.span.start) {
      apart.push(edit);
      continue;
    }
    if (sameSpan(last, edit) && last.replacement === edit.replacement) continue;
    const span = { start: last.span.start, end: Math.max(last.span.end, edit.span.end) };
    apart[apart.length - 1] = {
      segmentId: edit.segmentId,
      span,
      replacement: '*'.repeat(span.end - span.start),
    };
  }
  return apart;
}

/** In order and without overlaps already, as the findings of a list are. */
const isApart = (edits: readonly Edit[]): boolean =>
  edits.every(({ segmentId, span }, index) => {
    const before = edits[index - 1];
    return (
      before === undefined ||
      before.segmentId < segmentId ||
      (before.segmentId === segmentId && before.span.end <= span.start)
    );
  });

const sameSpan = (a: Edit, b: Edit) => a.span.start === b.span.start && a.span.end === b.span.end;
