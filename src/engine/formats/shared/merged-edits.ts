import type { TextEdit } from './byte-splice.ts';

/**
 * Edits without overlaps. Where one place is read twice (a key names several values), equal edits
 * count once, and where they differ everything that either wants gone goes.
 */
export function merged(edits: readonly TextEdit[]): TextEdit[] {
  const out: TextEdit[] = [];
  for (const edit of edits.toSorted(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end,
  )) {
    const last = out.at(-1);
    if (!last || edit.span.start >= last.span.end) out.push(edit);
    else if (edit.span.end > last.span.end) out[out.length - 1] = union(last, edit);
  }
  return out;
}

const union = (first: TextEdit, second: TextEdit): TextEdit => ({
  span: { start: first.span.start, end: second.span.end },
  replacement: first.replacement + '*'.repeat(second.span.end - first.span.end),
});
