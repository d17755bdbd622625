import { Finding, type Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { flags } from './context.ts';
import { type Field, fieldsOf, type Parting, rejoined } from './fields.ts';
import { isHeader, labelOf } from './header.ts';
import type { Label } from './label-index.ts';
import { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { Table } from './table.ts';
import { WholeCells } from './whole-cells.ts';

/** No table begins with a longer line. */
const LONGEST_ROW = 300;
const FEWEST_COLUMNS = 3;
const FEWEST_NAMED = 2;
const FEWEST_IN_FORM = 4;
/** 一、某某村 between the rows of a list is no longer, and no more such lines stand there in a row. */
const LONGEST_BETWEEN = 40;
const MOST_BETWEEN = 2;
const RULED = /^[\s\-+|=:·｜│┃║─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+$/;
const COLON = /[:：]/;
/** The first label of a header ends before this place. */
const LONGEST_FIRST = 16;
/** 身份证号：350102 in one field, and the next part of the number in the next one. */
const NAMED_PART = /^(?<label>[^:：\d]{2,16})[:：]\s*(?<part>\d{1,17})$/;
const PART = /^\d{1,17}[Xx]?$/;
const LAST_SIGN = /[;；,，、](?=[^;；,，、]*$)/;
const BARS = flags('|｜│┃║');
const COMMAS = flags(',，');
const MARK = 0x3001;
/** They part words as well. */
const OF_SENTENCES: readonly Parting[] = ['comma', 'mark', 'blank'];
const IN_BLANKS: readonly Parting[] = ['bar', 'blank'];
const NONE: readonly Parting[] = [];

/** Lines of a text that are rows of a table: their fields are read as cells of one. */
export class TextTable {
  private readonly book: RuleBook;
  private readonly asked: ReadonlySet<string>;
  private table: Table | undefined;
  private parting: Parting = 'tab';
  /** The line that it looked at last is too long for a row, or no blank and no bar parts it. */
  isPlain = false;
  private rows = 0;
  /** Labels and values take turns in its lines: none heads the next. */
  private isOfForms = false;
  /** Columns of its header. */
  private width = 0;
  /** Lines since the last row. */
  private between = 0;
  /** For every cell: its segment, and where in that it begins. */
  private readonly segmentIds: number[] = [];
  private readonly offsets: number[] = [];
  private readonly found: Finding[] = [];
  private readonly whole = new WholeCells();

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.book = book;
    this.asked = asked;
  }

  /** Takes a line in when it is a row; false when it is not. */
  take(segment: Segment): boolean {
    this.isPlain = !this.isOpen && segment.text.length > LONGEST_ROW;
    return this.isOpen ? this.goesOn(segment) : this.begins(segment);
  }

  /** Whether a line that is no row may stand between two: the name of a village, a rule, nothing at all. */
  mayGoOn(segment: Segment): boolean {
    const { text } = segment;
    if (RULED.test(text)) return true;
    if (this.headsAnother(segment)) return false;
    if (text.length > LONGEST_BETWEEN || this.fields(text).length > 1) return false;
    return ++this.between <= MOST_BETWEEN;
  }

  /** Another list begins here, its columns parted by another sign. */
  private headsAnother(segment: Segment): boolean {
    const { text } = segment;
    return this.partingsOf(text).some(
      (parting) =>
        parting !== this.parting &&
        this.isHeader(segment, this.wholeLabels(fieldsOf(text, parting), text), parting),
    );
  }

  get isOpen(): boolean {
    return this.table !== undefined;
  }

  /** What the rows held, in places of the lines that they were. */
  end(found: Finding[]): void {
    this.table?.settle(this.found);
    for (const finding of this.whole.among(this.found)) {
      const [first, ...rest] = finding.pieces;
      found.push(
        Finding.over(finding.claim, [this.inLine(first), ...rest.map((one) => this.inLine(one))]),
      );
    }
    this.table = undefined;
    this.between = 0;
    this.found.length = 0;
    this.whole.clear();
    this.segmentIds.length = 0;
    this.offsets.length = 0;
  }

  private begins(segment: Segment): boolean {
    const { text } = segment;
    if (text.length > LONGEST_ROW) return false;
    const partings = this.partingsOf(text);
    this.isPlain = partings === NONE || partings === OF_SENTENCES;
    for (const parting of partings) {
      const byTab = parting === 'gap' ? fieldsOf(text, 'tab') : [];
      if (byTab.length >= FEWEST_COLUMNS) return this.begin(segment, byTab, 'tab');
      const fields = this.wholeLabels(fieldsOf(text, parting), text);
      if (parting === 'gap' && this.isForm(fields)) return this.beginForm(segment, fields);
      if (this.isHeader(segment, fields, parting)) return this.begin(segment, fields, parting);
    }
    return false;
  }

  /** What may part the columns of a line, at a glance: most lines are sentences. */
  private partingsOf(text: string): readonly Parting[] {
    if (text.indexOf('\t') >= 0 || text.indexOf('  ') >= 0 || text.indexOf('\u3000') >= 0)
      return ['gap', 'bar', 'comma', 'mark'];
    if (text.indexOf(' ') > 0) return IN_BLANKS;
    for (let at = 1; at < text.length && at < LONGEST_FIRST; at++) {
      const code = text.charCodeAt(at);
      if (BARS[code] === 1) return ['bar'];
      if (COMMAS[code] === 1 || code === MARK)
        return this.book.labels.mayEndWith(text.charCodeAt(at - 1)) ? OF_SENTENCES : NONE;
    }
    return NONE;
  }

  private begin(segment: Segment, fields: readonly Field[], parting: Parting): true {
    this.table = new Table(-1, this.book, this.asked, this.whole);
    this.parting = parting;
    this.isOfForms = false;
    this.width = fields.length;
    this.row(segment, fields);
    return true;
  }

  private beginForm(segment: Segment, fields: readonly Field[]): true {
    this.begin(segment, fields, 'gap');
    this.isOfForms = true;
    return true;
  }

  /** 姓名  张三  存折  8001…: labels and values in turns. */
  private isForm(fields: readonly Field[]): boolean {
    if (fields.length < FEWEST_IN_FORM || fields.length % 2 === 1) return false;
    return fields.every(({ text }, at) => (this.labelIn(text) !== undefined) === (at % 2 === 0));
  }

  private labelIn(text: string): Label | undefined {
    return text.length <= LONGEST_FIRST ? labelOf(text, this.book.labels) : undefined;
  }

  private goesOn(segment: Segment): boolean {
    const { text } = segment;
    const fields = this.fields(text);
    if (this.isOfForms && !this.isForm(fields)) return false;
    if (fields.length < FEWEST_NAMED || RULED.test(text)) return false;
    if (!this.hasWidth(fields)) return false;
    if (this.between > 0 && !this.resumes(segment, fields)) return false;
    this.between = 0;
    this.row(segment, fields);
    return true;
  }

  /** Where a sign parts words of sentences as well, a row has as many fields as the header; trailing ones may be left out. */
  private hasWidth({ length }: readonly Field[]): boolean {
    if (!OF_SENTENCES.includes(this.parting)) return true;
    return this.parting === 'blank'
      ? length <= this.width && length >= this.width - 1
      : length === this.width;
  }

  /** Whether a line after others is a row of the same table. */
  private resumes(segment: Segment, fields: readonly Field[]): boolean {
    return (
      Math.abs(fields.length - this.width) <= 1 &&
      !COLON.test(segment.text) &&
      !this.isHeader(segment, fields, this.parting)
    );
  }

  private fields(line: string): readonly Field[] {
    const fields = fieldsOf(line, this.parting);
    if (this.parting !== 'gap') return fields;
    const named = this.wholeLabels(fields, line);
    // 张  三 is one field where there are more than columns.
    return named.length > this.width ? rejoined(named, line, (name) => name.length < 6) : named;
  }

  private wholeLabels(fields: readonly Field[], line: string): readonly Field[] {
    return rejoined(fields, line, (joined) => {
      const { length } = joined.replaceAll(/\s/g, '');
      return labelOf(joined, this.book.labels)?.word.length === length;
    });
  }

  private isHeader(segment: Segment, fields: readonly Field[], parting: Parting): boolean {
    const filled = fields.filter(({ text }) => text.trim() !== '');
    if (filled.length < FEWEST_NAMED) return false;
    const labels = filled.map(({ text }) => labelOf(text, this.book.labels));
    // Commas and a single gap are in sentences too.
    const isSure = !OF_SENTENCES.includes(parting) && filled.length >= FEWEST_COLUMNS;
    if (parting === 'blank' && filled.length < FEWEST_COLUMNS) return false;
    if (!isSure && labels.includes(undefined)) return false;
    const row = Row.of(
      filled.map(({ text }) => ({ ...segment, text })),
      this.book.cellGlances,
    );
    return isHeader(row, labels);
  }

  private row(segment: Segment, fields: readonly Field[]): void {
    const row = this.rows++;
    const cells: Segment[] = [];
    for (const { text, start } of fields.flatMap((field, at) =>
      this.withLabelApart(field, fields[at + 1]),
    )) {
      if (text === '' && cells.length === 0 && this.parting === 'gap') continue;
      cells.push({
        ...segment,
        id: this.offsets.length,
        text,
        cell: { table: -1, row, column: cells.length },
      });
      this.segmentIds.push(segment.id);
      this.offsets.push(start);
    }
    this.table?.row(Row.of(cells, this.book.cellGlances), undefined, this.found);
  }

  private withLabelApart(field: Field, next: Field | undefined): readonly Field[] {
    const { label = '', part = '' } = NAMED_PART.exec(field.text)?.groups ?? {};
    if (label === '' || !PART.test(next?.text ?? '')) return this.withNextLabelApart(field);
    const { text, start } = field;
    return [
      { text: label, start },
      { text: part, start: start + text.length - part.length },
    ];
  }

  /** `护照\tE12345678;账号\t8001…`: what stands before a sign is the value of one label, and behind it stands the next. */
  private withNextLabelApart(field: Field): readonly Field[] {
    const { text, start } = field;
    if (!this.book.labels.mayEndWith(text.charCodeAt(text.length - 1))) return [field];
    const at = text.search(LAST_SIGN);
    if (at < 0) return [field];
    const word = text.slice(at + 1).trimStart();
    const label = labelOf(word, this.book.labels);
    return label?.word.length === word.replaceAll(/\s/g, '').length
      ? [
          { text: text.slice(0, at), start },
          { text: word, start: start + text.length - word.length },
        ]
      : [field];
  }

  private inLine({ segmentId, span }: Piece): Piece {
    const offset = this.offsets[segmentId] ?? 0;
    return {
      segmentId: this.segmentIds[segmentId] ?? 0,
      span: { start: span.start + offset, end: span.end + offset },
    };
  }
}
