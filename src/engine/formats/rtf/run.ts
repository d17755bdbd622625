/** How a character is shown: always, only once a revision is taken back, or never. */
export const SHOWN = 0;
export const INSERTED = 1;
export const DELETED = 2;
export const HIDDEN = 4;
/** A byte that is counted elsewhere, or a digit of a parameter: overwritten by a digit only. */
export const IN_PLACE = 8;
/** Painted so that nobody sees it: in the white of the paper, in the colour below it, too small. */
export const PALE = 16;
export const COVERED = 32;
export const INVISIBLE = 64;

/** Text with, for every code unit, the bytes it came from; 0 to 0 for a unit that stands for structure. */
export interface Anchored {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly flags: Uint8Array;
}

/** Collects the characters of one paragraph or cell. */
export class Run {
  #text: string[] = [];
  #starts: number[] = [];
  #ends: number[] = [];
  #flags: number[] = [];

  /** One character (or several, then each has all the bytes) read from bytes [start, end). */
  add(text: string, start: number, end: number, flags: number): void {
    this.#text.push(text);
    for (let unit = 0; unit < text.length; unit++) {
      // The second half of a surrogate pair goes with the first.
      this.#starts.push(unit === 0 ? start : end);
      this.#ends.push(end);
      this.#flags.push(flags);
    }
  }

  /** A break that the structure of the file makes; it has no bytes to overwrite. */
  addBreak(text: string): void {
    this.add(text, 0, 0, SHOWN);
  }

  /** The last character covers the bytes up to `end` too: the stand-in for readers without Unicode. */
  stretch(end: number): void {
    if (this.#ends.length > 0) this.#ends[this.#ends.length - 1] = end;
  }

  append(other: Run): void {
    for (const part of other.#text) this.#text.push(part);
    for (const start of other.#starts) this.#starts.push(start);
    for (const end of other.#ends) this.#ends.push(end);
    for (const flag of other.#flags) this.#flags.push(flag);
  }

  taken(): Anchored {
    const taken = {
      text: this.#text.join(''),
      starts: Uint32Array.from(this.#starts),
      ends: Uint32Array.from(this.#ends),
      flags: Uint8Array.from(this.#flags),
    };
    this.#text = [];
    this.#starts = [];
    this.#ends = [];
    this.#flags = [];
    return taken;
  }
}

/** The units of `run` that `keeps` keeps, as a text of its own. */
export function filtered(run: Anchored, keeps: (flags: number) => boolean): Anchored {
  const kept: number[] = [];
  run.flags.forEach((flag, unit) => {
    if (keeps(flag)) kept.push(unit);
  });
  return {
    text: kept.map((unit) => run.text.charAt(unit)).join(''),
    starts: Uint32Array.from(kept, (unit) => run.starts[unit] as number),
    ends: Uint32Array.from(kept, (unit) => run.ends[unit] as number),
    flags: Uint8Array.from(kept, (unit) => run.flags[unit] as number),
  };
}
