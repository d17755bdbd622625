const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015: weights are powers of 3 modulo 31; the 18th character makes the sum a multiple of 31. */
export function isCreditCode(value: string): boolean {
  let sum = 0;
  let weight = 1;
  for (let index = 0; index < 17; index++) {
    const worth = CHARACTERS.indexOf(value.charAt(index));
    if (worth < 0) return false;
    sum += worth * weight;
    weight = (weight * 3) % 31;
  }
  return CHARACTERS.charAt((31 - (sum % 31)) % 31) === value.charAt(17);
}
