import type { Segment } from '../../core/segment.ts';
import { RARELY_HIDDEN, STAR_SIGNS } from '../../text/stars.ts';

/** A quick look: stars, crosses, a line to fill in, or words that announce the end of an ID. */
const MAY_HIDE = new RegExp(
  `[${STAR_SIGNS}]|[xXｘＸ]{2}|_{2}|[\\u4e00-\\u9fff][xXｘＸ]|身份证[^\\n]{0,24}[后末尾]|尾号`,
);

/** A text in which something may be hidden, and the text before it in reading order. */
export interface Starred {
  readonly segment: Segment;
  readonly before: Segment | undefined;
}

/** Passes segments on and keeps those with stars: walking a large sheet twice would cost. */
export function* keepingStarred(
  segments: Iterable<Segment>,
  starred: Starred[],
): Generator<Segment> {
  let before: Segment | undefined;
  for (const segment of segments) {
    if (MAY_HIDE.test(segment.text) || RARELY_HIDDEN.test(segment.text))
      starred.push({ segment, before });
    before = segment;
    yield segment;
  }
}
