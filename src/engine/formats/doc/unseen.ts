import type { Unseen, UnseenSpan } from '../../core/segment.ts';
import { HIDDEN } from './formatting.ts';
import { unseenBy } from './painted.ts';

/**
 * Which stretches of a text nobody sees, by the flags of its characters; undefined when all of it is seen.
 * @param inCell a cell may have a ground of its own, which is told with its row
 */
export function unseenIn(
  flags: readonly number[],
  inCell: boolean,
): readonly UnseenSpan[] | undefined {
  const spans: UnseenSpan[] = [];
  let why: Unseen | undefined;
  let start = 0;
  for (let at = 0; at <= flags.length; at++) {
    const next = whyOf(flags[at] ?? 0, inCell);
    if (next === why) continue;
    if (why) spans.push({ span: { start, end: at }, why });
    [why, start] = [next, at];
  }
  return spans.length > 0 ? spans : undefined;
}

function whyOf(flags: number, inCell: boolean): Unseen | undefined {
  if (flags & HIDDEN) return 'hidden';
  const why = unseenBy(flags);
  return inCell && why === 'white' ? undefined : why;
}
