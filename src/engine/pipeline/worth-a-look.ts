import { classOf, MASK } from '../text/char-class.ts';
import { foldCode, isBetween } from '../text/plain-value.ts';

/** The characters of the shortest value that the second look tells of. */
export const SHORTEST = 7;
/** Digits of an identity number, one a cell down a column. */
const CELLS = 18;
const TAB = 0x09;

const NOTHING = 0;
const COUNTS = 1;
const ENDS = 2;
/** What a code unit is to a value without Chinese characters. */
const MEANS = new Uint8Array(0x10000);
for (let code = 0; code < MEANS.length; code++) {
  const folded = foldCode(code);
  const isHan = (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
  const isNothing = isBetween(folded) || (classOf(code) & MASK) !== 0;
  MEANS[code] = isHan ? ENDS : isNothing ? NOTHING : COUNTS;
}

/**
 * Tells cheaply whether some texts, read one after another, could hold a value of the second look at
 * all: enough characters without a Chinese one among them, or a digit a cell down a column. After
 * masking, most of a long list cannot.
 */
export class WorthALook {
  #characters = 0;
  #cells = 0;
  #is = false;

  get is(): boolean {
    return this.#is;
  }

  see(text: string): void {
    if (this.#is) return;
    // A row of cells does not go on where the line before ended.
    if (text.charCodeAt(0) === TAB) this.#characters = 0;
    let characters = this.#characters;
    for (let at = 0; at < text.length; at++) {
      const means = MEANS[text.charCodeAt(at)];
      if (means === ENDS) characters = 0;
      if (means !== COUNTS) continue;
      if (++characters >= SHORTEST) this.#is = true;
      if (isTab(text, at - 1) && isTab(text, at + 1) && ++this.#cells >= CELLS) this.#is = true;
    }
    this.#characters = characters;
  }
}

const isTab = (text: string, at: number): boolean =>
  at < 0 || at >= text.length || text.charCodeAt(at) <= 0x0d;
