import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { LINE_ROOM, LINE_ROOMS, Walk } from '../text/walk/walk.ts';
import { isOfAPerson, SUBJECT_LASTS } from './about.ts';
import type { Belief } from './believe.ts';
import { DownColumn } from './down-column.ts';
import { findingOf, standsInProse } from './finding-of.ts';
import { joinLines } from './join-lines.ts';
import type { Label } from './label-index.ts';
import { type LooseLists, mayBegin } from './loose-lists.ts';
import { joinMail } from './mail-over-lines.ts';
import { nameBefore } from './names.ts';
import { readOverLines } from './over-lines.ts';
import { Place, type Setting } from './place.ts';
import { Reader } from './read-text.ts';
import type { RuleBook } from './rule-book.ts';
import { TextTable } from './text-table.ts';

const LINES_BEFORE = 4;
/** As much of each as may name the holder of an account. */
const NEARBY = 400;
const IDS = new Set(['resident-id', 'resident-id-15', 'residence-permit']);
const FULL_STOP = 0x3002;

/** Who reads a text, and where it stands. */
interface Reading {
  readonly place: Place;
  readonly reader: Reader;
}

/** Reads the texts outside tables, remembering a few lines for what follows. */
export class Prose {
  private readonly walk = Walk.take();
  private readonly setting: Setting;
  /** Lines that wait to be read, and who reads each. */
  private readonly waiting: Segment[] = [];
  private readonly lineReaders: readonly Reading[];
  private readonly longReader: Reading;
  private readonly table: TextTable;
  private readonly found: Finding[];
  private readonly lists: LooseLists;
  private segment: Segment | undefined;
  /** The last few lines, each in the place that its number gives it. */
  private readonly before: Segment[] = [];
  private lines = 0;
  /** The label that the line before ends in. */
  private above: Label | undefined;
  private readonly down: DownColumn;
  private digitLines = 0;
  /** The line before ends with a full stop. */
  private isAtEnd = false;
  /** Lines since somebody's identity number or card stood there. */
  private sincePerson = Number.POSITIVE_INFINITY;

  constructor(book: RuleBook, asked: ReadonlySet<string>, found: Finding[], lists: LooseLists) {
    this.found = found;
    this.lists = lists;
    const setting = { book, asked, nearby: () => this.nearby() };
    this.setting = setting;
    this.longReader = this.readingIn(new Place(setting, this.walk));
    this.lineReaders = Array.from({ length: LINE_ROOMS }, (_, line) =>
      this.readingIn(new Place(setting, this.walk, line)),
    );
    this.down = new DownColumn((_, text) => new Place(setting).hold(text, undefined, undefined));
    this.table = new TextTable(book, asked);
  }

  /**
   * Takes in the next text. Lines are copied, walked over and read a few at a time: the processor keeps at hand what
   * does the same thing several times in a row.
   */
  take(segment: Segment): void {
    const { waiting } = this;
    if (segment.text.length < LINE_ROOM && !this.table.isOpen) {
      if (waiting.push(segment) === LINE_ROOMS) this.catchUp();
      return;
    }
    this.catchUp();
    this.longReader.place.load(segment.text);
    this.read(segment, this.longReader);
  }

  /** Reads all that waits. */
  catchUp(): void {
    const { waiting, lineReaders } = this;
    const count = waiting.length;
    if (count === 0) return;
    for (let at = 0; at < count; at++)
      (lineReaders[at] as Reading).place.load((waiting[at] as Segment).text);
    for (let at = 0; at < count; at++) (lineReaders[at] as Reading).reader.lookAhead();
    for (let at = 0; at < count; at++)
      this.read(waiting[at] as Segment, lineReaders[at] as Reading);
    waiting.length = 0;
  }

  private readingIn(place: Place): Reading {
    return { place, reader: new Reader(place, (belief) => this.tell(belief)) };
  }

  private read(segment: Segment, { place, reader }: Reading): void {
    const { found } = this;
    const isRow = this.isRow(segment);
    const mayBeList = !this.table.isPlain || this.lists.isOpen || mayBegin(segment.text);
    if (mayBeList) this.lists.text(segment);
    if (isRow) return;
    this.takeDigit(segment);
    const count = found.length;
    const last = this.before[(this.lines + LINES_BEFORE - 1) % LINES_BEFORE];
    this.segment = segment;
    place.stand(undefined, this.sincePerson <= SUBJECT_LASTS ? 'people' : undefined, this.above);
    if (segment.text !== '') this.above = place.labelAtEnd();
    reader.read();
    // A paragraph of many lines is a list only when it holds a number.
    if (!mayBeList && reader.numbers > 0) this.lists.text(segment);
    // Most lines end a sentence: nothing of it goes on in the next.
    if (last && !this.isAtEnd) {
      joinLines(last, segment, found, count, place);
      joinMail(last, segment, found, place);
      readOverLines(last, segment, found, count, place);
    }
    const { units, length } = place.codes;
    this.isAtEnd = length > 0 && units[length - 1] === FULL_STOP;
    this.sincePerson++;
    this.before[this.lines % LINES_BEFORE] = segment;
    this.lines++;
  }

  /** Whether a list takes it in. */
  private isRow(segment: Segment): boolean {
    const { table } = this;
    if (table.take(segment)) return true;
    if (!table.isOpen || table.mayGoOn(segment)) return false;
    table.end(this.found);
    return table.take(segment);
  }

  /** One digit a line; empty lines between do not count. */
  private takeDigit(segment: Segment): void {
    const { length } = segment.text;
    if (length === 0) return;
    this.digitLines += length === 1 ? 1 : 2;
    if (length !== 1) return;
    const cell = { table: -1, row: this.digitLines, column: 0 };
    this.down.take({ ...segment, cell }, this.found);
  }

  /** No more texts come. */
  settle(): void {
    this.catchUp();
    this.down.settle(this.found);
    this.table.end(this.found);
    this.walk.giveBack();
  }

  private tell(belief: Belief): void {
    if (!this.segment || !standsInProse(belief)) return;
    this.tellName(belief, this.segment);
    this.found.push(findingOf(belief, this.segment.id));
    if (isOfAPerson(belief.rule)) this.sincePerson = 0;
  }

  /** Whoever stands right before an identity number bears it. */
  private tellName({ rule, span }: Belief, { id, text }: Segment): void {
    const { book, asked } = this.setting;
    if (asked.size === 0 || !IDS.has(rule.id)) return;
    const name = book.byId.get('name');
    if (!name || !asked.has(name.id)) return;
    const belief = nameBefore(text, span.start, name, book.data.surnames);
    const last = this.found.at(-1);
    if (belief && !(last?.segmentId === id && last.end > belief.span.start))
      this.found.push(findingOf(belief, id));
  }

  private nearby(): string {
    const first = this.lines % LINES_BEFORE;
    return [...this.before.slice(first), ...this.before.slice(0, first)]
      .map(({ text }) => text.slice(-NEARBY))
      .join('\n');
  }
}
