import { inlineTag, parting } from '../shared/markup.ts';
import type { Run } from '../shared/xml/run.ts';

/** Tags of a page that stands in a value: as they are in a CDATA section, as escapes elsewhere. */
const TAG = inlineTag('(?:<|&lt;)', '(?:>|&gt;)');
const TAGS = new RegExp(TAG, 'gi');
const TELLING = new RegExp(parting(TAG), 'i');

/** Running text without the tags that part a number in it; undefined where none does. */
export function withoutTags(bytes: Buffer, runs: readonly Run[]): Run[] | undefined {
  // Each byte a character, so that places in the one are places in the other; tags are plain letters.
  const written = (run: Run) => bytes.toString('latin1', run.start, run.end);
  const isPage = ({ form }: Run) => form !== 'virtual';
  if (!runs.some((run) => isPage(run) && TELLING.test(written(run)))) return undefined;
  return runs.flatMap((run) => {
    if (!isPage(run)) return [run];
    const pieces: Run[] = [];
    let at = run.start;
    for (const { index, 0: tag } of written(run).matchAll(TAGS)) {
      if (run.start + index > at) pieces.push({ ...run, start: at, end: run.start + index });
      at = run.start + index + tag.length;
    }
    return at < run.end ? [...pieces, { ...run, start: at, end: run.end }] : pieces;
  });
}
