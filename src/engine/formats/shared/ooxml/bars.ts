import { attributeValue } from '../xml/attributes.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';
import { type Fill, hides, learnFill } from './shape-fill.ts';

/** A shape that floats over the words of a Word text. */
interface Floating {
  /** Of the paragraph that it is anchored to. */
  readonly paragraph: number;
  fill: Fill;
  width: number;
  height: number;
  /** How far below the top of its paragraph; undefined when it is told from elsewhere. */
  offset: number | undefined;
  isBehind: boolean;
  hasWords: boolean;
  floats: boolean;
}

/** In units of the format, 360,000 to the centimetre: no line of words is higher, and none is thinner. */
const HIGHEST = 720_000;
const THINNEST = 90_000;
const NEAR = 600_000;
const NONE: ReadonlySet<number> = new Set();

/**
 * Where the paragraphs start over which somebody drew a bar: flat, opaque, without words.
 * Which of their words lie under it is for a layout to tell; the whole paragraph counts as covered.
 */
export function paragraphsUnderBars(bytes: Buffer): ReadonlySet<number> {
  if (!bytes.includes('wrapNone')) return NONE;
  const survey = new Survey(bytes);
  while (survey.xml.next()) survey.token();
  return survey.found;
}

class Survey {
  readonly xml: XmlScanner;
  readonly found = new Set<number>();
  readonly #paragraphs: number[] = [];
  #shape: Floating | undefined;

  constructor(bytes: Buffer) {
    this.xml = new XmlScanner(bytes);
  }

  token(): void {
    const { token, isText, name } = this.xml;
    if (token === TOKEN.open) this.#open(name.local);
    else if (token === TOKEN.close) this.#close(name.local);
    else if (isText && this.#shape) this.#offset(this.#shape);
  }

  #open(local: string): void {
    if (local === 'p' && !this.xml.empty) this.#paragraphs.push(this.xml.start);
    else if (local === 'anchor') this.#shape = floating(this.xml, this.#paragraphs.at(-1) ?? -1);
    if (this.#shape) learn(this.#shape, this.xml);
  }

  #close(local: string): void {
    if (local === 'p' && !this.xml.empty) this.#paragraphs.pop();
    if (local !== 'anchor') return;
    if (this.#shape && isBar(this.#shape)) this.found.add(this.#shape.paragraph);
    this.#shape = undefined;
  }

  #offset(shape: Floating): void {
    const { bytes, start, end, name } = this.xml;
    if (name.local === 'posOffset' && this.xml.parent(1).local === 'positionV')
      shape.offset = Number(bytes.toString('latin1', start, end)) || 0;
  }
}

const floating = (xml: XmlScanner, paragraph: number): Floating => ({
  paragraph,
  fill: undefined,
  width: 0,
  height: 0,
  offset: undefined,
  isBehind: /^(?:1|true)$/.test(attributeValue(xml.bytes, xml, 'behindDoc')),
  hasWords: false,
  floats: false,
});

function learn(shape: Floating, xml: XmlScanner): void {
  const { local } = xml.name;
  const value = (name: string) => attributeValue(xml.bytes, xml, name);
  if (local === 'extent') {
    shape.width = Number(value('cx')) || 0;
    shape.height = Number(value('cy')) || 0;
  } else if (local === 'positionV' && !/^(?:paragraph|line)$/.test(value('relativeFrom')))
    shape.isBehind = true;
  else if (local === 'wrapNone') shape.floats = true;
  else if (local === 'txbx') shape.hasWords = true;
  else learnFill(shape, xml);
}

const isBar = ({ fill, width, height, offset, ...shape }: Floating): boolean =>
  shape.floats &&
  !shape.isBehind &&
  !shape.hasWords &&
  hides(fill) &&
  height >= THINNEST &&
  height <= HIGHEST &&
  width >= height * 2 &&
  Math.abs(offset ?? 0) <= NEAR;
