import { CLASSES } from '../glances.ts';
import { WALK_PROGRAM } from './program.ts';

const SIGNS = 0x10000;
const GLANCES = 0x20000;
const KINDS = 0x30000;
const ROOMS = 0x50000;
const BYTES = 2;
/** There are so many rooms for lines, and a shorter text than this goes into one. */
export const LINE_ROOMS = 8;
export const LINE_ROOM = 0x400;
/** Where the code units of any other text begin. */
const LONG_ROOM = LINE_ROOMS * LINE_ROOM;
const PAGE = 0x10000;
/** No longer part of a text is walked over at once: there would be no room for all that may be found. */
export const LONGEST_WALK = 0x4000;
/** A room of more bytes is given up after its text. */
const LARGEST_KEPT = 1 << 24;
/** Stretches are counted in the upper half of the answer, signs in the lower. */
const HALF = 16;
const LOWER = 0xffff;

/** Room for a text. */
export interface Room {
  /** The place of its first code unit among all rooms. */
  readonly first: number;
  readonly bytes: Buffer;
}

type Program = (from: number, to: number) => number;

let compiled: WebAssembly.Module | undefined;
/** Documents are read one after another: one is mostly enough. */
let spare: Walk | undefined;

/**
 * Walks over a text for numbers, in WebAssembly (`walk.wat`): this is where a long text costs most. It holds a few lines
 * and one text of any length at a time.
 */
export class Walk {
  /** Begin, end and classes of each stretch found, one after the other. */
  stretches = new Int32Array();
  /** Where signs were found. */
  signs = new Int32Array();
  stretchCount = 0;
  signCount = 0;
  private readonly memory: WebAssembly.Memory;
  private readonly program: Program;
  private glances: Uint8Array | undefined;

  private constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(WALK_PROGRAM, 'base64'));
    const { memory, walk } = new WebAssembly.Instance(compiled).exports;
    this.memory = memory as WebAssembly.Memory;
    this.program = walk as Program;
    new Uint16Array(this.memory.buffer, KINDS, CLASSES.length).set(CLASSES);
    this.look();
  }

  /** One that nobody uses; `giveBack` when the last text is read. */
  static take(): Walk {
    const walk = spare ?? new Walk();
    spare = undefined;
    return walk;
  }

  giveBack(): void {
    if (this.memory.buffer.byteLength <= LARGEST_KEPT) spare = this;
  }

  /** Where a text of so many code units goes, in the byte order of this machine. */
  roomFor(length: number): Room {
    const missing = ROOMS + BYTES * (LONG_ROOM + length) - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / PAGE));
      this.look();
    }
    return { first: LONG_ROOM, bytes: Buffer.from(this.memory.buffer, ROOMS + BYTES * LONG_ROOM) };
  }

  /** One of the `LINE_ROOMS`. */
  lineRoom(index: number): Room {
    const first = index * LINE_ROOM;
    const bytes = Buffer.from(this.memory.buffer, ROOMS + BYTES * first, BYTES * LINE_ROOM);
    return { first, bytes };
  }

  /**
   * Finds the stretches of at least four characters that a number may hold, and the signs, in a part of a room that is
   * no longer than `LONGEST_WALK`. Where they are counts from the first room on, like `from` and `to`.
   */
  find(glances: Uint8Array, from: number, to: number): void {
    if (glances !== this.glances) {
      new Uint8Array(this.memory.buffer, GLANCES).set(glances);
      this.glances = glances;
    }
    const found = this.program(from, to);
    this.stretchCount = found >>> HALF;
    this.signCount = found & LOWER;
  }

  /** Memory that has grown is to be looked at anew. */
  private look(): void {
    this.stretches = new Int32Array(this.memory.buffer, 0, SIGNS / 4);
    this.signs = new Int32Array(this.memory.buffer, SIGNS, (GLANCES - SIGNS) / 4);
  }
}
