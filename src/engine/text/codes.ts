import type { Walk } from './walk/walk.ts';

/** Shorter texts are copied quicker here than by a call into Node. */
const FEW = 24;
const SMALLEST = 1024;
/** A longer text gives its room back. */
const LARGEST_KEPT = 1 << 20;
const BYTES = 2;

/**
 * The UTF-16 code units of one text as numbers: a string read unit by unit costs several times as much, above all one
 * that was cut out of a longer one. Behind the last unit stands a 0.
 */
export class Codes {
  /** Holds rubbish past `length`. */
  units: Uint16Array;
  length = 0;
  /** Holds them, if given, and can walk over them. */
  readonly walk: Walk | undefined;
  private bytes: Buffer;

  constructor(text = '', walk?: Walk) {
    this.walk = walk;
    this.bytes = this.roomFor(Math.max(text.length + 1, FEW));
    this.units = unitsOf(this.bytes);
    this.load(text);
  }

  /** Holds another text from now on. */
  load(text: string): void {
    const { length } = text;
    this.length = length;
    if (length >= this.units.length || (this.units.length > LARGEST_KEPT && !this.walk))
      this.makeRoom(length + 1);
    const { units } = this;
    if (length < FEW) for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
    else this.bytes.write(text, 0, 'utf16le');
    units[length] = 0;
  }

  private makeRoom(length: number): void {
    this.bytes = this.roomFor(Math.max(length, SMALLEST));
    this.units = unitsOf(this.bytes);
  }

  private roomFor(length: number): Buffer {
    return this.walk?.roomFor(length) ?? Buffer.allocUnsafeSlow(BYTES * length);
  }
}

const unitsOf = ({ buffer, byteOffset, byteLength }: Buffer): Uint16Array =>
  new Uint16Array(buffer, byteOffset, byteLength / BYTES);
