/** a b c d e f, as in PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Longer lists than a page has characters are an attack. */
const MOST = 100_000;

/** The numbers of a list such as `10 20 30.5`; what is none of them is left out. */
export const numbers = (list: string): number[] =>
  list
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(Number)
    .filter(Number.isFinite);

export function matrixOf(list: string): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(list);
  return [a, b, c, d, e, f];
}

/** Steps between characters; `g 3 2.5` says 2.5 three times (GB/T 33190, 11.3). */
export function deltas(list: string): number[] {
  const words = list.split(/\s+/).filter((word) => word !== '');
  const steps: number[] = [];
  for (let at = 0; at < words.length && steps.length < MOST; at++) {
    if (words[at] !== 'g') {
      steps.push(Number(words[at]) || 0);
      continue;
    }
    const count = Math.min(MOST, Math.max(0, Number(words[at + 1]) || 0));
    const step = Number(words[at + 2]) || 0;
    for (let index = 0; index < count; index++) steps.push(step);
    at += 2;
  }
  return steps;
}
