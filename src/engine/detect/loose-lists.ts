import { Finding, type Pieces, readingOrder } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { overlaps } from '../core/span.ts';
import { flags } from './context.ts';
import { labelOf } from './header.ts';
import type { Label } from './label-index.ts';
import {
  atSeam,
  continued,
  deepened,
  fieldsIn,
  piecesOf,
  type Stretch,
  stretchOf,
  type Token,
  textOf,
  wordsIn,
} from './list-line.ts';
import { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { Table } from './table.ts';
import { WholeCells } from './whole-cells.ts';

const FEWEST_COLUMNS = 3;
const FEWEST_NAMED = 2;
const LONGEST_LINE = 240;
const LONGEST_WORD = 14;
/** So many lines in a row that are no rows end a list; one with a long number counts thrice. */
const MOST_OTHERS = 12;
/** A longer list is read in parts, each under the same header. */
const MOST_CELLS = 20_000;
const BLANKS = /\s+/;
const LONG_NUMBER = /\d{6}/;
const WORD = /\p{Script=Han}|^[A-Za-z-]{2,8}$/u;
/** What a word of a header never holds: it is a value or the end of a sentence. */
const NO_HEADER = /\d{3}|[。；！？，：:;]/;
const SERIAL = /^\d{1,4}[.、]?$/;
const FULL_STOP = 0x3002;
const PARTS = flags(' \t\u00a0\u2003\u3000_＿…|｜│┃║');
const ENDS = flags('，。；：、,:;0123456789');

/**
 * Lists whose columns got lost on the way: in a text whose columns nearly touch, in a paragraph of many lines, in a PDF
 * whose cells run together. Where a line has as many words as its header, each stands under its own. What is found here
 * was found nowhere else.
 */
export class LooseLists {
  private readonly book: RuleBook;
  private readonly asked: ReadonlySet<string>;
  private readonly whole = new WholeCells();
  private readonly found: Finding[] = [];
  private readonly all: Finding[] = [];
  private table: Table | undefined;
  private heads: readonly Token[] = [];
  private width = 0;
  /** Its header does not stand in a table, or has other cells than words: no table reads its rows. */
  private isUneven = false;
  private rows = 0;
  private others = 0;
  /** The first part of a row that goes on in the next line. */
  private half: readonly Token[] | undefined;
  /** The line before, which may be the first of a header. */
  private head: readonly Token[] | undefined;
  private held: readonly Token[] | undefined;
  /** The words of the line before. */
  private last: readonly Token[] | undefined;
  private readonly cells: Token[] = [];

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.book = book;
    this.asked = asked;
  }

  get isOpen(): boolean {
    return this.table !== undefined;
  }

  /** Takes in a text outside tables, of one line or many. */
  text({ id, text }: Segment): void {
    if (text.indexOf('\n') < 0) {
      this.lineOf(id, text, 0, text.length);
      return;
    }
    const lines = text.replaceAll('\r', '\n');
    for (let from = 0, to = 0; from < lines.length; from = to + 1) {
      to = lines.indexOf('\n', from);
      if (to < 0) to = lines.length;
      if (from < to) this.lineOf(id, lines, from, to);
    }
  }

  /** Most lines are sentences: no more than a glance for them. */
  private lineOf(segmentId: number, text: string, start: number, end: number): void {
    if (this.table || mayBegin(text, start, end))
      this.line([{ segmentId, start, text: text.slice(start, end) }]);
    else this.head = undefined;
  }

  /** Takes in a row of a table, which may be no more than a line of text, and whether that has a header of its own. */
  row(cells: readonly Segment[], isHeaded: boolean): void {
    if (this.table && (!isHeaded || this.isUneven)) this.line(cells.map(stretchOf));
  }

  /** Takes in the header of a table, which may go on in rows of other columns. */
  header(cells: readonly Segment[]): void {
    const words = wordsIn(cells.map(stretchOf));
    if (!this.isHeader(words)) return;
    this.begin(words);
    this.isUneven = cells.some(({ text }) => this.isRunTogether(text));
  }

  /** 序号 姓名 in one cell: two labels, and no label of two words. */
  private isRunTogether(text: string): boolean {
    if (text.indexOf(' ') < 0) return false;
    const words = text.split(BLANKS);
    const label = this.label(text);
    if (label?.word.length === words.join('').length) return false;
    return words.filter((word) => this.label(word)).length >= FEWEST_NAMED;
  }

  private line(parts: readonly Stretch[]): void {
    if (this.table) this.goOn(parts);
    else this.beginsAt(wordsIn(parts));
  }

  private isHeader(words: readonly Token[]): boolean {
    if (words.length < FEWEST_COLUMNS) return false;
    let named = 0;
    let values = 0;
    for (const word of words) {
      const text = textOf(word);
      if (text.length > LONGEST_WORD || !isOfHeader(text)) return false;
      const label = this.label(text);
      if (!label) continue;
      named++;
      if (label.values.length > 0) values++;
    }
    return named >= FEWEST_NAMED && values > 0 && named * 2 >= words.length;
  }

  private label(text: string): Label | undefined {
    return labelOf(text, this.book.labels);
  }

  /** Whether a header stands here: 一折通 over 账号 is one of two lines. */
  private beginsAt(words: readonly Token[]): boolean {
    const whole = this.head && deepened(this.head, words);
    const header = [whole, words].find((one) => one && this.isHeader(one));
    this.head = words.length >= FEWEST_COLUMNS ? words : undefined;
    if (!header) return false;
    this.begin(header);
    this.isUneven = true;
    return true;
  }

  private begin(words: readonly Token[]): void {
    this.close();
    this.table = new Table(-1, this.book, this.asked, this.whole);
    this.heads = words;
    this.width = words.length;
    this.others = 0;
    this.feed(words);
  }

  private goOn(parts: readonly Stretch[]): void {
    if (this.cells.length > MOST_CELLS) this.begin(this.heads);
    const words = wordsIn(parts);
    if (words.length === 0 || this.beginsAt(words) || this.isContinued(words)) return;
    this.head = undefined;
    this.joinSeam(words);
    const fields = fieldsIn(parts);
    const row =
      this.fitting(fields) ?? this.fitting(words) ?? (this.half && this.together(this.half, words));
    this.half = row || words.length >= this.width ? undefined : words;
    this.hold(row);
    this.others = row ? 0 : this.others + (parts.some(hasLongNumber) ? 3 : 1);
    if (this.others > MOST_OTHERS) this.close();
  }

  /** A row waits for the next line, in which its numbers may go on. */
  private hold(row: readonly Token[] | undefined): void {
    if (this.held) this.feed(this.held);
    this.held = row;
  }

  /** An identity number or a card broken where its line ends, whatever else is in the two lines. */
  private joinSeam(words: readonly Token[]): void {
    const number = this.last && atSeam(this.last, words);
    if (number) this.feed([number]);
    this.last = words;
  }

  private isContinued(words: readonly Token[]): boolean {
    const { held } = this;
    const whole = held && words.length < this.width ? continued(held, words) : undefined;
    if (whole) this.held = whole;
    return whole !== undefined;
  }

  /** As many words as columns; a serial number needs none. */
  private fitting(words: readonly Token[]): readonly Token[] | undefined {
    if (words.length === this.width) return words;
    const [first] = words;
    const isNumbered = first !== undefined && SERIAL.test(textOf(first));
    return isNumbered && words.length === this.width + 1 ? words.slice(1) : undefined;
  }

  /** A row over two lines, its number broken between them or not. */
  private together(half: readonly Token[], rest: readonly Token[]): readonly Token[] | undefined {
    if (half.length + rest.length === this.width) return [...half, ...rest];
    const [last, first] = [half.at(-1), rest[0]];
    if (!last || !first || half.length + rest.length !== this.width + 1) return undefined;
    return [...half.slice(0, -1), [...last, ...first], ...rest.slice(1)];
  }

  private feed(words: readonly Token[]): void {
    const row = this.rows++;
    const cells = words.map((word, column): Segment => {
      const id = this.cells.push(word) - 1;
      return { id, text: textOf(word), location: NOWHERE, cell: { table: -1, row, column } };
    });
    this.table?.row(Row.of(cells, this.book.cellGlances), undefined, this.found);
  }

  private close(): void {
    this.hold(undefined);
    this.table?.settle(this.found);
    for (const finding of this.whole.among(this.found)) {
      const pieces = finding.pieces.flatMap(({ segmentId, span }) =>
        piecesOf(this.cells[segmentId] ?? [], span.start, span.end),
      );
      if (pieces.length > 0)
        this.all.push(Finding.over(finding.claim, pieces as unknown as Pieces));
    }
    this.found.length = 0;
    this.whole.clear();
    this.cells.length = 0;
    this.half = undefined;
    this.last = undefined;
    this.table = undefined;
  }

  /** All findings, with what nothing else has found; the whole of a number takes the place of its half. */
  among(others: readonly Finding[]): readonly Finding[] {
    this.close();
    const { all } = this;
    if (all.length === 0) return others;
    const touched = new Set(all.flatMap(({ pieces }) => pieces.map(({ segmentId }) => segmentId)));
    const known = Map.groupBy(
      others.filter(({ pieces }) => pieces.some(({ segmentId }) => touched.has(segmentId))),
      ({ segmentId }) => segmentId,
    );
    const halves = new Set<Finding>();
    const added = all.filter((finding) => {
      const met = finding.pieces.flatMap(
        (piece) => known.get(piece.segmentId)?.filter((one) => overlaps(one, piece.span)) ?? [],
      );
      if (!met.every((one) => isHalfOf(one, finding))) return false;
      for (const half of met) halves.add(half);
      return true;
    });
    if (added.length === 0) return others;
    return [...others.filter((one) => !halves.has(one)), ...added].sort(readingOrder);
  }
}

/** Whether one is what another shows in one of its lines. */
const isHalfOf = (one: Finding, { ruleId, others, pieces }: Finding): boolean =>
  others.length > 0 &&
  one.others.length === 0 &&
  one.ruleId === ruleId &&
  pieces.some(
    ({ segmentId, span }) =>
      segmentId === one.segmentId && span.start <= one.start && one.end <= span.end,
  );

/** Whether a line may be a header: no sentence, its first word short, and a blank of any kind or a bar behind it. */
export function mayBegin(text: string, start = 0, end = text.length): boolean {
  if (end - start > LONGEST_LINE || text.charCodeAt(end - 1) === FULL_STOP) return false;
  let at = start;
  while (at < end && PARTS[text.charCodeAt(at)] === 1) at++;
  for (const last = Math.min(at + LONGEST_WORD, end); at < last; at++) {
    const code = text.charCodeAt(at);
    if (PARTS[code] === 1) return true;
    if (ENDS[code] === 1) return false;
  }
  return false;
}

const hasLongNumber = ({ text }: Stretch): boolean => LONG_NUMBER.test(text);

const NOWHERE: Segment['location'] = { channel: 'table', part: '', address: '' };

const isOfHeader = (text: string): boolean => WORD.test(text) && !NO_HEADER.test(text);
