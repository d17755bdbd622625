import type { Edit } from '../../core/edit.ts';

/** A string with edits of it applied. The edits may come in any order and must not overlap. */
export function spliced(
  text: string,
  edits: readonly Pick<Edit, 'span' | 'replacement'>[],
): string {
  if (edits.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { span, replacement } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) throw new Error('edits overlap');
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
