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

/** Whether such a number is a region's and of a day of 1800 to 2099: `350102 19900307 …`. */
export function hasRegionAndDay(value: string): boolean {
  const century = twoDigits(value, 6);
  const month = twoDigits(value, 10);
  const day = twoDigits(value, 12);
  return (
    value.charCodeAt(0) !== ZERO &&
    century >= 18 &&
    century <= 20 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31
  );
}

const twoDigits = (value: string, at: number): number =>
  10 * (value.charCodeAt(at) - ZERO) + value.charCodeAt(at + 1) - ZERO;
