import type { BlindSpot } from '../../../core/segment.ts';
import { codedValue } from '../coded.ts';
import { type Run, textOf } from '../xml/run.ts';
import { isBlank, TOKEN, XmlScanner } from '../xml/scanner.ts';
import { asideUnit, attributeUnits, besideWords } from './aside.ts';
import { Counter } from './counter.ts';
import { Flow, isWord } from './flow.ts';
import { withoutCodes } from './header-codes.ts';
import { looseWriter } from './loose.ts';
import { otherUnits } from './other-reading.ts';
import type { Place } from './place.ts';
import { Surfaces } from './surface.ts';
import { TableTracker } from './table-tracker.ts';
import { isTechnical } from './technical.ts';
import type { Unit, Writer } from './unit.ts';

/**
 * Reads one XML part of a package: paragraphs and cells as units, every other text, attribute, comment
 * and instruction as a unit of its own. Works on local names, which WordprocessingML, DrawingML,
 * SpreadsheetML, PresentationML and their strict kin share.
 */
export class PartReader {
  readonly units: Unit[] = [];
  /** Files written as text. */
  readonly blindSpots: BlindSpot[] = [];
  readonly #xml: XmlScanner;
  readonly #place: Place;
  readonly #tables = new TableTracker(this.units);
  readonly #counter: Counter;
  readonly #flow: Flow;
  #loose: Run[] = [];
  #skip: { from: number; to: number } | undefined;

  constructor(bytes: Buffer, place: Place, lenient = false, surfaces = new Surfaces(undefined)) {
    this.#xml = new XmlScanner(bytes, lenient);
    this.#place = place;
    this.#counter = new Counter(place);
    const surface = surfaces.of(this.#xml, place);
    this.#flow = new Flow(this.#xml, place.part, this.#tables, this.#counter, surface);
  }

  /** The name of some element could be somebody's number. */
  get telling(): boolean {
    return this.#xml.telling;
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
    this.#flow.release();
    return this;
  }

  #token(): void {
    const xml = this.#xml;
    if (xml.token === TOKEN.open) {
      this.#flushLoose();
      this.#counter.open(xml.name.local, xml);
      this.#flow.open();
      this.#add(attributeUnits(xml, this.#place, this.#counter.looseAddress(xml.name.local)));
    } else if (xml.token === TOKEN.close) {
      this.#flushLoose();
      this.#flow.close();
      this.#counter.close(xml);
    } else if (xml.isText) this.#text();
    else this.#add(asideUnit(xml, this.#place));
  }

  #text(): void {
    const { bytes, start, end, token } = this.#xml;
    if (!isWord(this.#xml) && isBlank(bytes, start, end)) return;
    const run: Run = { form: token === TOKEN.cdata ? 'literal' : 'escaped', start, end };
    if (!this.#flow.text(run)) this.#loose.push(run);
  }

  /** Text of an element that belongs to no paragraph: a property, a chart's cache, a formula. */
  #flushLoose(): void {
    const runs = this.#loose;
    if (runs.length === 0) return;
    this.#loose = [];
    const isOpen = this.#xml.token === TOKEN.open;
    const element = isOpen ? this.#xml.parent(1).local : this.#xml.name.local;
    const text = runs.map((run) => textOf(this.#xml.bytes, run)).join('');
    if (text.trim() === '') return;
    this.#coded(text, runs);
    if (this.#place.known && this.#counter.isMeasure(element) && isTechnical(element, text)) return;
    this.#addLoose(runs, text, element);
  }

  /** A value of coded bytes is read as what they say, too. */
  #coded(text: string, runs: readonly Run[]): void {
    const { part } = this.#place;
    const coded = codedValue(text);
    if (!coded) return;
    this.#add(besideWords(text, around(runs), part, '', coded.said));
    const hides = coded.hides ?? coded.unread;
    if (hides)
      this.blindSpots.push({
        location: { channel: 'attachment', part, address: '编码数据' },
        reason: hides,
      });
  }

  #addLoose(runs: readonly Run[], text: string, element: string): void {
    const address = this.#counter.looseAddress(element);
    const channel = this.#counter.looseChannel(element);
    const write: Writer | undefined = looseWriter(element, this.#counter);
    const location = { channel, part: this.#place.part, address };
    const parted = channel === 'header-footer' ? withoutCodes(runs, this.#xml.bytes) : runs;
    this.#add([write ? { runs, location, write } : { runs: parted, location }]);
    this.#add(otherUnits(text, write, around(runs), location));
  }

  #add(units: readonly Unit[]): void {
    for (const unit of units) this.#tables.add(unit);
  }
}

/** From the first byte of some runs to the last. */
const around = (runs: readonly Run[]): Pick<Run, 'start' | 'end'> => ({
  start: (runs[0] as Run).start,
  end: (runs.at(-1) as Run).end,
});
