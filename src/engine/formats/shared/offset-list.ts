/** A growing list of offsets in four bytes each: a big file's positions without an object apiece. */
export class OffsetList {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Uint32Array(this.#values.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  /** The value at an index; throws past the end. */
  at(index: number): number {
    if (index < 0 || index >= this.#length) throw new RangeError(`no entry ${index}`);
    return this.#values[index] as number;
  }

  /** The index of the last value at or below `value`, in a rising list; -1 when all are above. */
  lastAtOrBelow(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
