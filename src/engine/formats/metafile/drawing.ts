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

/** So many rules and boxes a drawing may have for each of its texts, which stand in cells, and beside them all. */
const STROKES_OF_A_TEXT = 4;
/** As rules alone draw eleven digits, in the manner of a pocket calculator. */
const FREE_STROKES = 48;

const NOTHING: Drawing = { texts: [], isOnlyText: false };

/** Gathers what records draw; a record that runs past the end makes the picture unreadable. */
export class Drawn {
  readonly texts: DrawnText[] = [];
  #isOnlyText = true;
  #strokes = 0;
  #x = 0;
  #y = 0;

  /** Something is drawn that only eyes can read. */
  shape(): void {
    this.#isOnlyText = false;
  }

  /** Straight rules, or a box; enough of them can be digits as well as a table. */
  rules(count = 1): void {
    this.#strokes += count;
  }

  /** The page moves: places before and after are no longer of one scale. */
  moves(): void {
    if (this.texts.length > 0) this.#isOnlyText = false;
  }

  /** Puts the pen somewhere, or draws a rule to there; a slanted one could be part of a letter. */
  penTo(x: number, y: number, draws: boolean): void {
    if (draws) this.rules();
    if (draws && x !== this.#x && y !== this.#y) this.shape();
    this.#x = x;
    this.#y = y;
  }

  get drawing(): Drawing {
    const few = this.#strokes <= FREE_STROKES + STROKES_OF_A_TEXT * this.texts.length;
    return { texts: this.texts, isOnlyText: this.#isOnlyText && few };
  }
}

/** The width of so many characters. */
export function widthOf(count: number, widthAt: (index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += widthAt(index);
  return sum;
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
