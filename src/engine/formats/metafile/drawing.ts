import type { TextChunk } from '../shared/cfb-text.ts';

/** One order to draw text, in the units of the drawing. */
export interface DrawnText {
  readonly text: string;
  /** Where its characters lie in the file, `unit` counted from the start of this text. */
  readonly chunks: readonly TextChunk[];
  readonly x: number;
  readonly y: number;
  /** Where the next character would stand; undefined when the order does not say. */
  readonly end: number | undefined;
}

/** What the records of a picture draw. */
export interface Drawing {
  readonly texts: readonly DrawnText[];
  /** Nothing is drawn but texts, boxes and straight rules: whoever has read the texts has read all. */
  readonly isOnlyText: boolean;
}

const NOTHING: Drawing = { texts: [], isOnlyText: false };

/** Gathers what records draw; a record that runs past the end makes the picture unreadable. */
export class Drawn {
  readonly texts: DrawnText[] = [];
  #isOnlyText = true;
  #x = 0;
  #y = 0;

  /** Something is drawn that only eyes can read. */
  shape(): void {
    this.#isOnlyText = false;
  }

  /** The page moves: places before and after are no longer of one scale. */
  moves(): void {
    if (this.texts.length > 0) this.#isOnlyText = false;
  }

  moveTo(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
  }

  /** A rule; a slanted line could be part of a letter. */
  lineTo(x: number, y: number): void {
    if (x !== this.#x && y !== this.#y) this.shape();
    this.moveTo(x, y);
  }

  get drawing(): Drawing {
    return { texts: this.texts, isOnlyText: this.#isOnlyText };
  }
}

/** What a reader of records makes of bytes; nothing when they end too early. */
export function drawingBy(read: () => Drawing): Drawing {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
}
