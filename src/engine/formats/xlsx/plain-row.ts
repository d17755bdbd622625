const NUMBERED = '<row r="';
const QUOTE = 0x22;
const LONGEST_NUMBER = 6;
const NONE = Buffer.alloc(0);

interface Tag {
  readonly start: number;
  readonly end: number;
}

/** Knows a row's tag that told nothing again: but for their numbers the rows of a list look alike. */
export class PlainRow {
  #look: Buffer = NONE;

  remember(bytes: Buffer, tag: Tag): void {
    this.#look = lookOf(bytes, tag);
  }

  isLike(bytes: Buffer, tag: Tag): boolean {
    const look = lookOf(bytes, tag);
    return look.length > 0 && look.equals(this.#look);
  }
}

/** What the tag says after its number; nothing where the number does not come first or is long. */
function lookOf(bytes: Buffer, { start, end }: Tag): Buffer {
  for (let index = 0; index < NUMBERED.length; index++)
    if (bytes[start + index] !== NUMBERED.charCodeAt(index)) return NONE;
  const from = start + NUMBERED.length;
  for (let at = from; at <= from + LONGEST_NUMBER; at++)
    if (bytes[at] === QUOTE) return bytes.subarray(at, end);
  return NONE;
}
