import type { Unseen, UnseenSpan } from '../../core/segment.ts';
import { unseenSpans } from '../shared/unseen-spans.ts';
import { HIDDEN } from './formatting.ts';
import { unseenBy } from './painted.ts';

/**
 * Which stretches of a text nobody sees, by the flags of its characters; undefined when all of it is seen.
 * @param inCell a cell may have a ground of its own, which is told with its row
 */
export const unseenIn = (
  flags: readonly number[],
  inCell: boolean,
): readonly UnseenSpan[] | undefined =>
  unseenSpans(flags.length, (at) => whyOf(flags[at] as number, inCell));

function whyOf(flags: number, inCell: boolean): Unseen | undefined {
  if (flags & HIDDEN) return 'hidden';
  const why = unseenBy(flags);
  return inCell && why === 'white' ? undefined : why;
}
