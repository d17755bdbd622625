const ROOT = 0;
const NOWHERE = 0;
const BASE = 10;
const ZERO = 0x30;

/** What numbers begin with, and how many digits they then have: a tree that is walked digit by digit. */
export class Prefixes {
  /** For each node where each of the ten digits leads to. */
  private readonly steps: Int32Array;
  /** For each node a bit for every length that numbers may have whose prefix ends there. */
  private readonly lengths: Int32Array;

  /** @param rows prefixes and the lengths of their numbers */
  constructor(rows: Iterable<readonly [prefix: string, lengths: readonly number[]]>) {
    const steps: number[] = new Array(BASE).fill(NOWHERE);
    const lengths = [0];
    for (const [prefix, each] of rows) {
      let node = ROOT;
      for (const digit of prefix) {
        const step = BASE * node + Number(digit);
        if (steps[step] === NOWHERE) {
          steps[step] = lengths.push(0) - 1;
          for (let digit = 0; digit < BASE; digit++) steps.push(NOWHERE);
        }
        node = steps[step] as number;
      }
      for (const length of each) lengths[node] = (lengths[node] as number) | (1 << length);
    }
    this.steps = Int32Array.from(steps);
    this.lengths = Int32Array.from(lengths);
  }

  /** Whether a number begins with one of them and is as long as it should be. */
  fit(number: string): boolean {
    const { steps, lengths } = this;
    const bit = 1 << number.length;
    let node = ROOT;
    for (let at = 0; at < number.length; at++) {
      const digit = number.charCodeAt(at) - ZERO;
      if (digit < 0 || digit >= BASE) return false;
      node = steps[BASE * node + digit] as number;
      if (node === NOWHERE) return false;
      if ((lengths[node] as number) & bit) return true;
    }
    return false;
  }
}
