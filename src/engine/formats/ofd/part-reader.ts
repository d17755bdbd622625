import type { BlindSpot, Channel } from '../../core/segment.ts';
import { besideWords, nameUnit, tellingNames } from '../shared/ooxml/aside.ts';
import { couldIdentify, isTechnical } from '../shared/ooxml/technical.ts';
import type { Unit } from '../shared/ooxml/unit.ts';
import { attributes } from '../shared/xml/attributes.ts';
import { type Run, textOf } from '../shared/xml/run.ts';
import { isBlank, TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import { isTelling } from '../shared/xml/telling-name.ts';
import type { PartReading } from '../shared/xml-package/document.ts';
import { textObjects } from './characters.ts';
import { phraseUnits } from './phrase-units.ts';
import type { Place } from './places.ts';

/** Attributes that a person fills in. */
const WRITTEN: Readonly<Record<string, Channel>> = {
  URI: 'link',
  Base: 'link',
  Title: 'outline',
  Creator: 'metadata',
  Remark: 'annotation',
};
const MEASURES =
  /^(?:Boundary|CTM|DeltaX|DeltaY|X|Y|Size|StartPoint|EndPoint|CenterPoint|DashPattern|Value|PhysicalBox|ApplicationBox|ContentBox|BleedBox)$/;
/** Drawing orders and numbers: lines of tables, outlines of shapes. */
const PATH = /^[\sMLQBACSmlqbacs\d.eE+-]*$/;
const OUTLINE = /[QBAqba]/;
const LONG_NUMBER = /\d{9}/;

/** Reads one XML part: the drawn text by lines, every other text and attribute by itself. */
export function readOfdPart(bytes: Buffer, place: Place): PartReading {
  const drawn = phraseUnits(textObjects(bytes), place);
  const others = new Others(bytes, place).read();
  const { tables } = drawn;
  const outlines = others.isPicture || (drawn.units.length === 0 && others.outlines > 0);
  const blindSpots: BlindSpot[] = [...drawn.blindSpots];
  if (others.telling) blindSpots.push(tellingNames(place.part));
  if (outlines)
    blindSpots.push({
      location: { channel: 'image', part: place.part, address: '矢量图形' },
      reason: 'image',
    });
  return { units: [...drawn.units, ...others.units], tables, blindSpots };
}

class Others {
  readonly units: Unit[] = [];
  outlines = 0;
  /** An SVG among the resources. */
  isPicture = false;
  readonly #xml: XmlScanner;
  readonly #place: Place;
  #loose: Run[] = [];

  constructor(bytes: Buffer, place: Place) {
    this.#xml = new XmlScanner(bytes);
    this.#place = place;
  }

  get telling(): boolean {
    return this.#xml.telling;
  }

  read(): this {
    const xml = this.#xml;
    while (xml.next()) {
      if (xml.token === TOKEN.open) {
        if (xml.name.local === 'svg') this.isPicture = true;
        this.#flush(xml.parent(1).local);
        this.#attributes();
      } else if (xml.token === TOKEN.close) this.#flush(xml.name.local);
      else if (xml.isText) this.#text();
      else this.#beside();
    }
    return this;
  }

  #text(): void {
    const { bytes, start, end, token, name } = this.#xml;
    if (name.local === 'TextCode' || isBlank(bytes, start, end)) return;
    this.#loose.push({ form: token === TOKEN.cdata ? 'literal' : 'escaped', start, end });
  }

  #flush(element: string): void {
    if (this.#loose.length === 0) return;
    const runs = this.#loose;
    this.#loose = [];
    const text = runs.map((run) => textOf(this.#xml.bytes, run)).join('');
    if (element === 'AbbreviatedData' && OUTLINE.test(text)) this.outlines++;
    const bounds = { start: (runs[0] as Run).start, end: (runs.at(-1) as Run).end };
    this.units.push(...besideWords(text, bounds, this.#place.part));
    if (isSilent(element, text)) return;
    const { channel, part } = this.#place;
    const label = /^[A-Za-z]{1,24}$/.test(element) ? element : '';
    const kept = channel === 'body' || channel === 'outline' ? 'hidden' : channel;
    this.units.push({ runs, location: { channel: kept, part, address: label } });
  }

  #attributes(): void {
    const { bytes, start, end, name } = this.#xml;
    if (end - start <= name.qualified.length + 3) return;
    for (const one of attributes(bytes, start, end)) {
      const { local, qualified, valueStart, valueEnd } = one;
      if (isTelling(qualified)) this.units.push(nameUnit(one, this.#place.part));
      const run: Run = { form: 'escaped', start: valueStart, end: valueEnd };
      const value = textOf(bytes, run);
      const written = Object.hasOwn(WRITTEN, local) ? WRITTEN[local] : undefined;
      if (value === '' || isNamespace(qualified, value)) continue;
      if (!written && (!couldIdentify(value) || isMeasure(local, value))) continue;
      const { channel, part } = this.#place;
      const kept = written ?? (channel === 'body' || channel === 'outline' ? 'hidden' : channel);
      this.units.push({ runs: [run], location: { channel: kept, part, address: '' } });
      this.units.push(...besideWords(value, run, part));
    }
  }

  #beside(): void {
    const { bytes, start, end, token } = this.#xml;
    if (isBlank(bytes, start, end) || bytes.toString('latin1', start, start + 4) === 'xml ') return;
    const address = token === TOKEN.comment ? 'XML 注释' : 'XML 指令';
    const location = { channel: 'hidden', part: this.#place.part, address } as const;
    this.units.push({ runs: [{ form: 'literal', start, end }], location });
  }
}

/** Numbers of glyphs and orders of drawing are nobody's, as long as they look like that. */
function isSilent(element: string, text: string): boolean {
  if (LONG_NUMBER.test(text)) return false;
  if (element === 'AbbreviatedData') return PATH.test(text);
  return element === 'Glyphs' && /^[\d\s]*$/.test(text);
}

const isMeasure = (local: string, value: string): boolean =>
  isTechnical('', value) ||
  (MEASURES.test(local) &&
    value.split(/\s+/).every((word) => /^(?:g|-?\d{0,6}(?:\.\d{0,15})?(?:e-?\d+)?)$/.test(word)));

const isNamespace = (qualified: string, value: string): boolean =>
  qualified.startsWith('xmlns') &&
  /^(?!.*\d{7})(?:https?:\/\/[\w./-]{0,80}|urn:[\w:.-]{1,60})$/.test(value);
