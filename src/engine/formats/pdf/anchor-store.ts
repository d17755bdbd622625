import type { Char } from './lines.ts';

const NONE = -1;

/**
 * Which glyphs draw each character of each segment, in one growing table: objects of their own would
 * weigh more than the document. A place in it is counted in characters.
 */
export class AnchorStore {
  /** Stream and ordinal of the glyph of each character. */
  #pairs = new Int32Array(1024);
  #length = 0;
  /** Further glyphs of a character that is drawn more than once. */
  readonly #twins = new Map<number, readonly (readonly [stream: number, ordinal: number])[]>();

  /** Remembers the characters of a segment and tells where. */
  add(chars: readonly (Char | undefined)[]): number {
    const from = this.#length;
    this.#reserve(chars.length);
    for (const char of chars) {
      const place = this.#length++;
      this.#pairs[place * 2] = char ? char.glyph.shown.stream : NONE;
      this.#pairs[place * 2 + 1] = char ? char.glyph.ordinal : NONE;
      if (char?.twins)
        this.#twins.set(
          place,
          char.twins.map(({ shown, ordinal }) => [shown.stream, ordinal]),
        );
    }
    return from;
  }

  /** Puts a segment, a line end and another segment together in a new place. */
  join(first: number, length: number, second: readonly (Char | undefined)[]): number {
    const from = this.#length;
    this.#reserve(length + 1);
    this.#pairs.copyWithin(from * 2, first * 2, (first + length) * 2);
    for (let at = 0; at < length; at++) {
      const twins = this.#twins.get(first + at);
      if (twins) this.#twins.set(from + at, twins);
    }
    this.#length += length;
    this.add([undefined, ...second]);
    return from;
  }

  isDrawn(place: number): boolean {
    return this.#pairs[place * 2] !== NONE;
  }

  /** The glyphs that draw one character. */
  *glyphsAt(place: number): Generator<readonly [stream: number, ordinal: number]> {
    if (!this.isDrawn(place)) return;
    yield [this.#pairs[place * 2] as number, this.#pairs[place * 2 + 1] as number];
    yield* this.#twins.get(place) ?? [];
  }

  #reserve(more: number): void {
    const needed = (this.#length + more) * 2;
    if (needed <= this.#pairs.length) return;
    const larger = new Int32Array(Math.max(needed, this.#pairs.length * 2));
    larger.set(this.#pairs);
    this.#pairs = larger;
  }
}
