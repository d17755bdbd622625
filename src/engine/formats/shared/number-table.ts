/** Rows of unsigned 32-bit numbers in one block of memory: a million cells cost megabytes, not objects. */
export class NumberTable {
  readonly #width: number;
  #numbers: Uint32Array;
  #length = 0;

  constructor(width: number, rows = 64) {
    this.#width = width;
    this.#numbers = new Uint32Array(width * rows);
  }

  get rows(): number {
    return this.#length / this.#width;
  }

  push(...row: readonly number[]): void {
    if (this.#length + this.#width > this.#numbers.length) this.#grow();
    for (const number of row) this.#numbers[this.#length++] = number;
  }

  at(row: number, column: number): number {
    return this.#numbers[row * this.#width + column] as number;
  }

  #grow(): void {
    const wider = new Uint32Array(Math.ceil(this.#numbers.length * 1.6));
    wider.set(this.#numbers);
    this.#numbers = wider;
  }
}
