const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Who registered it and what, then the province of its region: one number in 31 has the check by chance. */
const HEAD =
  /^(?:1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[1-3]|A[19]|N[1239]|Y1)(?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}/;

/** GB 32100-2015: weights are powers of 3 modulo 31; the 18th character makes the sum a multiple of 31. */
export function isCreditCode(value: string): boolean {
  if (!HEAD.test(value)) return false;
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
