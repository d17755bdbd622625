/**
 * Objects that serve one page and then the next. A page of a list has thousands of glyphs; left to the
 * garbage collector, those of a hundred pages lie in memory together.
 */
export class Reused<T> {
  readonly #make: () => T;
  readonly #all: T[] = [];
  #taken = 0;

  constructor(make: () => T) {
    this.#make = make;
  }

  /** An object whose properties are still what somebody set before: set every one. */
  take(): T {
    let one = this.#all[this.#taken];
    if (one === undefined) {
      one = this.#make();
      this.#all.push(one);
    }
    this.#taken++;
    return one;
  }

  /** Gives every object back: nobody may look at one any more. */
  giveBack(): void {
    this.#taken = 0;
  }
}
