import type { Unseen } from '../../../core/segment.ts';
import { type Box, isHiddenBy, meets } from '../boxes.ts';
import type { Colour } from '../paint.ts';
import { attributeValue } from '../xml/attributes.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';
import type { Deck } from './deck.ts';
import { fillColour } from './drawing-colour.ts';
import { type Fill, hides, learnFill } from './shape-fill.ts';

/** A shape of a slide, in the order in which they are painted. */
interface Shape {
  /** Of its tag in the part. */
  readonly start: number;
  box: Box | undefined;
  fill: Fill;
  hasWords: boolean;
  isHidden: boolean;
}

/** What is known of the shapes of a slide before its words are read. */
export interface SlideScene {
  /** The whole slide is left out of the show. */
  readonly isHidden: boolean;
  /** Why nobody sees a shape, by where its tag starts. */
  readonly unseen: ReadonlyMap<number, Unseen>;
  /** What the words of a shape stand on; undefined where it may be anything. */
  readonly grounds: ReadonlyMap<number, Colour | undefined>;
}

/** From the coordinates inside a group to those of the slide. */
interface Frame {
  readonly depth: number;
  readonly scale: readonly [number, number];
  readonly shift: readonly [number, number];
}

const SHAPES = new Set(['sp', 'pic', 'graphicFrame', 'cxnSp']);
const PROPERTIES = new Set(['spPr', 'xfrm']);

/** Looks over a slide: shapes that are hidden, off the slide or under others, and what each stands on. */
export function slideScene(bytes: Buffer, deck: Deck): SlideScene {
  const { shapes, isHidden, ground } = new Surveyor(bytes).survey();
  const paper = ground === 'none' ? deck.ground : ground;
  const unseen = new Map<number, Unseen>();
  const grounds = new Map<number, Colour | undefined>();
  for (const [index, shape] of shapes.entries()) {
    const why = whyUnseen(shape, shapes.slice(index + 1), deck);
    if (why) unseen.set(shape.start, why);
    grounds.set(shape.start, groundOf(shape, shapes.slice(0, index), paper));
  }
  return { isHidden, unseen, grounds };
}

function whyUnseen(
  { box, isHidden }: Shape,
  above: readonly Shape[],
  { size }: Deck,
): Unseen | undefined {
  if (isHidden) return 'hidden';
  if (!box) return undefined;
  if (size && !meets(box, [0, 0, ...size])) return 'off-page';
  const isCovered = above.some(
    ({ box: over, fill, hasWords }) =>
      hides(fill) && isHiddenBy(box, { box: over, isPlain: !hasWords && fill !== 'any' }),
  );
  return isCovered ? 'covered' : undefined;
}

function groundOf(
  { box, fill }: Shape,
  below: readonly Shape[],
  paper: Colour | undefined,
): Colour | undefined {
  if (fill && fill !== 'none') return typeof fill === 'string' ? undefined : fill;
  const isOnPaper = below.every(
    (other) => !other.fill || other.fill === 'none' || (box && other.box && !meets(box, other.box)),
  );
  return isOnPaper ? paper : undefined;
}

class Surveyor {
  readonly #xml: XmlScanner;
  readonly #bytes: Buffer;
  readonly #shapes: Shape[] = [];
  readonly #groups: Frame[] = [];
  #shape: { readonly of: Shape; readonly depth: number } | undefined;
  #isHidden = false;
  #ground: Colour | undefined | 'none' = 'none';
  /** Numbers of the `xfrm` that is open. */
  readonly #numbers = new Map<string, readonly [number, number]>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#xml = new XmlScanner(bytes);
  }

  survey(): { shapes: readonly Shape[]; isHidden: boolean; ground: Colour | undefined | 'none' } {
    const xml = this.#xml;
    while (xml.next()) {
      if (xml.token === TOKEN.open) this.#open(xml.name.local);
      else if (xml.token === TOKEN.close) this.#close(xml.name.local);
      else if (xml.isText && xml.name.local === 't' && this.#shape) this.#shape.of.hasWords = true;
    }
    return { shapes: this.#shapes, isHidden: this.#isHidden, ground: this.#ground };
  }

  #open(local: string): void {
    const xml = this.#xml;
    const parent = xml.parent(1).local;
    if (local === 'sld') this.#isHidden = /^(?:0|false)$/.test(this.#value('show'));
    else if (local === 'bg') this.#ground = undefined;
    else if (parent === 'bgPr') this.#ground = local === 'solidFill' ? this.#ground : undefined;
    else if (parent === 'solidFill' && xml.parent(2).local === 'bgPr')
      this.#ground = fillColour(local, this.#value('val'));
    else if (SHAPES.has(local) && !this.#shape) this.#begin(local);
    else if (local === 'cNvPr' && this.#shape && /^(?:1|true)$/.test(this.#value('hidden')))
      this.#shape.of.isHidden = true;
    else if (/^(?:off|ext|chOff|chExt)$/.test(local) && parent === 'xfrm') this.#measure(local);
    else if (this.#shape) learnFill(this.#shape.of, this.#xml);
  }

  #begin(local: string): void {
    const { start, depth, empty } = this.#xml;
    const shape: Shape = {
      start,
      box: undefined,
      fill: local === 'pic' ? 'any' : undefined,
      hasWords: false,
      isHidden: false,
    };
    this.#shapes.push(shape);
    if (!empty) this.#shape = { of: shape, depth };
  }

  #measure(local: string): void {
    const [first, second] = local.endsWith('xt') ? ['cx', 'cy'] : ['x', 'y'];
    this.#numbers.set(local, [
      Number(this.#value(first as string)) || 0,
      Number(this.#value(second as string)) || 0,
    ]);
  }

  #close(local: string): void {
    const { depth } = this.#xml;
    if (local === 'xfrm') this.#place();
    if (this.#shape && depth < this.#shape.depth) this.#shape = undefined;
    if (local === 'grpSp') while ((this.#groups.at(-1)?.depth ?? 0) > depth) this.#groups.pop();
  }

  /** A position is the shape's or, in the properties of a group, what its members are measured by. */
  #place(): void {
    const [off, ext] = [this.#numbers.get('off'), this.#numbers.get('ext')];
    const [chOff, chExt] = [this.#numbers.get('chOff'), this.#numbers.get('chExt')];
    this.#numbers.clear();
    if (!off || !ext) return;
    if (this.#shape) {
      if (PROPERTIES.has(this.#xml.parent().local) || this.#xml.parent().local === 'graphicFrame')
        this.#shape.of.box = this.#toSlide(off, ext);
    } else if (this.#isGroup && chOff && chExt) {
      const outer = this.#toSlide(off, ext);
      const scale = [0, 1].map((axis) => {
        const length = (outer[axis + 2] as number) - (outer[axis] as number);
        return chExt[axis] ? length / chExt[axis] : 1;
      });
      const [x = 1, y = 1] = scale;
      // Of the group itself, which is the parent of its properties.
      this.#groups.push({
        depth: this.#xml.depth - 1,
        scale: [x, y],
        shift: [outer[0] - chOff[0] * x, outer[1] - chOff[1] * y],
      });
    }
  }

  /** What holds all shapes of a slide is written as a group, and none. */
  get #isGroup(): boolean {
    return this.#xml.parent().local === 'grpSpPr' && this.#xml.parent(1).local !== 'spTree';
  }

  #toSlide([x, y]: readonly [number, number], [width, height]: readonly [number, number]): Box {
    const { scale, shift } = this.#groups.at(-1) ?? { scale: [1, 1], shift: [0, 0] };
    const [left, top] = [x * scale[0] + shift[0], y * scale[1] + shift[1]];
    return [left, top, left + width * scale[0], top + height * scale[1]];
  }

  #value(local: string): string {
    return attributeValue(this.#bytes, this.#xml, local);
  }
}
