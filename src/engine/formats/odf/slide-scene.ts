import type { Unseen } from '../../core/segment.ts';
import { type Box, isHiddenBy, meets } from '../shared/boxes.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import { centimetres, type Style, type Styles } from './styles.ts';

/** A shape of a slide, in the order in which they are painted. */
interface Shape {
  /** Of its tag in the part. */
  readonly start: number;
  readonly depth: number;
  readonly box: Box | undefined;
  ground: Style['ground'];
  hasWords: boolean;
}

const BODY = '<office:body';
/** What the body of a document with slides begins with, at once. */
const SLIDES = /^<office:body[^<>]{0,100}>\s{0,100}<office:(?:presentation|drawing)\b/;
const LONGEST_START = 256;
const WORDS = new Set(['p', 'span', 'h', 'a']);
const SHAPES = new Set(['frame', 'custom-shape', 'rect', 'ellipse', 'circle', 'polygon', 'path']);
const NOTHING: ReadonlyMap<number, Unseen> = new Map();

/** Why nobody sees shapes of slides, by where their tags start: under others, or beside the slide. */
export function slideScene(content: Buffer, styles: Styles): ReadonlyMap<number, Unseen> {
  if (!hasSlides(content)) return NOTHING;
  const unseen = new Map<number, Unseen>();
  for (const shapes of slidesIn(content, styles))
    for (const [index, { start, box }] of shapes.entries()) {
      const why = box && whyUnseen(box, shapes.slice(index + 1), styles.page);
      if (why) unseen.set(start, why);
    }
  return unseen;
}

/** Told by where the body begins: a sheet of a million cells is not searched for it. */
function hasSlides(content: Buffer): boolean {
  const at = content.indexOf(BODY);
  return at >= 0 && SLIDES.test(content.toString('latin1', at, at + LONGEST_START));
}

function whyUnseen(box: Box, above: readonly Shape[], page: Styles['page']): Unseen | undefined {
  if (page && !meets(box, [0, 0, ...page])) return 'off-page';
  const isCovered = above.some(
    ({ box: over, ground, hasWords }) =>
      isOpaque(ground) && isHiddenBy(box, { box: over, isPlain: !hasWords && ground !== 'any' }),
  );
  return isCovered ? 'covered' : undefined;
}

const isOpaque = (ground: Style['ground']): boolean =>
  ground !== undefined && ground !== 'none' && ground !== 'sheer';

function* slidesIn(content: Buffer, styles: Styles): Generator<readonly Shape[]> {
  const survey = new Survey(content, styles);
  while (survey.xml.next()) {
    const slide = survey.token();
    if (slide) yield slide;
  }
}

class Survey {
  readonly xml: XmlScanner;
  readonly #styles: Styles;
  #shapes: Shape[] = [];
  #open: Shape | undefined;
  #notes = 0;

  constructor(content: Buffer, styles: Styles) {
    this.xml = new XmlScanner(content);
    this.#styles = styles;
  }

  /** Gives the shapes of a slide at its end. */
  token(): readonly Shape[] | undefined {
    const { token, isText } = this.xml;
    const { local } = this.xml.name;
    if (token === TOKEN.open) this.#opened(local);
    else if (token === TOKEN.close) return this.#closed(local);
    else if (this.#open && isText && WORDS.has(local)) this.#open.hasWords = true;
    return undefined;
  }

  #opened(local: string): void {
    this.#styles.open(this.xml);
    if (local === 'page') this.#shapes = [];
    else if (local === 'notes') this.#notes++;
    else if (this.#open) noteInside(this.#open, local);
    else if (SHAPES.has(local) && this.#notes === 0) {
      this.#open = shapeAt(this.xml, this.#styles);
      this.#shapes.push(this.#open);
    }
  }

  #closed(local: string): readonly Shape[] | undefined {
    this.#styles.close(local);
    if (local === 'notes') this.#notes--;
    if (this.#open && this.xml.depth < this.#open.depth) this.#open = undefined;
    return local === 'page' ? this.#shapes : undefined;
  }
}

function noteInside(shape: Shape, local: string): void {
  if (local === 'image') shape.ground ??= 'any';
}

function shapeAt(xml: XmlScanner, styles: Styles): Shape {
  const value = (local: string) => attributeValue(xml.bytes, xml, local);
  const name = value('style-name');
  const graphic = styles.look('graphic', name);
  const { ground } = graphic?.ground ? graphic : (styles.look('presentation', name) ?? {});
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) =>
    centimetres(value(side)),
  );
  // One that is turned lies elsewhere.
  const isPlaced = value('transform') === '' && width !== undefined && height !== undefined;
  const box: Box | undefined =
    isPlaced && x !== undefined && y !== undefined ? [x, y, x + width, y + height] : undefined;
  return {
    start: xml.start,
    depth: xml.depth,
    box,
    ground: ground === 'none' ? undefined : ground,
    hasWords: false,
  };
}
