import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { type Claim, Finding, type Piece } from '../core/finding.ts';
import { REVIEWED_PLACE, REVIEWED_TEXT } from '../core/kinds.ts';
import type { AddedMask, Place } from '../core/review.ts';
import { ReviewError } from '../core/review-error.ts';
import type { Location, Segment } from '../core/segment.ts';
import { scrubbed } from '../report/scrub.ts';
import { plainOf, plainText } from '../verify/plain-text.ts';

/** The masks that people added, as decisions. */
export interface Added {
  readonly decisions: readonly Decision[];
  /** Texts that the output must not show anywhere, not even inside a longer word. */
  readonly literal: ReadonlySet<string>;
}

const NONE: Added = { decisions: [], literal: new Set() };
/** One character would be met in every line. */
const SHORTEST = 2;

/** Throws a ReviewError when the draft does not show what was named. */
export function addedMasks(masks: readonly AddedMask[], document: LoadedDocument): Added {
  if (masks.length === 0) return NONE;
  const pieces = masks.map((): Piece[] => []);
  const wanted = masks.map(({ what }) =>
    'text' in what ? textFinder(what.text) : placeFinder(what.place),
  );
  for (const segment of document.segments)
    for (const [index, find] of wanted.entries()) pieces[index]?.push(...find(segment));
  return {
    decisions: masks.flatMap((mask, index) => decisionsOf(mask, pieces[index] ?? [])),
    literal: new Set(masks.flatMap(({ what }) => ('text' in what ? [plainOf(what.text)] : []))),
  };
}

type Finder = (segment: Segment) => readonly Piece[];

/** Wherever it stands, spaces and width apart. */
function textFinder(text: string): Finder {
  const value = plainOf(text);
  if ([...value].length < SHORTEST) throw new ReviewError('text-absent');
  return ({ id, text: whole }) => {
    const read = plainText(whole);
    const pieces: Piece[] = [];
    for (
      let at = read.plain.indexOf(value);
      at >= 0;
      at = read.plain.indexOf(value, at + value.length)
    )
      pieces.push({
        segmentId: id,
        span: read.originalSpan({ start: at, end: at + value.length }),
      });
    return pieces;
  };
}

const placeFinder =
  (place: Place): Finder =>
  ({ id, text, location }) =>
    text.trim() !== '' && isAt(location, place)
      ? [{ segmentId: id, span: { start: 0, end: text.length } }]
      : [];

/** The place as it is, or as a report shows it, where numbers in the name of a sheet are starred. */
const isAt = ({ part, address }: Location, place: Place): boolean =>
  (part === place.part || scrubbed(part) === place.part) &&
  (address === place.address || scrubbed(address) === place.address);

function decisionsOf({ id, what, said }: AddedMask, pieces: readonly Piece[]): Decision[] {
  const isText = 'text' in what;
  if (pieces.length === 0) throw new ReviewError(isText ? 'text-absent' : 'place-absent');
  const claim: Claim = {
    ruleId: isText ? REVIEWED_TEXT : REVIEWED_PLACE,
    severity: 'high',
    confidence: 'certain',
    evidence: ['reviewer'],
  };
  return pieces.map((piece) => ({
    action: 'mask',
    mask: { kind: 'full' },
    addedMask: id,
    decided: { action: 'mask', said: [said] },
    finding: Finding.over(claim, [piece]),
  }));
}
