import { classOf, SPACE } from '../text/char-class.ts';
import { Codes } from '../text/codes.ts';
import type { Walk } from '../text/walk/walk.ts';
import type { Subject } from './about.ts';
import { endOfFillers, flags, labelBefore } from './context.ts';
import type { Label } from './label-index.ts';
import type { RuleBook } from './rule-book.ts';

const COLON = 0x3a;
const WIDE_COLON = 0xff1a;

const OPENING = flags('“"‘\'（(');
/** A blank, or a bracket or quotes whose words stand in the line below. */
const isOpening = (code: number): boolean => (classOf(code) & SPACE) !== 0 || OPENING[code] === 1;

/** What is said about a cell as a whole. */
export interface CellContext {
  /** The label left of it. */
  readonly side: Label | undefined;
  /** The label at the head of its column. */
  readonly head: Label | undefined;
}

/** What is the same for all that is read in one document, or in one table of it. */
export interface Setting {
  readonly book: RuleBook;
  /** Rules for what a notice is meant to show that someone wants to know of all the same. */
  readonly asked: ReadonlySet<string>;
  /** The text that may name a payee: the lines before, or the other cells of the row. */
  readonly nearby: () => string;
}

/** Where a value stands, and what is known of its surroundings. One place serves text after text. */
export class Place {
  readonly setting: Setting;
  readonly book: RuleBook;
  /** The same text, unit by unit. */
  readonly codes: Codes;
  text = '';
  cell: CellContext | undefined;
  /** Whom the text around speaks of. */
  about: Subject;
  /** `账号：` at the end of the line before, of a text that may begin with its value. */
  private above: Label | undefined;
  private askedAt = -1;
  private answer: Label | undefined;

  /**
   * @param walk walks over its texts: worth its while for all of a document's
   * @param line the room that its texts take, if they are lines
   */
  constructor(setting: Setting, walk?: Walk, line?: number) {
    this.setting = setting;
    this.book = setting.book;
    this.codes = new Codes('', walk, line);
  }

  /** Goes on to the next text. */
  hold(text: string, cell: CellContext | undefined, about: Subject, above?: Label): this {
    this.load(text);
    return this.stand(cell, about, above);
  }

  /** The text alone; `stand` before anything is asked about it. */
  load(text: string): void {
    this.text = text;
    this.codes.load(text);
  }

  /** What is known of the surroundings of the text. */
  stand(cell: CellContext | undefined, about: Subject, above?: Label): this {
    this.cell = cell;
    this.about = about;
    this.above = above;
    this.askedAt = -1;
    return this;
  }

  /** Another place like this one for a text put together from several. */
  beside(text: string): Place {
    return new Place(this.setting).hold(text, this.cell, this.about);
  }

  /** The label that the text ends in, with the colon that asks for a value in the line below. */
  labelAtEnd(): Label | undefined {
    const { codes, book } = this;
    const { units, length } = codes;
    let end = length;
    while (end > 0 && isOpening(units[end - 1] as number)) end--;
    const last = units[end - 1];
    const isOpen = last === COLON || last === WIDE_COLON;
    return isOpen ? labelBefore(codes, end, book.labels) : undefined;
  }

  /** The label right before the value at `start`, but for colons and the like. */
  labelBefore(start: number): Label | undefined {
    // A number is asked about several times in a row: by each rule that it fits.
    if (start !== this.askedAt) {
      this.askedAt = start;
      this.answer = labelBefore(this.codes, start, this.book.labels);
      if (this.above && !this.answer && endOfFillers(this.codes, start) === 0)
        this.answer = this.above;
    }
    return this.answer;
  }
}
