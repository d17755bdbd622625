/** One property that a list of changes (sprm) sets. */
export interface PropertyChange {
  readonly operation: number;
  readonly operand: Buffer;
}

/** Walks a list of property changes: an operation, then as many bytes as its kind takes. */
export function* changesIn(list: Buffer): Generator<PropertyChange> {
  let at = 0;
  while (at + 3 <= list.length) {
    const operation = list.readUInt16LE(at);
    const length = operandLength(operation, list, at + 2);
    yield { operation, operand: list.subarray(at + 2, at + 2 + length) };
    at += 2 + length;
  }
}

function operandLength(operation: number, list: Buffer, at: number): number {
  // sprmTDefTable counts in two bytes, one too many.
  if (operation === 0xd608) return at + 2 <= list.length ? list.readUInt16LE(at) + 1 : list.length;
  const lengths = [1, 1, 2, 4, 2, 2, 0, 3];
  const kind = operation >> 13;
  return kind === 6 ? (list[at] ?? 0) + 1 : (lengths[kind] as number);
}
