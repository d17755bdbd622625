import type { Unseen, UnseenSpan } from '../../core/segment.ts';

/** The stretches of a text that nobody sees, by what is said of each of its characters; undefined when all of it is seen. */
export function unseenSpans(
  length: number,
  whyAt: (index: number) => Unseen | undefined,
): readonly UnseenSpan[] | undefined {
  const spans: UnseenSpan[] = [];
  let why: Unseen | undefined;
  let start = 0;
  for (let at = 0; at <= length; at++) {
    const next = at < length ? whyAt(at) : undefined;
    if (next === why) continue;
    if (why) spans.push({ span: { start, end: at }, why });
    [why, start] = [next, at];
  }
  return spans.length > 0 ? spans : undefined;
}
