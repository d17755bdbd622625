import { foldCode, isBetween } from '../text/plain-value.ts';

/** Replaces every character of a value: one text for each, in order, so that a value can lie in pieces. */
export type Operator = (characters: readonly string[]) => string[];

/** 𝟑 is two halves, of which only the first means nothing by itself. */
const isSeparator = (char: string): boolean =>
  isBetween(foldCode(char.charCodeAt(0))) && isBetween(foldCode(char.charCodeAt(char.length - 1)));

/**
 * An operator over the characters that count. Spaces, hyphens and characters without width go away:
 * how a number was grouped would be a clue.
 */
export const overSignificant =
  (operator: Operator): Operator =>
  (characters) => {
    const replaced = operator(characters.filter((char) => !isSeparator(char))).values();
    return characters.map((char) => (isSeparator(char) ? '' : (replaced.next().value ?? '')));
  };

/** Keeps the first `count` characters and puts `ending` in place of the rest, if there is any. */
export const keepFirst = (characters: readonly string[], count: number, ending: string): string[] =>
  characters.map((char, index) => {
    if (index < count) return char;
    return index === count ? ending : '';
  });
