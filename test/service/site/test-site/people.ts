// Invented people, made without any code of the product.

/** A small seeded generator (mulberry32): the same seed gives the same site. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const two = (number: number) => String(number).padStart(2, '0');

/** A number that fits GB 11643, in a county that there is. */
export function identityNumber(random: () => number): string {
  const pick = (count: number) => Math.floor(random() * count);
  const body = `${['350102', '350121', '110105', '360402'][pick(4)]}${1960 + pick(40)}${two(
    1 + pick(12),
  )}${two(1 + pick(28))}${String(pick(1000)).padStart(3, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return body + '10X98765432'[sum % 11];
}

const SURNAMES = '陈林黄张李王吴刘蔡杨许郑';
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平';

export function personName(random: () => number): string {
  const pick = (text: string) => text[Math.floor(random() * text.length)] ?? '';
  return pick(SURNAMES) + pick(GIVEN) + (random() < 0.7 ? pick(GIVEN) : '');
}
