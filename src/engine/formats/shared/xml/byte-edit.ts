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
  return splicedStretch(bytes, mergedEdits(edits), { from: 0, to: bytes.length });
}

/** Bytes [from, to) of a part. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * A stretch of a part with the ordered edits in it applied; the very same bytes when there are none.
 * @param room is written to where it is large enough.
 */
export function splicedStretch(
  bytes: Buffer,
  ordered: readonly ByteEdit[],
  { from, to }: Stretch,
  room?: Buffer,
): Buffer {
  if (ordered.length === 0) return bytes.subarray(from, to);
  let size = to - from;
  for (const { start, end, replacement } of ordered)
    size += Buffer.byteLength(replacement, 'utf8') - (end - start);
  // One allocation: a sheet has hundreds of thousands of edits, and as many little buffers would weigh more.
  const out = room && size <= room.length ? room.subarray(0, size) : Buffer.allocUnsafe(size);
  let copied = from;
  let at = 0;
  for (const { start, end, replacement } of ordered) {
    at += bytes.copy(out, at, copied, start);
    at += out.write(replacement, at, 'utf8');
    copied = end;
  }
  bytes.copy(out, at, copied, to);
  return out;
}

/** Edits in order and without overlaps. */
export function mergedEdits(edits: readonly ByteEdit[]): readonly ByteEdit[] {
  if (isMerged(edits)) return edits;
  const out: ByteEdit[] = [];
  // At one place the longest comes first: an element that goes takes its inside along.
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (!last || edit.start >= last.end) out.push(edit);
    else if (edit.end > last.end) out[out.length - 1] = union(last, edit);
  }
  return out;
}

const isMerged = (edits: readonly ByteEdit[]): boolean =>
  edits.every(({ start }, index) => index === 0 || (edits[index - 1] as ByteEdit).end <= start);

const union = (first: ByteEdit, second: ByteEdit): ByteEdit => ({
  start: first.start,
  end: second.end,
  replacement: first.replacement + '*'.repeat(second.end - first.end),
});
