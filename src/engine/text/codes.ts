import type { Room, Walk } from './walk/walk.ts';

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
  units: Uint16Array = new Uint16Array();
  length = 0;
  /** Holds them, if given, and can walk over them. */
  readonly walk: Walk | undefined;
  /** Where they begin among all that the walk holds. */
  first = 0;
  private readonly line: number | undefined;
  private bytes: Buffer = NO_BYTES;

  /** @param line which of the walk's rooms for lines they take; shorter texts only */
  constructor(text = '', walk?: Walk, line?: number) {
    this.walk = walk;
    this.line = line;
    this.makeRoom(Math.max(text.length + 1, FEW));
    this.load(text);
  }

  /** Holds another text from now on. */
  load(text: string): void {
    const { length } = text;
    this.length = length;
    if (length >= this.units.length || (this.units.length > LARGEST_KEPT && !this.walk))
      this.makeRoom(Math.max(length + 1, this.line === undefined ? SMALLEST : 0));
    const { units } = this;
    if (length < FEW) for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
    else this.bytes.write(text, 0, 'utf16le');
    units[length] = 0;
  }

  private makeRoom(length: number): void {
    const room = this.roomFor(length);
    this.first = room?.first ?? 0;
    this.bytes = room?.bytes ?? Buffer.allocUnsafeSlow(BYTES * length);
    this.units = unitsOf(this.bytes);
    if (this.units.length < length) throw new RangeError('a text is longer than a line');
  }

  private roomFor(length: number): Room | undefined {
    return this.line === undefined ? this.walk?.roomFor(length) : this.walk?.lineRoom(this.line);
  }
}

const NO_BYTES = Buffer.alloc(0);
const unitsOf = ({ buffer, byteOffset, byteLength }: Buffer): Uint16Array =>
  new Uint16Array(buffer, byteOffset, byteLength / BYTES);
