import type { Channel, Location } from '../../../core/segment.ts';
import { attribute, attributeValue } from '../xml/attributes.ts';
import { type Run, textOf } from '../xml/run.ts';
import { isBlank, TOKEN, XmlScanner } from '../xml/scanner.ts';
import { asideUnit, attributeUnits } from './aside.ts';
import { Counter } from './counter.ts';
import { type Item, mark, type Reading, readings } from './flow.ts';
import { looseWriter } from './loose.ts';
import type { Place } from './place.ts';
import { TableTracker } from './table-tracker.ts';
import { isTechnical } from './technical.ts';
import type { Unit, Writer } from './unit.ts';

/** Elements whose words are read together. */
const BLOCKS: ReadonlySet<string> = new Set(['p', 'si', 'is', 'text', 'div', 'tc']);
/** Elements that hold words of a block; any other text inside a block stands alone. */
const WORDS: ReadonlySet<string> = new Set([
  't',
  'delText',
  'font',
  'span',
  'div',
  'text',
  'b',
  'i',
  'u',
]);
const CODES: ReadonlySet<string> = new Set(['instrText', 'delInstrText']);
const DELETIONS: ReadonlySet<string> = new Set(['del', 'moveFrom']);
const INSERTIONS: ReadonlySet<string> = new Set(['ins', 'moveTo']);
const READING_AIDS: ReadonlySet<string> = new Set(['rt', 'rPh']);
const MARKS: Readonly<Record<string, string>> = {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  softHyphen: '\u00ad',
};

interface Block {
  readonly element: string;
  readonly items: Item[];
  /** The mark of this paragraph is deleted or inserted: it is read on with the next. */
  joins: 'deleted' | 'inserted' | undefined;
}

/**
 * Reads one XML part of a package: paragraphs and cells as units, every other text, attribute, comment
 * and instruction as a unit of its own. Works on local names, which WordprocessingML, DrawingML,
 * SpreadsheetML, PresentationML and their strict kin share.
 */
export class PartReader {
  readonly units: Unit[] = [];
  readonly #xml: XmlScanner;
  readonly #place: Place;
  readonly #tables = new TableTracker(this.units);
  readonly #counter: Counter;
  readonly #blocks: Block[] = [];
  #carried: Item[] = [];
  #loose: Run[] = [];
  #deleted = 0;
  #inserted = 0;
  #aids = 0;
  #hidden = false;
  #skip: { from: number; to: number } | undefined;

  constructor(bytes: Buffer, place: Place, lenient = false) {
    this.#xml = new XmlScanner(bytes, lenient);
    this.#place = place;
    this.#counter = new Counter(place);
  }

  get tables(): number {
    return this.#tables.tables;
  }

  /** Leaves out bytes [from, to), which another reader reads; `to` is the start of a closing tag. */
  leaveOut(from: number, to: number): this {
    this.#skip = { from, to };
    return this;
  }

  read(): this {
    const xml = this.#xml;
    while (xml.next()) {
      if (this.#skip && xml.token === TOKEN.open && xml.end === this.#skip.from)
        xml.jump(this.#skip.to);
      this.#token();
    }
    this.#release();
    return this;
  }

  #token(): void {
    const { token } = this.#xml;
    if (token === TOKEN.open) this.#open();
    else if (token === TOKEN.close) this.#close();
    else if (token === TOKEN.text || token === TOKEN.cdata) this.#text();
    else this.#aside();
  }

  #open(): void {
    this.#flushLoose();
    const { name, empty } = this.#xml;
    const { local } = name;
    this.#counter.open(local, this.#xml);
    if (BLOCKS.has(local) && !empty) this.#openBlock(local);
    this.#track(local);
    this.#mark(local);
    this.#attributes(local);
  }

  #openBlock(element: string): void {
    if (element === 'tc') this.#tables.openCell();
    this.#blocks.push({ element, items: [], joins: undefined });
  }

  /** Keeps up with tables, changes and hidden runs. */
  #track(local: string): void {
    if (DELETIONS.has(local)) this.#change('deleted');
    else if (INSERTIONS.has(local)) this.#change('inserted');
    else if (READING_AIDS.has(local)) this.#aids++;
    else if (local === 'tbl') this.#tables.openTable();
    else if (local === 'tr') this.#tables.openRow();
    else if (local === 'r') this.#hidden = false;
    else if (local === 'vanish' || local === 'webHidden') this.#hide();
    else if (local === 'gridSpan') this.#tables.span(Number(this.#value('val')));
    else if (local === 'gridBefore') this.#tables.skip(Number(this.#value('val')) || 0);
  }

  #change(kind: 'deleted' | 'inserted'): void {
    const block = this.#blocks.at(-1);
    if (block && this.#xml.parent(1).local === 'rPr' && this.#xml.parent(2).local === 'pPr')
      block.joins = kind;
    if (kind === 'deleted') this.#deleted++;
    else this.#inserted++;
  }

  #hide(): void {
    const inRun = this.#xml.parent(1).local === 'rPr' && this.#xml.parent(2).local === 'r';
    if (inRun && !/^(?:0|false|off)$/.test(this.#value('val'))) this.#hidden = true;
  }

  #mark(local: string): void {
    const block = this.#blocks.at(-1);
    if (!block) return;
    const text = MARKS[local];
    const parent = this.#xml.parent(1).local;
    // A tab inside a run is a tab; inside paragraph properties it is a tab stop.
    if (text !== undefined && (parent === 'r' || local === 'br'))
      block.items.push(mark(text, this.#state('text')));
    if (local === 'fldChar' && this.#value('fldCharType') === 'begin')
      block.items.push(mark('\n', this.#state('field')));
    if (local === 'sym') this.#symbol(block);
  }

  #symbol(block: Block): void {
    const found = attribute(this.#xml.bytes, this.#xml, 'char');
    if (!found) return;
    const run: Run = { form: 'code-point', start: found.valueStart, end: found.valueEnd };
    block.items.push({ ...this.#state('text'), run });
  }

  #close(): void {
    this.#flushLoose();
    const { local } = this.#xml.name;
    if (BLOCKS.has(local) && !this.#xml.empty) this.#closeBlock(local);
    if (DELETIONS.has(local)) this.#deleted = Math.max(0, this.#deleted - 1);
    else if (INSERTIONS.has(local)) this.#inserted = Math.max(0, this.#inserted - 1);
    else if (READING_AIDS.has(local)) this.#aids = Math.max(0, this.#aids - 1);
    else if (local === 'tbl') {
      this.#release();
      this.#tables.closeTable();
    }
    this.#counter.close(this.#xml);
  }

  #closeBlock(element: string): void {
    const block = this.#blocks.at(-1);
    if (block?.element !== element) return;
    this.#blocks.pop();
    const outer = this.#blocks.at(-1);
    if (element === 'tc') this.#closeCell(block);
    else if (outer?.element === 'tc') joinInto(outer, block);
    else this.#paragraph(block);
  }

  #closeCell({ items }: Block): void {
    const cell = this.#tables.cell();
    const [first, ...others] = readings(items);
    const address = cell ? this.#counter.cell(cell) : this.#counter.address;
    if (first) {
      const unit = this.#unit(first, address, 'table');
      this.#tables.add(cell ? { ...unit, cell } : unit);
    }
    for (const reading of others) this.#tables.add(this.#unit(reading, address, 'table'));
    this.#tables.closeCell();
  }

  #paragraph({ items, joins }: Block): void {
    const whole = [...this.#carried, ...items];
    this.#carried = [];
    if (joins) {
      const state = { deleted: joins === 'deleted', inserted: joins === 'inserted' };
      this.#carried = [...whole, mark('\n', { ...state, kind: 'text', hidden: false })];
      return;
    }
    this.#say(whole);
  }

  /** What waited for the next paragraph, when there is none. */
  #release(): void {
    const waiting = this.#carried;
    this.#carried = [];
    this.#say(waiting);
  }

  #say(items: readonly Item[]): void {
    const address = this.#counter.nextParagraph();
    for (const reading of readings(items)) this.#tables.add(this.#unit(reading, address));
  }

  #unit({ what, runs }: Reading, address: string, inBody: Channel = 'body'): Unit {
    return { runs, location: this.#location(this.#channelOf(what, inBody), address) };
  }

  #channelOf(what: Reading['what'], inBody: Channel): Channel {
    if (what === 'reading-aid') return 'hidden';
    if (what !== 'shown') return what;
    return this.#counter.channel === 'body' ? inBody : this.#counter.channel;
  }

  #location(channel: Channel, address: string): Location {
    return { channel, part: this.#place.part, address };
  }

  #text(): void {
    const { bytes, start, end, token, name } = this.#xml;
    if (token === TOKEN.text && !WORDS.has(name.local) && isBlank(bytes, start, end)) return;
    const run: Run = { form: token === TOKEN.cdata ? 'literal' : 'escaped', start, end };
    const block = this.#blocks.at(-1);
    if (block && block.element !== 'tc' && WORDS.has(name.local))
      block.items.push({ ...this.#state('text'), run });
    else if (block && CODES.has(name.local)) block.items.push({ ...this.#state('field'), run });
    else this.#loose.push(run);
  }

  #state(kind: Item['kind']): Omit<Item, 'run'> {
    return {
      kind: this.#aids > 0 ? 'reading-aid' : kind,
      deleted: this.#deleted > 0,
      inserted: this.#inserted > 0,
      hidden: this.#hidden,
    };
  }

  /** Text of an element that belongs to no block: a property, a chart's cache, a formula. */
  #flushLoose(): void {
    const runs = this.#loose;
    if (runs.length === 0) return;
    this.#loose = [];
    const isOpen = this.#xml.token === TOKEN.open;
    const element = isOpen ? this.#xml.parent(1).local : this.#xml.name.local;
    const text = runs.map((run) => textOf(this.#xml.bytes, run)).join('');
    if (text.trim() === '') return;
    if (this.#place.known && this.#counter.isMeasure(element) && isTechnical(element, text)) return;
    const channel = this.#counter.looseChannel(element);
    this.#add(
      runs,
      channel,
      this.#counter.looseAddress(element),
      looseWriter(element, this.#counter),
    );
  }

  #aside(): void {
    for (const unit of asideUnit(this.#xml, this.#place)) this.#tables.add(unit);
  }

  #attributes(element: string): void {
    const address = this.#counter.looseAddress(element);
    for (const unit of attributeUnits(this.#xml, this.#place, address)) this.#tables.add(unit);
  }

  #add(runs: readonly Run[], channel: Channel, address: string, write?: Writer): void {
    const unit = { runs, location: this.#location(channel, address) };
    this.#tables.add(write ? { ...unit, write } : unit);
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}

/** A paragraph of a cell goes on with the cell; a new line stands between paragraphs. */
function joinInto(cell: Block, { items, joins }: Block): void {
  if (cell.items.length > 0 && items.length > 0) {
    const deleted = cell.joins === 'deleted';
    const inserted = cell.joins === 'inserted';
    cell.items.push(mark('\n', { kind: 'text', deleted, inserted, hidden: false }));
  }
  cell.items.push(...items);
  cell.joins = joins;
}
