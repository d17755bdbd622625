import type { Channel, Location } from '../../../core/segment.ts';
import { attribute, attributeValue } from '../xml/attributes.ts';
import type { Run } from '../xml/run.ts';
import { TOKEN, type XmlScanner } from '../xml/scanner.ts';
import type { Counter } from './counter.ts';
import { type Item, mark, type Reading, readings } from './readings.ts';
import type { Surface } from './surface.ts';
import type { TableTracker } from './table-tracker.ts';
import type { Unit } from './unit.ts';

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
  'tspan',
  'textPath',
  'b',
  'i',
  'u',
]);
const CODES: ReadonlySet<string> = new Set(['instrText', 'delInstrText']);
const DELETIONS: ReadonlySet<string> = new Set(['del', 'moveFrom']);
const INSERTIONS: ReadonlySet<string> = new Set(['ins', 'moveTo']);
const BRANCHES: ReadonlySet<string> = new Set(['Choice', 'Fallback']);
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

/** What turns the direction of reading in plain text, as `w:bdo` does in Word, and turns it back. */
const TURNED = '\u202e';
const TURNED_BACK = '\u202c';

/**
 * The words of a part as people read them: paragraphs and cells, through all their runs, in every
 * state of their tracked changes.
 */
export class Flow {
  readonly #xml: XmlScanner;
  readonly #part: string;
  readonly #tables: TableTracker;
  readonly #counter: Counter;
  readonly #blocks: Block[] = [];
  #carried: Item[] = [];
  #deleted = 0;
  #inserted = 0;
  #aids = 0;
  readonly #looks: Surface;

  constructor(
    xml: XmlScanner,
    part: string,
    tables: TableTracker,
    counter: Counter,
    surface: Surface,
  ) {
    this.#xml = xml;
    this.#part = part;
    this.#tables = tables;
    this.#counter = counter;
    this.#looks = surface;
  }

  open(): void {
    const { name, empty } = this.#xml;
    const { local } = name;
    if (BLOCKS.has(local) && !empty) {
      if (local === 'tc') this.#tables.openCell();
      this.#blocks.push({ element: local, items: [], joins: undefined });
    }
    if (DELETIONS.has(local)) this.#change('deleted');
    else if (INSERTIONS.has(local)) this.#change('inserted');
    else if (READING_AIDS.has(local)) this.#aids++;
    else this.#layout(local);
    this.#looks.open(local);
    this.#mark(local);
  }

  /** Tables and cells. */
  #layout(local: string): void {
    if (local === 'tbl') this.#tables.openTable();
    else if (local === 'tr') this.#tables.openRow();
    else if (local === 'gridSpan') this.#tables.span(Number(this.#value('val')));
    else if (local === 'gridBefore') this.#tables.skip(Number(this.#value('val')) || 0);
  }

  close(): void {
    const { local } = this.#xml.name;
    if (local === 'bdo') this.#blocks.at(-1)?.items.push(mark(TURNED_BACK, this.#state('text')));
    if (BLOCKS.has(local) && !this.#xml.empty) this.#closeBlock(local);
    if (DELETIONS.has(local)) this.#deleted = Math.max(0, this.#deleted - 1);
    else if (INSERTIONS.has(local)) this.#inserted = Math.max(0, this.#inserted - 1);
    else if (READING_AIDS.has(local)) this.#aids = Math.max(0, this.#aids - 1);
    else if (local === 'tbl') {
      this.release();
      this.#tables.closeTable();
    }
    this.#looks.close(local);
  }

  /** Takes the text that the scanner stands on, unless it is no word of a paragraph. */
  text(run: Run): boolean {
    const { local } = this.#xml.name;
    const block = this.#blocks.at(-1);
    const isCode = CODES.has(local);
    if (!block || !(isCode || (WORDS.has(local) && block.element !== 'tc'))) return false;
    block.items.push({ ...this.#state(isCode ? 'field' : 'text'), run });
    return true;
  }

  #change(kind: 'deleted' | 'inserted'): void {
    const block = this.#blocks.at(-1);
    if (block && this.#xml.parent(1).local === 'rPr' && this.#xml.parent(2).local === 'pPr')
      block.joins = kind;
    if (kind === 'deleted') this.#deleted++;
    else this.#inserted++;
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
    // What another program shows instead goes on with no word before it.
    if (BRANCHES.has(local) && this.#counter.isCopy)
      block.items.push(mark('\n', this.#state('text')));
    if (local === 'bdo' && this.#value('val') === 'rtl')
      block.items.push(mark(TURNED, this.#state('text')));
  }

  #symbol(block: Block): void {
    const found = attribute(this.#xml.bytes, this.#xml, 'char');
    if (!found) return;
    const run: Run = { form: 'code-point', start: found.valueStart, end: found.valueEnd };
    block.items.push({ ...this.#state('text'), run });
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
      this.#carried = [
        ...whole,
        mark('\n', { ...state, kind: 'text', hidden: false, unseen: undefined }),
      ];
      return;
    }
    this.#say(whole);
  }

  /** What waited for the next paragraph, when there is none. */
  release(): void {
    const waiting = this.#carried;
    this.#carried = [];
    this.#say(waiting);
  }

  #say(items: readonly Item[]): void {
    const address = this.#counter.nextParagraph();
    for (const reading of readings(items)) this.#tables.add(this.#unit(reading, address));
  }

  #unit({ what, runs, unseen }: Reading, address: string, inBody: Channel = 'body'): Unit {
    const location = this.#location(what, inBody, address);
    return unseen.size > 0 ? { runs, location, unseen } : { runs, location };
  }

  #location(what: Reading['what'], inBody: Channel, address: string): Location {
    const shown = this.#counter.channel === 'body' ? inBody : this.#counter.channel;
    const other = what === 'reading-aid' ? 'hidden' : what;
    return { channel: other === 'shown' ? shown : other, part: this.#part, address };
  }

  #state(kind: Item['kind']): Omit<Item, 'run'> {
    return {
      kind: this.#aids > 0 ? 'reading-aid' : kind,
      deleted: this.#deleted > 0,
      inserted: this.#inserted > 0,
      // What old programs show instead stands beside the words, not among them.
      hidden: this.#looks.isHidden || this.#counter.isCopy,
      // White words in a box may stand on its colour.
      unseen: this.#counter.channel === 'text-box' ? undefined : this.#looks.unseen,
    };
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}

/** White space between elements is no text; inside words it is. */
export const isWord = ({ token, name }: XmlScanner): boolean =>
  token === TOKEN.cdata || WORDS.has(name.local);

/** A paragraph of a cell goes on with the cell; a new line stands between paragraphs. */
function joinInto(cell: Block, { items, joins }: Block): void {
  if (cell.items.length > 0 && items.length > 0) {
    const deleted = cell.joins === 'deleted';
    const inserted = cell.joins === 'inserted';
    cell.items.push(
      mark('\n', { kind: 'text', deleted, inserted, hidden: false, unseen: undefined }),
    );
  }
  cell.items.push(...items);
  cell.joins = joins;
}
