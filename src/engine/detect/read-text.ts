import { overlaps } from '../core/span.ts';
import { ALNUM, classOf, DIGIT, LETTER, SIGN, SPACE } from '../text/char-class.ts';
import type { Codes } from '../text/codes.ts';
import { eachRunOf, type Run, upperCase } from '../text/runs.ts';
import { eachStretchIn, PARTED, type Shortest, Stretches } from '../text/stretches.ts';
import { type Belief, PLATE_ENDS } from './believe.ts';
import { flags } from './context.ts';
import { bornBefore, describedPerson } from './described.ts';
import { disguisedNumbers } from './disguised.ts';
import { disguisedMail } from './disguised-mail.ts';
import type { Label } from './label-index.ts';
import { mailsIn } from './mail.ts';
import { partedNumbers } from './parted.ts';
import { percentCoded } from './percent.ts';
import type { CellContext, Place } from './place.ts';
import { readRun, readToken, type Taker } from './read-run.ts';
import type { Value } from './value.ts';
import { isOrdinal, wordsAround, wordsByLabel, wordsInLetters, wordsOfCell } from './words.ts';

/** A year, which a label may make a date of birth. */
const SHORTEST_IN_PROSE = 4;
/** The shortest number that stands without a label: a plate after its province. */
const SHORTEST_ALONE = 6;
const YEAR = 0x5e74;
const SLASH = 0x2f;
/** 出生, 生 */
const BORN = 0x51fa;
const LIVING = 0x751f;
const LETTER_AND_BLANK = LETTER | SPACE;

const NONE: readonly Belief[] = [];

/** A long text is read in parts that the processor can keep at hand, each up to the end of a sentence. */
const BLOCK = 1 << 13;
const SENTENCE_END = '。';

function endOfBlock(text: string, from: number): number {
  if (text.length - from <= BLOCK * 2) return text.length;
  const end = text.indexOf(SENTENCE_END, from + BLOCK);
  return end < 0 ? text.length : end + 1;
}

/** No label stands before it. */
const startsWithNumber = ({ units, length }: Codes): boolean =>
  length < 24 && (classOf(units[0] as number) & DIGIT) !== 0;

/** Tells what the text of a place is taken to hold, in reading order and without overlaps. Serves text after text. */
export class Reader implements Taker {
  private readonly place: Place;
  private readonly take: (belief: Belief) => void;
  private readonly isPlainAlways: boolean;
  /** Nothing in what is left of the text is in disguise, or all of that is known. */
  private isPlain = false;
  private readonly stretches = new Stretches();
  private readonly glances: Uint8Array;
  private shortest: Shortest = SHORTEST_IN_PROSE;
  /** Stretches of the text in which numbers may stand. */
  numbers = 0;
  /** What the stretches of the text are is known. */
  private hasLooked = false;
  private words = NONE;
  private nextWords = 0;
  /** What is before this place has been told. */
  private done = 0;
  private parted = NONE;
  private passed = 0;
  private readonly readRun = (run: Run): void => readRun(run, this.place, this);

  /** @param isPlain nothing in the texts is in disguise */
  constructor(place: Place, take: (belief: Belief) => void, isPlain = false) {
    this.place = place;
    this.take = take;
    this.isPlainAlways = isPlain;
    const { book, asked } = place.setting;
    this.glances = asked.size > 0 ? book.askedGlances : book.glances;
  }

  /** Walks over a line of prose that the place holds; it is read later. */
  lookAhead(): void {
    const { codes } = this.place;
    this.stretches.find(codes, this.glances, SHORTEST_IN_PROSE, 0, codes.length);
    this.hasLooked = true;
  }

  /** Reads what the place holds now. */
  read(): void {
    const { place } = this;
    const whole = place.cell && wordsOfCell(place);
    if (whole) {
      this.take(whole);
      return;
    }
    this.numbers = 0;
    this.shortest = place.cell ? 1 : SHORTEST_IN_PROSE;
    this.words = NONE;
    this.nextWords = 0;
    this.done = 0;
    this.isPlain = this.isPlainAlways;
    const { length } = place.codes;
    for (let from = 0, to = 0; from < length; from = to) {
      to = endOfBlock(place.text, from);
      if (!this.hasLooked) this.stretches.find(place.codes, this.glances, this.shortest, from, to);
      this.hasLooked = false;
      this.readBlock();
    }
    this.tellWords(Infinity);
  }

  private readBlock(): void {
    const { stretches } = this;
    this.numbers += stretches.count;
    if (stretches.signs.length > 0 && !startsWithNumber(this.place.codes))
      this.keep(wordsByLabel(this.place, stretches.signs));
    if (stretches.areOdd && !this.isPlain) this.readDisguised();
    for (let index = 0; index < stretches.count; index++) {
      const kinds = stretches.kindsOf(index);
      const start = stretches.startOf(index);
      const end = stretches.endOf(index);
      if (kinds === PARTED) this.readParted(start, end);
      else this.stretch(start, end, kinds);
    }
  }

  /** All numbers in disguise of the whole text, once. */
  private readDisguised(): void {
    const { place } = this;
    this.isPlain = true;
    const numbers = disguisedNumbers(place, (text) => {
      const beliefs: Belief[] = [];
      new Reader(place.beside(text), (belief) => beliefs.push(belief), true).read();
      return beliefs;
    });
    this.keep(numbers);
  }

  /** Keeps beliefs until what stands before them has been told. */
  private keep(later: readonly Belief[]): void {
    if (later.length === 0) return;
    const waiting = [...this.words.slice(this.nextWords), ...later];
    this.words = waiting.sort((a, b) => a.span.start - b.span.start);
    this.nextWords = 0;
  }

  private readParted(start: number, end: number): void {
    const coded = percentCoded(this.place, start, end);
    this.parted = coded.length > 0 ? coded : partedNumbers(this.place, start, end);
    this.passed = 0;
    for (const one of this.parted) if (one.span.start >= this.done) this.take(one);
    eachStretchIn(this.place.codes, start, end, this.shortest, (from, to, kinds) =>
      this.stretch(from, to, kinds),
    );
    this.parted = NONE;
  }

  private stretch(start: number, end: number, kinds: number): void {
    if (this.words.length > this.nextWords) this.tellWords(end);
    if (end <= this.done || (kinds & ALNUM) === 0) return;
    this.readStretch(start, end, kinds);
  }

  /** What a date tells that ends here, or goes on with 年 or a stroke. */
  private tellBorn(first: number, end: number): void {
    const next = this.place.codes.units[end] as number;
    if (next === YEAR) this.tellDescribed(first, end);
    else if (next === SLASH) this.tellDescribed(end - SHORTEST_IN_PROSE, end);
    else if (next === BORN || next === LIVING) this.tellDescribed(bornBefore(this.place, end), end);
  }

  /** An address further on waits: numbers may stand before it. */
  private tellDescribed(year: number, end: number): void {
    if (year < 0) return;
    const all = describedPerson(this.place, year);
    const later = all.filter(({ span }) => span.start > end);
    for (const belief of all) if (!later.includes(belief)) this.tell(belief);
    this.keep(later);
  }

  private tellWords(before: number): void {
    for (; this.nextWords < this.words.length; this.nextWords++) {
      const words = this.words[this.nextWords] as Belief;
      if (words.span.start >= before) return;
      this.tell(words);
    }
  }

  tell(belief: Belief): void {
    if (belief.span.start < this.done) return;
    while ((this.parted[this.passed]?.span.end ?? Infinity) <= belief.span.start) this.passed++;
    const beside = this.parted[this.passed];
    if (beside && overlaps(beside.span, belief.span)) return;
    this.done = belief.span.end;
    this.take(belief);
  }

  private readStretch(start: number, end: number, kinds: number): void {
    const { place } = this;
    const { units } = place.codes;
    let first = start;
    while (first < end && (classOf(units[first] as number) & ALNUM) === 0) first++;
    if (first === end) return;
    const label = place.labelBefore(first);
    this.tellBorn(first, end);
    if (label ? label.words.length > 0 : isOrdinal(units, first)) {
      const words = wordsAround(first, label, place);
      if (words) this.tell(words);
    }
    if ((kinds & LETTER_AND_BLANK) === LETTER_AND_BLANK && this.readLatin(first, end, kinds))
      return;
    const mail = disguisedMail(place, first, end, kinds);
    if (mail) {
      eachRunOf(place, first, mail.span.start, this.readRun);
      this.tell(mail);
    }
    if (!label && end - first < shortestBefore(units[end] as number) && !isAsked(place.cell))
      return;
    if (kinds & SIGN) this.readMails(start, end);
    else if ((kinds & DIGIT) === 0) return;
    else if ((kinds & ~ALNUM) === 0) readToken(tokenOf(place, start, end, kinds), place, this);
    else eachRunOf(place, first, end, this.readRun);
  }

  /** `WeChat zhangsan88`, and what stands before and behind it; false where no such label stands. */
  private readLatin(first: number, end: number, kinds: number): boolean {
    const words = wordsInLetters(this.place, first, end);
    if (!words) return false;
    eachRunOf(this.place, first, words.span.start, this.readRun);
    this.tell(words);
    this.stretch(words.span.end, end, kinds);
    return true;
  }

  /** Mail addresses and the numbers beside them. Of a number inside an address only the address is told. */
  private readMails(start: number, end: number): void {
    const { place } = this;
    let from = start;
    for (const mail of mailsIn(place, start, end)) {
      eachRunOf(place, from, mail.span.start, this.readRun);
      this.tell(mail);
      from = mail.span.end;
    }
    eachRunOf(place, from, end, this.readRun);
  }
}

/** 闽A1234学 has a character less. */
const shortestBefore = (next: number): number => SHORTEST_ALONE - (ENDS_A_PLATE[next] as number);
const ENDS_A_PLATE = flags(PLATE_ENDS);

/** Whether the header or the cell to the left asks for something. */
const isAsked = (cell: CellContext | undefined): boolean =>
  cell !== undefined && (asks(cell.side) || asks(cell.head));

const asks = (label: Label | undefined): boolean =>
  label !== undefined && (label.values.length > 0 || label.words.length > 0);

/** Letters and digits in one piece. */
function tokenOf({ text, codes }: Place, start: number, end: number, kinds: number): Value {
  const plain = kinds & LETTER ? upperCase(text, codes.units, start, end) : text.slice(start, end);
  return { plain, start, end, shape: '' };
}
