import { BREAK, classOf, HYPHEN, NO_WIDTH, SPACE } from '../text/char-class.ts';
import type { Codes } from '../text/codes.ts';
import type { Label, LabelIndex } from './label-index.ts';

const FILLERS = SPACE | BREAK | NO_WIDTH | HYPHEN;
const FILLING = flags(':：=＝(（[【「『《“”"\'‘’是为系即#＃|｜/／;；+＋');
const SENTENCE_ENDS = flags('。；;！!？?\n');
const MOST_FILLERS = 12;
const LONGEST_REMARK = 20;
const FAR = 48;
const MOST_WORDS_BETWEEN = 8;

/** The label right before the value at `start`, but for colons and the like. */
export const labelBefore = (codes: Codes, start: number, labels: LabelIndex): Label | undefined =>
  labels.endingAt(codes, endOfFillers(codes, start));

/** Skips colons, blanks and a remark in brackets, as in `身份证号（18 位）：`. */
export function endOfFillers({ units }: Codes, start: number): number {
  let end = start;
  for (let skipped = 0; end > 0 && skipped < MOST_FILLERS; skipped++) {
    const code = units[end - 1] as number;
    if (code === 0x29 || code === 0xff09) {
      const opener = openerOf(units, end - 1);
      if (opener < 0) break;
      end = opener;
    } else if (classOf(code) & FILLERS || FILLING[code] === 1) end--;
    else break;
  }
  return end;
}

/** The first place after `start` that is no blank, bracket or the like. */
export function startAfterFillers({ units, length }: Codes, start: number): number {
  let at = start;
  while (at < length && at - start < MOST_FILLERS) {
    const code = units[at] as number;
    if (!(classOf(code) & FILLERS) && FILLING[code] === 0) break;
    at++;
  }
  return at;
}

function openerOf(units: Uint16Array, closer: number): number {
  for (let at = closer - 1; at >= 0 && at > closer - LONGEST_REMARK; at--) {
    const code = units[at];
    if (code === 0x28 || code === 0xff08) return at;
  }
  return -1;
}

/** `身份证号：张三 3501…、李四 3501…`: a label speaks on over values and a few words. */
export const labelNear = (
  codes: Codes,
  start: number,
  labels: LabelIndex,
  suits: (label: Label) => boolean,
  mostWords = MOST_WORDS_BETWEEN,
): Label | undefined => placedNear(codes, start, labels, suits, mostWords)?.label;

/** The same, and where it ends. */
export function placedNear(
  codes: Codes,
  start: number,
  labels: LabelIndex,
  suits: (label: Label) => boolean,
  mostWords: number,
): { readonly label: Label; readonly end: number } | undefined {
  const { units } = codes;
  let words = 0;
  for (let at = start; at > 0 && at > start - FAR; at--) {
    const code = units[at - 1] as number;
    if (SENTENCE_ENDS[code] === 1) return undefined;
    if (labels.mayEndWith(code)) {
      const label = labels.endingAt(codes, at);
      if (label && suits(label)) return { label, end: at };
    }
    if (code >= 0x3400 && code < 0xa000 && ++words > mostWords) return undefined;
  }
  return undefined;
}

/** A flag for every character of a list. */
export function flags(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
