import { runsIn } from '../shared/escapes.ts';
import { type Run, textOf } from '../shared/written-text.ts';
import { TEXT_ENTITIES } from './entities.ts';

const CDATA = /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g;

/**
 * The runs of a text between tags, and whether they say what the browser's tokenizer says. It is asked
 * because forgiving rules are many; white space does not count, it is shown alike.
 */
export function textRuns(
  source: string,
  start: number,
  end: number,
  says: string,
): { runs: readonly Run[]; agrees: boolean } {
  const written = source.slice(start, end);
  if (written === says) return { runs: [{ start, end }], agrees: true };
  const runs = runsIn(source, start, end, TEXT_ENTITIES);
  if (same(textOf(source, runs), says)) return { runs, agrees: true };
  const sections = sectionRuns(source, start, written);
  if (same(textOf(source, sections), says)) return { runs: sections, agrees: true };
  return { runs, agrees: false };
}

/** In SVG and MathML, `<![CDATA[…]]>` holds text as it stands. */
function sectionRuns(source: string, start: number, written: string): Run[] {
  const runs: Run[] = [];
  let at = start;
  for (const { index, 0: section, 1: content = '' } of written.matchAll(CDATA)) {
    const inner = start + index + '<![CDATA['.length;
    for (const run of runsIn(source, at, start + index, TEXT_ENTITIES)) runs.push(run);
    if (content !== '') runs.push({ start: inner, end: inner + content.length });
    at = start + index + section.length;
  }
  return [...runs, ...runsIn(source, at, start + written.length, TEXT_ENTITIES)];
}

const same = (ours: string, theirs: string): boolean =>
  ours === theirs || shown(ours) === shown(theirs);

const shown = (text: string): string => text.replaceAll(/[\s\0\ufffd]/g, '');
