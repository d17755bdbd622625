import type { Span } from '../../core/span.ts';
import type { TextEdit } from '../shared/byte-splice.ts';
import { spliced } from '../shared/splice.ts';

const QUOTED = /^"((?:[^"]|"")*)"/;

/** What a cell says: without its quotes, doubled quotes single. */
export function cellText(source: string): string {
  const quoted = QUOTED.exec(source);
  if (!quoted) return source;
  return (quoted[1] as string).replaceAll('""', '"') + source.slice(quoted[0].length);
}

/** Edits of what a cell says as edits of how it is written, so that the table stays well-formed. */
export function writtenEdits(
  source: string,
  edits: readonly TextEdit[],
  delimiter: string,
): TextEdit[] {
  if (QUOTED.test(source)) {
    const origins = quotedOrigins(source);
    return edits.map(({ span, replacement }) => ({
      span: originSpan(origins, span),
      replacement: replacement.replaceAll('"', '""'),
    }));
  }
  const breaksOut = edits.some(
    ({ replacement }) => /["\r\n]/.test(replacement) || replacement.includes(delimiter),
  );
  if (!breaksOut) return [...edits];
  const whole = spliced(source, edits).replaceAll('"', '""');
  return [{ span: { start: 0, end: source.length }, replacement: `"${whole}"` }];
}

/** The place in the source of each character of the cell's text; a doubled quote takes two. */
function quotedOrigins(source: string): Span[] {
  const closing = (QUOTED.exec(source) as RegExpExecArray)[0].length - 1;
  const origins: Span[] = [];
  for (let start = 1; start < source.length; ) {
    const end = start + (start < closing && source[start] === '"' ? 2 : 1);
    if (start !== closing) origins.push({ start, end });
    start = end;
  }
  return origins;
}

/** An empty span has no characters and so no place: nothing is ever put where nothing was found. */
const originSpan = (origins: readonly Span[], { start, end }: Span): Span => ({
  start: (origins[start] as Span).start,
  end: (origins[end - 1] as Span).end,
});
