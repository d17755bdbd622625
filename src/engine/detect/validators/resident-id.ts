const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** GB 11643-1999, ISO 7064 MOD 11-2: the weighted sum of 17 digits, modulo 11, names the 18th character. */
export function isResidentId(value: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index++)
    sum += (WEIGHTS[index] as number) * (value.charCodeAt(index) - 48);
  return CHECK_CHARACTERS.charCodeAt(sum % 11) === value.charCodeAt(17);
}
