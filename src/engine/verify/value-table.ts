import { PlainCodes } from './plain-codes.ts';

const LANES = [0x9e3779b1, 0x5f356495] as const;
/** Of every slot some stay empty, or looking would take long. */
const FULLEST = 0.7;
/** How much of a value's end is told apart before all of it is: among digits less is met everywhere. */
export const END = { long: 8, short: 2 } as const;
/** From here on a value is a long one. */
export const LONG = END.long;

/**
 * Plain values, each by a hash of 64 bits and without its characters: a list hides a million of them,
 * and strings in a map would take ten times the memory. With each goes a number that says what it is
 * about.
 */
export class ValueTable {
  #size = 0;
  #count = 0;
  /** 1 + the entry; 0 in an empty slot. */
  #slots = new Int32Array(1 << 10);
  #low = new Int32Array(512);
  #high = new Int32Array(512);
  #ends = new Int32Array(512);
  #lengths = new Int32Array(512);
  #about = new Int32Array(512);
  readonly #scratch = new PlainCodes();

  /** A table of the plain values; each is about nothing. */
  static of(values: Iterable<string>): ValueTable {
    const table = new ValueTable();
    const codes = new PlainCodes();
    for (const value of values) table.put(codes.read(value), 0, codes.length, 0);
    return table;
  }

  get size(): number {
    return this.#size;
  }

  has(value: string): boolean {
    const codes = this.#scratch.read(value);
    return this.find(codes, 0, codes.length) >= 0;
  }

  /** The entry of characters [start, end); -1 when they are none of the values. */
  find(plain: PlainCodes, start: number, end: number): number {
    const entry = (this.#slots[this.#slotOf(plain, start, end)] as number) - 1;
    return entry >= 0 && (this.#lengths[entry] as number) > 0 ? entry : -1;
  }

  /** What an entry is about. */
  about(entry: number): number {
    return this.#about[entry] as number;
  }

  /** Adds characters [start, end) as a value, or says anew what they are about. */
  put(plain: PlainCodes, start: number, end: number, about: number): void {
    if (start === end) return;
    if (this.#count >= this.#slots.length * FULLEST) this.#widen();
    const slot = this.#slotOf(plain, start, end);
    let entry = (this.#slots[slot] as number) - 1;
    if (entry < 0) {
      entry = this.#count++;
      if (entry >= this.#low.length) this.#lengthen();
      this.#slots[slot] = entry + 1;
      this.#low[entry] = low;
      this.#high[entry] = high;
      this.#ends[entry] = hashOfEnd(plain, start, end);
    }
    if ((this.#lengths[entry] as number) === 0) this.#size++;
    this.#lengths[entry] = end - start;
    this.#about[entry] = about;
  }

  /** Takes a value out. */
  remove(entry: number): void {
    if ((this.#lengths[entry] as number) > 0) this.#size--;
    this.#lengths[entry] = 0;
  }

  /** Calls `visit` with the length and the hash of the end of every value. */
  each(visit: (length: number, end: number) => void): void {
    for (let entry = 0; entry < this.#count; entry++) {
      const length = this.#lengths[entry] as number;
      if (length > 0) visit(length, this.#ends[entry] as number);
    }
  }

  /** The slot that holds these characters, or the empty one where they belong. */
  #slotOf(plain: PlainCodes, start: number, end: number): number {
    hash(plain, start, end);
    const last = this.#slots.length - 1;
    for (let slot = low & last; ; slot = (slot + 1) & last) {
      const entry = (this.#slots[slot] as number) - 1;
      if (entry < 0 || (this.#low[entry] === low && this.#high[entry] === high)) return slot;
    }
  }

  #widen(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const last = slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = (this.#low[entry] as number) & last;
      while (slots[slot] !== 0) slot = (slot + 1) & last;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }

  #lengthen(): void {
    this.#low = longer(this.#low);
    this.#high = longer(this.#high);
    this.#ends = longer(this.#ends);
    this.#lengths = longer(this.#lengths);
    this.#about = longer(this.#about);
  }
}

function longer(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const out = new Int32Array(numbers.length * 2);
  out.set(numbers);
  return out;
}

/** The two halves of the hash that was worked out last. */
let low = 0;
let high = 0;

function hash({ codes }: PlainCodes, start: number, end: number): void {
  let one = 0xdeadbeef ^ (end - start);
  let two = 0x41c6ce57 ^ (end - start);
  for (let at = start; at < end; at++) {
    const code = codes[at] as number;
    one = Math.imul(one ^ code, LANES[0]);
    one ^= one >>> 13;
    two = Math.imul(two ^ code, LANES[1]);
    two ^= two >>> 17;
  }
  low = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35);
  high = Math.imul(two ^ (two >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
}

export const BASE = 0x01000193;

/** Of the last characters only, and such that it can roll over a text. */
function hashOfEnd({ codes }: PlainCodes, start: number, end: number): number {
  const width = end - start >= LONG ? END.long : END.short;
  let rolled = 0;
  for (let at = Math.max(end - width, start); at < end; at++)
    rolled = (Math.imul(rolled, BASE) + (codes[at] as number)) | 0;
  return rolled;
}
