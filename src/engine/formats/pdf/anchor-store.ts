import type { Char } from './lines.ts';

const NONE = -1;
/** Numbers of one run: its first place, its stream and the ordinal of its first glyph. */
const RUN = 3;

/**
 * Which glyphs draw each character of each segment. A place is counted in characters; neighbours are
 * mostly drawn one after another, so what is kept is one entry a run of such neighbours.
 */
export class AnchorStore {
  #runs = new Int32Array(RUN * 1024);
  #count = 0;
  #length = 0;
  /** Further glyphs of a character that is drawn more than once. */
  readonly #twins = new Map<number, readonly (readonly [stream: number, ordinal: number])[]>();

  /** Remembers the characters of a segment and tells where. */
  add(chars: readonly (Char | undefined)[]): number {
    const from = this.#length;
    for (const char of chars) {
      const place = this.#length;
      this.#put(char ? char.glyph.shown.stream : NONE, char ? char.glyph.ordinal : NONE);
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
    for (let at = 0; at < length; at++) {
      const twins = this.#twins.get(first + at);
      if (twins) this.#twins.set(from + at, twins);
      this.#put(...this.#glyphAt(first + at));
    }
    this.add([undefined, ...second]);
    return from;
  }

  isDrawn(place: number): boolean {
    return this.#glyphAt(place)[0] !== NONE;
  }

  /** The glyphs that draw one character. */
  *glyphsAt(place: number): Generator<readonly [stream: number, ordinal: number]> {
    const first = this.#glyphAt(place);
    if (first[0] === NONE) return;
    yield first;
    yield* this.#twins.get(place) ?? [];
  }

  #put(stream: number, ordinal: number): void {
    const place = this.#length++;
    const last = (this.#count - 1) * RUN;
    const step = stream === NONE ? 0 : place - (this.#runs[last] ?? 0);
    const goesOn = this.#runs[last + 1] === stream && this.#runs[last + 2] === ordinal - step;
    if (this.#count > 0 && goesOn) return;
    const at = this.#count++ * RUN;
    if (at === this.#runs.length) {
      const larger = new Int32Array(this.#runs.length * 2);
      larger.set(this.#runs);
      this.#runs = larger;
    }
    this.#runs[at] = place;
    this.#runs[at + 1] = stream;
    this.#runs[at + 2] = ordinal;
  }

  #glyphAt(place: number): readonly [stream: number, ordinal: number] {
    let [low, high] = [0, this.#count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle * RUN] as number) <= place) low = middle;
      else high = middle - 1;
    }
    const [first = 0, stream = NONE, ordinal = NONE] = this.#runs.subarray(
      low * RUN,
      low * RUN + RUN,
    );
    return stream === NONE ? [NONE, NONE] : [stream, ordinal + place - first];
  }
}
