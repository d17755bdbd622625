/** Put `replacement` in place of bytes [start, end) of a part. */
export interface ByteEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * A part with its edits applied. Two readings of the same text (with and without deleted words, say)
 * may edit the same bytes: equal edits count once, and where they differ everything either wanted
 * gone goes.
 */
export function spliceBytes(bytes: Buffer, edits: readonly ByteEdit[]): Buffer {
  if (edits.length === 0) return bytes;
  const ordered = mergedEdits(edits);
  let size = bytes.length;
  for (const { start, end, replacement } of ordered)
    size += Buffer.byteLength(replacement, 'utf8') - (end - start);
  // One allocation: a sheet has hundreds of thousands of edits, and as many little buffers would weigh more.
  const out = Buffer.allocUnsafe(size);
  let from = 0;
  let to = 0;
  for (const { start, end, replacement } of ordered) {
    to += bytes.copy(out, to, from, start);
    to += out.write(replacement, to, 'utf8');
    from = end;
  }
  bytes.copy(out, to, from);
  return out;
}

/** Edits in order and without overlaps. */
export function mergedEdits(edits: readonly ByteEdit[]): ByteEdit[] {
  const out: ByteEdit[] = [];
  // At one place the longest comes first: an element that goes takes its inside along.
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (!last || edit.start >= last.end) out.push(edit);
    else if (edit.end > last.end) out[out.length - 1] = union(last, edit);
  }
  return out;
}

const union = (first: ByteEdit, second: ByteEdit): ByteEdit => ({
  start: first.start,
  end: second.end,
  replacement: first.replacement + '*'.repeat(second.end - first.end),
});
