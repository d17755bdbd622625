import { foldCode, isBetween } from '../text/plain-value.ts';

/** Stands in the table for what goes: nobody writes a text with this code unit. */
const GONE = 0xffff;
/** Every code unit in its plain form. */
const PLAIN = new Uint16Array(0x10000);
for (let code = 0; code < PLAIN.length; code++) {
  const folded = foldCode(code);
  PLAIN[code] = isBetween(folded) ? GONE : folded;
}

/** The plain form of one text after another, in one block of memory: most texts hold nothing, and then no string is made. */
export class PlainCodes {
  codes = new Uint16Array(4096);
  length = 0;

  read(text: string): this {
    if (text.length > this.codes.length) this.codes = new Uint16Array(text.length * 2);
    const { codes } = this;
    let length = 0;
    for (let at = 0; at < text.length; at++) {
      const code = PLAIN[text.charCodeAt(at)] as number;
      if (code !== GONE) codes[length++] = code;
    }
    this.length = length;
    return this;
  }

  /** Characters [start, end) as a string. */
  slice(start: number, end: number): string {
    return String.fromCharCode(...this.codes.subarray(start, end));
  }
}
