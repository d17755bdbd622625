import { isMarkedUp, shownRuns } from '../shared/markup.ts';
import type { Change } from '../shared/sections.ts';
import { type Run, sourceEdits, textOf } from '../shared/written-text.ts';

/** Tags with a number in them, which a page does not show. */
const TELLING_TAG = /<[^<>]*\d{5}[^<>]*>/g;
const AMPERSAND = 0x26;
const BANG = 0x21;
const WRITTEN = ['&lt;', '&amp;', '&#'];
const CDATA = '<![CDATA[';

/**
 * Whether the strings in a part may hold the source of a page: nearly no sheet does. To look for one character takes a
 * tenth of the time that a word takes, and most sheets do not even hold that.
 */
export const mayHoldPages = (part: Buffer): boolean =>
  (part.includes(AMPERSAND) && WRITTEN.some((written) => part.includes(written))) ||
  (part.includes(BANG) && part.includes(CDATA));

/** A cell that holds the source of a page, in which tags part a number. */
export interface PageInCell {
  /** As the page is shown, and behind it the tags that say a number themselves. */
  readonly text: string;
  /** Changes of that text as changes of what the cell holds. */
  changes(changes: readonly Change[]): Change[];
}

/** Undefined for a cell that holds none. */
export function pageInCell(said: string): PageInCell | undefined {
  if (!isMarkedUp(said)) return undefined;
  const runs = [...shownRuns(said, [{ start: 0, end: said.length }]), ...tagRuns(said)];
  return {
    text: textOf(said, runs),
    changes: (changes) => sourceEdits(said, runs, changes, (text) => text),
  };
}

function tagRuns(said: string): Run[] {
  const runs: Run[] = [];
  for (const { index, 0: tag } of said.matchAll(TELLING_TAG)) {
    runs.push({ start: index, end: index, text: '\n' });
    runs.push({ start: index, end: index + tag.length });
  }
  return runs;
}
