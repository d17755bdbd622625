/** Says of a hash that it was surely not put in, or that it may have been. */
export class BitFilter {
  readonly #bits: Uint8Array;
  readonly #mask: number;

  /** @param count how many hashes will be put in: one in four hundred others passes in vain. */
  constructor(count: number) {
    const bits = Math.min(26, Math.max(13, Math.ceil(Math.log2(count * BITS_PER_HASH))));
    this.#bits = new Uint8Array(1 << (bits - 3));
    this.#mask = (1 << bits) - 1;
  }

  add(hash: number): void {
    this.#put(first(hash));
    this.#put(second(hash));
  }

  has(hash: number): boolean {
    return this.#is(first(hash)) && this.#is(second(hash));
  }

  #put(place: number): void {
    const at = place & this.#mask;
    this.#bits[at >> 3] = (this.#bits[at >> 3] as number) | (1 << (at & 7));
  }

  #is(place: number): boolean {
    const at = place & this.#mask;
    return ((this.#bits[at >> 3] as number) & (1 << (at & 7))) !== 0;
  }
}

const BITS_PER_HASH = 32;
const first = (hash: number): number => hash ^ (hash >>> 15);
const second = (hash: number): number => Math.imul(hash ^ (hash >>> 13), 0x9e3779b1) >>> 4;
