/** How a cell's value is written. */
export const KIND = {
  number: 0,
  shared: 1,
  inline: 2,
  text: 3,
  boolean: 4,
  error: 5,
  date: 6,
} as const;

const KINDS: Readonly<Record<string, number>> = {
  n: KIND.number,
  s: KIND.shared,
  inlineStr: KIND.inline,
  str: KIND.text,
  b: KIND.boolean,
  e: KIND.error,
  d: KIND.date,
};

const EQUALS = 0x3d;
const GREATER = 0x3e;
const LETTER_S = 0x73;

/** The attributes of `<c>` and `<row>` that matter, read without making a string. One is reused for all. */
export class CellTag {
  /** From `r`, counted from 0; -1 when the tag does not say. */
  row = -1;
  column = -1;
  style = 0;
  kind: number = KIND.number;
  /** There is an attribute that no cell needs. */
  strange = false;

  read(bytes: Buffer, start: number, end: number): void {
    this.row = -1;
    this.column = -1;
    this.style = 0;
    this.kind = KIND.number;
    this.strange = false;
    for (let at = start; at < end; at++) {
      if (bytes[at] !== EQUALS) continue;
      const quote = bytes[at + 1] as number;
      let valueEnd = at + 2;
      while (valueEnd < end && bytes[valueEnd] !== quote) valueEnd++;
      this.#attribute(bytes, at, valueEnd);
      at = valueEnd;
      if (bytes[at + 1] === GREATER) return;
    }
  }

  #attribute(bytes: Buffer, equals: number, valueEnd: number): void {
    const single = (bytes[equals - 2] as number) <= 0x20;
    const name = single ? bytes[equals - 1] : 0;
    const from = equals + 2;
    if (name === 0x72) this.#place(bytes, from, valueEnd);
    else if (name === 0x73) this.#look(bytes, from, valueEnd);
    else if (name === 0x74) this.#type(bytes, from, valueEnd);
    // Others that a cell may have are named by two letters (`cm`, `vm`, `ph`).
    else if (valueEnd - from > 6 || (bytes[equals - 3] as number) > 0x20) this.strange = true;
  }

  /** No workbook has more styles than five digits count. */
  #look(bytes: Buffer, from: number, to: number): void {
    this.style = number(bytes, from, to);
    if (to - from > 5) this.strange = true;
  }

  #type(bytes: Buffer, from: number, to: number): void {
    if (to === from + 1 && bytes[from] === LETTER_S) {
      this.kind = KIND.shared;
      return;
    }
    const kind = KINDS[bytes.toString('latin1', from, to)];
    this.kind = kind ?? KIND.text;
    if (kind === undefined) this.strange = true;
  }

  /** `C12`, or `12` of a row. */
  #place(bytes: Buffer, from: number, to: number): void {
    let column = 0;
    let at = from;
    for (; at < to; at++) {
      const letter = (bytes[at] as number) & 0xdf;
      if (letter < 0x41 || letter > 0x5a) break;
      column = column * 26 + letter - 0x40;
    }
    this.column = column - 1;
    this.row = number(bytes, at, to) - 1;
    if (this.row < 0 || column > 16_384 || to - at > 7) this.strange = true;
  }
}

function number(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return value;
}
