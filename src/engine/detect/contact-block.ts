import { mayBeName } from './names.ts';
import type { Place } from './place.ts';

/** A mobile or the name of a person's field beside it: the block is not an office's alone. */
const MOBILE = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/;
/** An office's telephone, as a whole; a telephone is what makes a block of contacts. */
const TELEPHONE =
  /(?<![\d.-])(?:0\d{2,3}[)） —－-]{0,2}[2-8]?\d{5,7}|\+86[ -]?[1-9]\d{1,2}[ -]?[2-8]\d{3} ?\d{3,4}|[2-8]\d{6,7})(?!\d)/;
/** No telephone has fewer in a row. */
const FEWEST = 5;
const FAR = 300;
/** A line of `电子邮箱：` and a mailbox speaks of whom the lines before speak of. */
const LONGEST_LABEL = 12;

/**
 * Whether what stands from `start` to `end` stands among the contacts of an office: its telephone, post code or fax
 * beside it, in the same line or the lines before, and nobody's mobile, name field or number there.
 */
export function standsInContactBlock(place: Place, start: number, end: number): boolean {
  const { cell, about, text, book, setting } = place;
  if (about === 'offices') return true;
  if (about === 'people' || about === 'staff') return false;
  if (NAMED.test(text.slice(0, start)) && beginsWithName(place)) return false;
  const isLabelled = start < LONGEST_LABEL && place.labelBefore(start) !== undefined;
  // Most mailboxes have no number near them.
  if (!isLabelled && !hasDigits(place, start - FAR, end + FAR)) return false;
  const line = text.slice(Math.max(0, start - FAR), end + FAR);
  const said = cell ? line : `${setting.nearby()}\n${line}`;
  return (
    TELEPHONE.test(isLabelled ? said : line) &&
    book.contact.test(said) &&
    !book.personal.test(said) &&
    !MOBILE.test(said)
  );
}

/** `徐芳 电子邮箱：` speaks of her, whoever spoke before. */
function beginsWithName({ text, book: { data, organisation } }: Place): boolean {
  const name = NAMED.exec(text)?.groups?.name ?? '';
  return mayBeName(name, false, data.surnames) && !organisation.test(name);
}

const NAMED = /^[ \t\u3000]*(?<name>[\u4e00-\u9fff]{2,4})[ \t\u3000,，、（(]{1,4}\S/;

/** Whether enough digits stand in a row: to look at every fifth character misses none. */
function hasDigits({ codes: { units, length } }: Place, from: number, to: number): boolean {
  const last = Math.min(to, length);
  for (let at = Math.max(0, from) + FEWEST - 1; at < last; at += FEWEST) {
    if (!isDigit(units[at] as number)) continue;
    let first = at;
    while (first > 0 && isDigit(units[first - 1] as number)) first--;
    while (isDigit(units[at] as number)) at++;
    if (at - first >= FEWEST) return true;
  }
  return false;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
