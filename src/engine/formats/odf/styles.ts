import { type Colour, hexColour } from '../shared/paint.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

/** What a style says of how words look; undefined where it says nothing. */
export interface Style {
  readonly parent: string;
  readonly family?: string;
  /** Set not to show: words, a sheet, a slide, a section. */
  hidden?: boolean;
  /** `auto` for a colour that fits the ground. */
  ink?: Colour | 'auto';
  /** `any` for a picture or a gradient, `sheer` for what lets all shine through. */
  ground?: Colour | 'any' | 'sheer' | 'none';
  size?: number;
  /** A shape lies over the words, which run on below it. */
  over?: boolean;
  /** How a cell writes its value. */
  data?: string;
}

/** How values are written: whether anything is drawn, and the other ways that apply to some values. */
interface DataStyle {
  draws: boolean;
  readonly others: string[];
}

const DEFAULT = '';
const DEEPEST = 20;
const CENTIMETRES: Readonly<Record<string, number>> = { cm: 1, mm: 0.1, in: 2.54, pt: 2.54 / 72 };
const POINTS: Readonly<Record<string, number>> = { pt: 1, cm: 28.35, mm: 2.835, in: 72, px: 0.75 };

/** The styles of a document, learnt tag by tag. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #resolved = new Map<string, Style | undefined>();
  readonly #data = new Map<string, DataStyle>();
  #open: Style | undefined;
  #openData: DataStyle | undefined;
  /** Width and height of a slide in centimetres. */
  page: readonly [number, number] | undefined;
  /** Something is painted on the masters of slides: what lies below words there is not known. */
  paintedMasters = false;
  #inMaster = false;

  /** Learns all that `styles.xml` says. */
  static of(bytes: Buffer | undefined): Styles {
    const styles = new Styles();
    if (!bytes) return styles;
    const xml = new XmlScanner(bytes);
    while (xml.next()) {
      if (xml.token === TOKEN.open) styles.open(xml);
      else if (xml.token === TOKEN.close) styles.close(xml.name.local);
    }
    return styles;
  }

  /** To be called at every opening tag. */
  open(xml: XmlScanner): void {
    const { local, prefix } = xml.name;
    if (prefix === 'number:' || this.#openData) this.#learnData(xml);
    else if (local === 'style' || local === 'default-style') this.#begin(xml, local === 'style');
    else if (local === 'page-layout-properties') this.#learnPage(xml);
    else if (this.#open && local.endsWith('-properties')) learn(this.#open, local, xml);
    else if (local === 'master-page') this.#inMaster = !xml.empty;
    else if (this.#inMaster && PAINTS.has(local)) this.paintedMasters = true;
    if (local === 'master-page') this.#learnMaster(xml);
  }

  close(local: string): void {
    if (this.#openData) {
      if (local.endsWith('-style')) this.#openData = undefined;
    } else if (local === 'style' || local === 'default-style') this.#open = undefined;
    else if (local === 'master-page') this.#inMaster = false;
  }

  /** What a style says with all that it inherits; undefined for nothing. */
  look(family: string, name: string): Style | undefined {
    const key = `${family} ${name}`;
    if (this.#resolved.has(key)) return this.#resolved.get(key);
    const { parent, family: _, ...says } = this.#inherited(family, name);
    const style = Object.keys(says).length === 0 ? undefined : { parent, ...says };
    this.#resolved.set(key, style);
    return style;
  }

  /** A way to write values that draws nothing, whatever the value: `;;;`. */
  drawsNothing(name = ''): boolean {
    const data = this.#data.get(name);
    return (
      data !== undefined &&
      !data.draws &&
      data.others.every((other) => !this.#data.get(other)?.draws)
    );
  }

  #learnData(xml: XmlScanner): void {
    const { local } = xml.name;
    const open = this.#openData;
    if (!open) {
      const style: DataStyle = { draws: false, others: [] };
      this.#data.set(attributeValue(xml.bytes, xml, 'name'), style);
      this.#openData = xml.empty ? undefined : style;
    } else if (local === 'map')
      open.others.push(attributeValue(xml.bytes, xml, 'apply-style-name'));
    else if (local !== 'text-properties' && (local !== 'text' || !xml.empty)) open.draws = true;
  }

  #begin(xml: XmlScanner, named: boolean): void {
    const value = (local: string) => attributeValue(xml.bytes, xml, local);
    const data = value('data-style-name');
    const family = value('family');
    const style: Style = {
      parent: value('parent-style-name'),
      family,
      ...(data !== '' && { data }),
    };
    const key = `${family} ${named ? value('name') : DEFAULT}`;
    this.#styles.set(key, style);
    this.#resolved.clear();
    this.#open = xml.empty ? undefined : style;
  }

  /** Slides are of one size; the largest counts, for notes and handouts have pages of their own. */
  #learnPage(xml: XmlScanner): void {
    const [width, height] = ['page-width', 'page-height'].map((local) =>
      centimetres(attributeValue(xml.bytes, xml, local)),
    );
    if (width === undefined || height === undefined) return;
    const [wide = 0, high = 0] = this.page ?? [];
    this.page = [Math.max(wide, width), Math.max(high, height)];
  }

  #learnMaster(xml: XmlScanner): void {
    const style = this.look('drawing-page', attributeValue(xml.bytes, xml, 'style-name'));
    if (style?.ground && style.ground !== 'none') this.paintedMasters = true;
  }

  #inherited(family: string, name: string): Style {
    const chain: Style[] = [];
    for (let at = name; chain.length < DEEPEST; ) {
      const style = this.#styles.get(`${family} ${at}`);
      if (style) chain.push(style);
      if (at === DEFAULT) break;
      at = style?.parent ?? DEFAULT;
    }
    return Object.assign({ parent: DEFAULT }, ...chain.toReversed());
  }
}

/** Shapes and pictures of a master that may lie below the words of a slide. */
const PAINTS = new Set(['image', 'custom-shape', 'rect', 'polygon', 'path', 'ellipse', 'circle']);

function learn(style: Style, properties: string, xml: XmlScanner): void {
  const value = (local: string) => attributeValue(xml.bytes, xml, local);
  if (properties === 'text-properties') learnLetters(style, value);
  else if (properties === 'table-properties') {
    if (value('display') === 'false') style.hidden = true;
  } else if (properties === 'section-properties') {
    if (value('display') === 'none') style.hidden = true;
  } else if (value('visibility') === 'hidden') style.hidden = true;
  if (value('wrap') === 'run-through') style.over = value('run-through') !== 'background';
  const ground = groundOf(properties, style.family, value);
  if (ground) style.ground = ground;
}

function learnLetters(style: Style, value: (local: string) => string): void {
  if (value('display') !== '') style.hidden = value('display') === 'none';
  const ink = hexColour(value('color'));
  if (value('use-window-font-color') === 'true') style.ink = 'auto';
  else if (ink) style.ink = ink;
  const [, count = '', unit = ''] = /^([\d.]+)(pt|cm|mm|in|px)$/.exec(value('font-size')) ?? [];
  const points = POINTS[unit];
  if (points !== undefined) style.size = Number(count) * points;
}

/** The words of a shape have styles with a filling, too; it is the shape's. */
const FILLED = new Set(['graphic', 'presentation', 'drawing-page']);
const NEARLY_OPAQUE = 95;

function groundOf(
  properties: string,
  family: string | undefined,
  value: (local: string) => string,
): Style['ground'] {
  const behind = hexColour(value('background-color'));
  if (behind) return behind;
  if (!FILLED.has(family ?? '') || !/^(?:graphic|drawing-page)-/.test(properties)) return undefined;
  const fill = value('fill');
  if (fill === '' || fill === 'none') return fill === '' ? undefined : 'none';
  if (Number.parseFloat(value('opacity') || '100') < NEARLY_OPAQUE) return 'sheer';
  return (fill === 'solid' ? hexColour(value('fill-color')) : undefined) ?? 'any';
}

/** Undefined for what is no length. */
export function centimetres(written: string): number | undefined {
  const [, count = '', unit = ''] = /^(-?[\d.]+)(cm|mm|in|pt)$/.exec(written) ?? [];
  const each = CENTIMETRES[unit];
  return each === undefined ? undefined : Number(count) * each;
}
