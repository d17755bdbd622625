import type { TextEdit } from '../shared/byte-splice.ts';

const CELL = /<t[dh]\b(?:[^<>"']|"[^"]*"|'[^']*')*>/gi;
const COPY = /\s(?:sdval|x:num|x:fmla)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const HAS_COPY = /\s(?:sdval|x:num|x:fmla)\s*=/i;

/**
 * LibreOffice and Excel write the value of a cell once more into its tag, a digit in each where a number stands in
 * boxes. Where words of a cell are masked, what its tag says of them goes too.
 */
export function cellCopies(source: string, edits: readonly TextEdit[]): TextEdit[] {
  if (edits.length === 0 || !HAS_COPY.test(source)) return [];
  const places = edits.map(({ span }) => span.start).toSorted((a, b) => a - b);
  const tags = [...source.matchAll(CELL)];
  let next = 0;
  return tags.flatMap(({ 0: tag, index }, at) => {
    const words = index + tag.length;
    const end = tags[at + 1]?.index ?? source.length;
    while (next < places.length && (places[next] as number) < words) next++;
    if ((places[next] ?? end) >= end) return [];
    return [...tag.matchAll(COPY)].map(({ 0: copy, index: from }) => ({
      span: { start: index + from, end: index + from + copy.length },
      replacement: '',
    }));
  });
}
