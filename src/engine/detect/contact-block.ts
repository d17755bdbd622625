import type { Place } from './place.ts';

/** A mobile or the name of a person's field beside it: the block is not an office's alone. */
const MOBILE = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/;
/** An office's telephone, as a whole; a telephone is what makes a block of contacts. */
const TELEPHONE = /(?<![\d.-])(?:0\d{2,3}[)） —－-]{0,2}[2-8]?\d{5,7}|[2-8]\d{6,7})(?!\d)/;
/** No telephone has fewer in a row; asked first, for most mailboxes have no number near them. */
const DIGITS = /\d{5}/;
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
  const line = text.slice(Math.max(0, start - FAR), end + FAR);
  const said = cell ? line : `${setting.nearby()}\n${line}`;
  const isLabelled = start < LONGEST_LABEL && place.labelBefore(start) !== undefined;
  const near = isLabelled ? said : line;
  return (
    DIGITS.test(near) &&
    TELEPHONE.test(near) &&
    book.contact.test(said) &&
    !book.personal.test(said) &&
    !MOBILE.test(said)
  );
}
