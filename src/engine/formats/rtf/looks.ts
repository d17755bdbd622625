import type { Unseen, UnseenSpan } from '../../core/segment.ts';
import { type Colour, WHITE, whyUnseen } from '../shared/paint.ts';
import { unseenSpans } from '../shared/unseen-spans.ts';
import { type Anchored, COVERED, HIDDEN, INVISIBLE, PALE, SHOWN } from './run.ts';
import type { GroupState } from './state.ts';

/** The colours that a file declares, and what it says of the ground of cells. */
export class Looks {
  readonly #colours: (Colour | undefined)[] = [];
  #entry: { red?: number; green?: number; blue?: number } = {};
  /** Of the row that is open: the ground of each cell. */
  #cells: number[] = [];
  #pending = 0;
  #column = 0;
  /** The answer for the state that was asked for last: a run of text has one. */
  #last: { readonly state: GroupState; readonly flag: number } | undefined;

  /** Takes note of a control word that declares something. */
  declare(word: string, param: number): void {
    if (DECLARING.has(word)) this.#last = undefined;
    switch (word) {
      case 'red':
      case 'green':
      case 'blue':
        this.#entry[word] = param;
        break;
      case 'trowd':
        this.#cells = [];
        this.#column = 0;
        break;
      case 'clcbpat':
        this.#pending = param;
        break;
      case 'cellx':
        this.#cells.push(this.#pending);
        this.#pending = 0;
        break;
      case 'cell':
        this.#column++;
        break;
      case 'row':
        this.#column = 0;
    }
  }

  /** At the semicolon behind a colour; the first one is often left out and means the program's own. */
  endColour(): void {
    const { red, green, blue } = this.#entry;
    const isOwn = red === undefined && green === undefined && blue === undefined;
    this.#colours.push(isOwn ? undefined : [red ?? 0, green ?? 0, blue ?? 0]);
    this.#entry = {};
  }

  /** How text is flagged that stands here. @param isBox in a shape, which may have any colour */
  flagOf(state: GroupState, isBox: boolean): number {
    if (this.#last?.state !== state) this.#last = { state, flag: this.#flagOf(state, isBox) };
    return this.#last.flag;
  }

  #flagOf(state: GroupState, isBox: boolean): number {
    const { ink, marker, halfPoints } = state;
    const ground = isBox ? undefined : this.#groundOf(state);
    const size = halfPoints / 2;
    const why = whyUnseen({ ink: this.#colours[ink], ground, size, marker: this.#colours[marker] });
    return why === undefined ? SHOWN : FLAGS[why];
  }

  #groundOf({ shade, paragraphShade, inTable, level }: GroupState): Colour | undefined {
    const own = this.#colours[shade] ?? this.#colours[paragraphShade];
    if (own || !inTable) return own ?? WHITE;
    // Cells inside cells declare theirs behind their words.
    return level > 1 ? undefined : (this.#colours[this.#cells[this.#column] ?? 0] ?? WHITE);
  }
}

const DECLARING = new Set(['trowd', 'cellx', 'cell', 'row']);
const FLAGS: Readonly<Record<Unseen, number>> = {
  white: PALE,
  covered: COVERED,
  invisible: INVISIBLE,
  hidden: HIDDEN,
  'off-page': INVISIBLE,
};

/** Which stretches of a text nobody sees; undefined when all of it is seen. */
export const unseenOf = ({ flags }: Anchored): readonly UnseenSpan[] | undefined =>
  unseenSpans(flags.length, (at) => whyOf(flags[at] as number));

const whyOf = (flag: number): Unseen | undefined => {
  if (flag & HIDDEN) return 'hidden';
  if (flag & INVISIBLE) return 'invisible';
  if (flag & COVERED) return 'covered';
  return flag & PALE ? 'white' : undefined;
};
