// The order in which counties got their letters: A is 10, B 11 … I 34, O 35.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** A letter and nine digits: both digits of the letter's number, weights 1 9 8 … 1 1, a multiple of ten. */
export function isTaiwanIdentityCard(value: string): boolean {
  const letter = LETTERS.indexOf(value.charAt(0)) + 10;
  let sum = Math.floor(letter / 10) + (letter % 10) * 9 + Number(value.charAt(9));
  for (let index = 1; index < 9; index++) sum += Number(value.charAt(index)) * (9 - index);
  return sum % 10 === 0;
}
