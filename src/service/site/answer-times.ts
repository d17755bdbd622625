/** How long a site takes to answer, watched over one course of one crawler. */
export interface AnswerTimes {
  /** Takes one more, in milliseconds to the first byte; at every eighth tells how long answers take now, if that is too long. */
  note(milliseconds: number): number | undefined;
  /** True while they take too long: nobody is to go faster then. */
  isSlow(): boolean;
}

/** Answers that are looked at together: one slow page is not a slow site. */
const TOGETHER = 8;
const TIMES = 3;
const MORE_MS = 500;

/**
 * A site is slow when the middle one of eight answers took three times as long, and half a second more, than
 * the middle one of its quickest eight: it is busy with others, or with us.
 */
export function answerTimes(): AnswerTimes {
  let usual = Number.POSITIVE_INFINITY;
  let slow = false;
  let some: number[] = [];
  return {
    note(milliseconds) {
      some.push(milliseconds);
      if (some.length < TOGETHER) return undefined;
      const middle = some.toSorted((a, b) => a - b)[TOGETHER / 2] as number;
      some = [];
      usual = Math.min(usual, middle);
      slow = middle > usual * TIMES && middle > usual + MORE_MS;
      return slow ? middle : undefined;
    },
    isSlow: () => slow,
  };
}
