const ZERO = 0x30;
const CHECK_CHARACTERS = '10X98765432';

/**
 * GB 11643-1999, ISO 7064 MOD 11-2: the sum of 17 digits, the last of them taken twice, the one before it four times and
 * so on, modulo 11, names the 18th character.
 */
export function isResidentId(value: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum = 2 * (sum + value.charCodeAt(index) - ZERO);
  return CHECK_CHARACTERS.charCodeAt(sum % 11) === value.charCodeAt(17);
}
