const ZERO = 0x30;
/** What a digit counts when it is doubled: 7 is 14 is 1 + 4. */
const DOUBLED = Uint8Array.of(0, 2, 4, 6, 8, 1, 3, 5, 7, 9);

/** ISO/IEC 7812-1: doubling every second digit from the right, the digits sum up to a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  let at = digits.length - 1;
  for (; at > 0; at -= 2)
    sum += digits.charCodeAt(at) - ZERO + (DOUBLED[digits.charCodeAt(at - 1) - ZERO] as number);
  if (at === 0) sum += digits.charCodeAt(0) - ZERO;
  return sum % 10 === 0;
}
