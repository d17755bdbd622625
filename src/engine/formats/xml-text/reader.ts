import type { BlindSpot, Channel } from '../../core/segment.ts';
import { codedValue } from '../shared/coded.ts';
import { couldIdentify } from '../shared/ooxml/technical.ts';
import { type Attribute, attributes } from '../shared/xml/attributes.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { type Run, textOf, virtual } from '../shared/xml/run.ts';
import { isBlank, TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import { isTelling } from '../shared/xml/telling-name.ts';
import { withoutTags } from './page-inside.ts';
import { TablePlace } from './table-place.ts';
import type { Unit } from './unit.ts';

/** Elements whose text runs on through all that is inside them. */
const PARAGRAPHS: ReadonlySet<string> = new Set(['p', 'h', 'para', 'text', 'Data']);
const NUMBERS: ReadonlySet<string> = new Set(['Number', 'DateTime', 'Boolean']);
/** A cell of OpenDocument, and what says its value there. */
const isOpenCell = (name: string) => name.endsWith('table-cell');
const OPEN_VALUE = /^(?:(?:date-|time-|string-|boolean-)?value|formula)$/;
/** No number has more equal digits side by side. */
const MOST_REPEATS = 20;
const HAN = /\p{Script=Han}/u;
/** A picture or another file, written as text. */
const PACKED = /^(?:\s*data:[^,]{0,200},|[A-Za-z0-9+/\s]{1000})/;
const PICTURE = /^\s*(?:data:image|iVBORw0KGgo|\/9j\/|R0lGOD|Qk[0-9A-Za-z])/;
/** A telephone number has eleven digits; a drawing of fewer outlines shows none. */
const FEWEST_SHAPES = 11;
const DRAWN: ReadonlySet<string> = new Set(['d', 'points', 'transform', 'viewBox']);

/** Reads an XML document whose vocabulary we do not know. */
export class XmlReader {
  readonly units: Unit[] = [];
  /** Files written as text, and where they start. */
  readonly packed: { at: number; reason: BlindSpot['reason'] }[] = [];
  readonly #bytes: Buffer;
  readonly #scanner: XmlScanner;
  readonly #tables = new TablePlace();
  #runs: Run[] = [];
  /** How deep the element lies in which the running text began. */
  #anchor = 0;
  /** Of the cell that is open: what must go along when its number does. */
  #formula: ByteEdit[] = [];
  #type: ByteEdit[] = [];
  /** How many cells in a row the open one stands for. */
  #repeats = 1;
  #root = '';
  /** How many outlines and pictures are drawn. */
  #shapes = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#scanner = new XmlScanner(bytes);
  }

  read(): this {
    while (this.#scanner.next()) this.#token();
    this.#flush();
    if (this.#root === 'svg' && this.#shapes >= FEWEST_SHAPES)
      this.packed.push({ at: 0, reason: 'image' });
    if (this.#scanner.telling) this.packed.push({ at: 0, reason: 'unknown-object' });
    return this;
  }

  #token(): void {
    const { token, start, end, name, depth } = this.#scanner;
    if (token === TOKEN.open) {
      this.#open(name.local, start, end);
    } else if (token === TOKEN.close) {
      if (depth < this.#anchor) this.#flush();
      this.#close(name.local);
    } else if (token === TOKEN.text) {
      this.#text({ form: 'escaped', start, end });
    } else if (token === TOKEN.cdata) {
      this.#text({ form: 'literal', start, end });
    } else if (token === TOKEN.comment) {
      this.#beside('comment', [{ form: 'literal', start, end }]);
    } else {
      this.#instruction({ form: 'literal', start, end });
    }
  }

  #open(name: string, start: number, end: number): void {
    this.#root ||= name;
    if (name === 'image') this.#shapes += FEWEST_SHAPES;
    else if (name === 'use' || name === 'polyline' || name === 'polygon') this.#shapes++;
    if (isOpenCell(name)) this.#openCell(start, end);
    const index = this.#attributes(name, start, end);
    this.#tables.open(name, index);
    if (PARAGRAPHS.has(name)) this.#paragraph();
    // Text right behind a Chinese element name is what the name says it is.
    if (HAN.test(name) && this.#isEmpty) this.#runs = [virtual(`${name}:`)];
  }

  /** Paragraphs inside a paragraph are texts of their own: the body of a flat OpenDocument text is called `text`. */
  #paragraph(): void {
    if (!this.#isEmpty) this.#flush();
    this.#anchor = this.#scanner.depth;
  }

  /** Nothing but a label so far. */
  get #isEmpty(): boolean {
    return this.#runs.every(({ form }) => form === 'virtual');
  }

  #close(name: string): void {
    this.#tables.close(name, this.#repeats);
    if (name === 'Data') this.#type = [];
    if (name === 'Cell') this.#formula = [];
    if (isOpenCell(name)) this.#forgetCell();
    if (this.#isEmpty) this.#runs = [];
  }

  /** Reads the attributes of a tag, and gives back what it says of its own row or column. */
  #attributes(name: string, start: number, end: number): number | undefined {
    const isOpen = isOpenCell(name);
    let index: number | undefined;
    for (const one of attributes(this.#bytes, start, end)) {
      const value = this.#valueOf(one);
      if (one.local === 'Index') index = Number(value) || undefined;
      if (name === 'Cell' && one.local === 'Formula')
        this.#formula = [{ start: one.start, end: one.end, replacement: '' }];
      if (name === 'Data' && one.local === 'Type' && NUMBERS.has(value))
        this.#type = [{ start: one.valueStart, end: one.valueEnd, replacement: 'String' }];
      // Between the cells of a row stands nothing that nobody reads.
      if (!isOpen || couldIdentify(value)) this.#attribute(one, value);
    }
    return index;
  }

  /** OpenDocument says the value of a cell in its tag as well, and in its formula; equal neighbours are one element. */
  #openCell(from: number, to: number): void {
    this.#forgetCell();
    for (const one of attributes(this.#bytes, from, to)) {
      const { local, start, end, valueStart, valueEnd } = one;
      if (local === 'value-type')
        this.#type.push({ start: valueStart, end: valueEnd, replacement: 'string' });
      else if (OPEN_VALUE.test(local)) this.#formula.push({ start, end, replacement: '' });
      else if (local === 'number-columns-repeated')
        this.#repeats = Math.min(Number(this.#valueOf(one)) || 1, MOST_REPEATS);
    }
  }

  #forgetCell(): void {
    this.#type = [];
    this.#formula = [];
    this.#repeats = 1;
  }

  #attribute(attribute: Attribute, value: string): void {
    const { qualified, local, valueStart: start, valueEnd: end } = attribute;
    if (isTelling(qualified)) this.packed.push({ at: start, reason: 'unknown-object' });
    if (value.trim() === '' || this.#isPacked(value, start)) return;
    if (local === 'd') this.#shapes += value.match(/m/gi)?.length ?? 0;
    this.#coded(value, start, end);
    if ((qualified.startsWith('xmlns') || DRAWN.has(local)) && !/\d{11}/.test(value)) return;
    const label = HAN.test(local) ? [virtual(`${local}:`)] : [];
    this.#beside('hidden', [...label, { form: 'escaped', start, end }]);
  }

  #instruction(run: Run): void {
    const text = textOf(this.#bytes, run);
    if (!/^xml\s/.test(text) || couldIdentify(text)) this.#beside('hidden', [run]);
  }

  #text(run: Run): void {
    const isStart = this.#isEmpty;
    if (isStart && isBlank(this.#bytes, run.start, run.end)) return;
    const head = this.#bytes.toString('latin1', run.start, Math.min(run.end, run.start + 1100));
    if (isStart && this.#isPacked(head, run.start)) return;
    if (this.#anchor === 0) this.#anchor = this.#scanner.depth;
    this.#runs.push(run);
  }

  #isPacked(text: string, at: number): boolean {
    if (!PACKED.test(text)) return false;
    this.packed.push({ at, reason: PICTURE.test(text) ? 'image' : 'unknown-object' });
    return true;
  }

  #flush(): void {
    const { runs, isEmpty } = { runs: this.#runs, isEmpty: this.#isEmpty };
    this.#runs = [];
    this.#anchor = 0;
    if (isEmpty) return;
    const [only] = runs;
    if (only && runs.length === 1) this.#coded(textOf(this.#bytes, only), only.start, only.end);
    const { cell } = this.#tables;
    const alongside = [...this.#type, ...this.#formula];
    const channel = cell ? 'table' : 'body';
    this.units.push({ channel, runs, cell, alongside });
    for (let more = 1; cell && more < this.#repeats; more++) {
      const next = { ...cell, column: cell.column + more };
      this.units.push({ channel, runs, cell: next, alongside });
    }
    const shown = withoutTags(this.#bytes, runs);
    if (shown) this.units.push({ channel: 'body', runs: shown, cell: undefined, alongside });
  }

  /** What a value says as coded bytes; it goes as a whole. */
  #coded(value: string, start: number, end: number): void {
    const { said = '', unread } = codedValue(value) ?? {};
    if (unread) this.packed.push({ at: start, reason: unread });
    if (said === '') return;
    const alongside = [{ start, end, replacement: '' }];
    this.units.push({ channel: 'hidden', runs: [virtual(said)], cell: undefined, alongside });
  }

  #beside(channel: Channel, runs: readonly Run[]): void {
    this.units.push({ channel, runs, cell: undefined, alongside: [] });
  }

  #valueOf({ valueStart: start, valueEnd: end }: Attribute): string {
    return textOf(this.#bytes, { form: 'escaped', start, end });
  }
}
