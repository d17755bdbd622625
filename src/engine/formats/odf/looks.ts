import type { Unseen } from '../../core/segment.ts';
import { type Colour, WHITE, whyUnseen } from '../shared/paint.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import type { XmlScanner } from '../shared/xml/scanner.ts';
import { centimetres, type Style, type Styles } from './styles.ts';

/** How words look at a place. */
interface Look {
  readonly depth: number;
  readonly hidden: boolean;
  readonly ink: Colour | undefined;
  readonly ground: Colour | undefined;
  readonly size: number | undefined;
  readonly inShape: boolean;
  /** Why nobody sees the shape that holds the words. */
  readonly gone: Unseen | undefined;
}

/** Columns of the table that is open. */
interface Columns {
  readonly to: number;
  readonly hidden: boolean;
  readonly style: string;
}

const CELL = 'table-cell';
/** Which family of styles an element takes its style from. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['p', 'paragraph'],
  ['h', 'paragraph'],
  ['span', 'text'],
  ['table', 'table'],
  ['table-cell', CELL],
  ['covered-table-cell', CELL],
  ['section', 'section'],
  ['page', 'drawing-page'],
]);
const SHAPES: ReadonlySet<string> = new Set([
  'frame',
  'text-box',
  'custom-shape',
  'rect',
  'ellipse',
  'circle',
  'polygon',
  'path',
  'caption',
]);
/** Centimetres: no line of words is higher, none is thinner, and a bar over one begins near it. */
const HIGHEST = 2;
const THINNEST = 0.25;
const NEAR = 1.7;
const OFF_VIEW = /^(?:collapse|filter)$/;

/** Follows what makes the words of a part invisible: styles, hidden rows, columns, sheets, sections and slides. */
export class Looks {
  readonly #xml: XmlScanner;
  readonly #styles: Styles;
  readonly #scene: ReadonlyMap<number, Unseen>;
  readonly #stack: Look[] = [];
  /** By open table. */
  readonly #columns: Columns[][] = [];
  readonly #base: Look;
  /** A shape or picture stands on the slide already: words may lie on it. */
  #painted = false;
  #inPage = false;
  /** Somebody drew a bar over the line of this paragraph. */
  #isBarred = false;
  #cell: Look;
  /** The cell that was opened last draws nothing, whatever it holds. */
  #isBlank = false;

  /** @param scene why nobody sees a shape, by where its tag starts */
  constructor(xml: XmlScanner, styles: Styles, scene: ReadonlyMap<number, Unseen>) {
    this.#xml = xml;
    this.#scene = scene;
    this.#styles = styles;
    const ink = styles.look('paragraph', '')?.ink;
    this.#base = {
      depth: 0,
      hidden: false,
      ink: ink === 'auto' ? undefined : ink,
      ground: WHITE,
      size: undefined,
      inShape: false,
      gone: undefined,
    };
    this.#cell = this.#base;
  }

  /** To be called at every opening tag. @param column of the cell that opens. */
  open(local: string, column: number): void {
    if (local === 'table') this.#columns.push([]);
    else if (local === 'table-column') this.#addColumns();
    else if (local === 'page') this.#turnPage();
    else if (this.#inPage && local === 'image') this.#painted = true;
    if ((local === 'p' || local === 'h') && !this.#top.inShape) this.#isBarred = false;
    else if (SHAPES.has(local) && !this.#inPage) this.#isBarred ||= this.#isBar(local, column);
    const { empty } = this.#xml;
    const next = this.#next(local, column);
    // A shape is what its own words stand on; those of later ones may stand on it, too.
    if (next && this.#inPage && SHAPES.has(local) && next.ground !== this.#top.ground)
      this.#painted = true;
    if (FAMILIES.get(local) === CELL) this.#cell = next ?? this.#top;
    if (next && !empty) this.#stack.push({ ...next, depth: this.#xml.depth });
  }

  close(local: string): void {
    if (local === 'table') this.#columns.pop();
    else if (local === 'page') this.#inPage = false;
    while ((this.#stack.at(-1)?.depth ?? 0) > this.#xml.depth) this.#stack.pop();
  }

  /** Why nobody sees words that stand here. */
  get unseen(): Unseen | undefined {
    const { hidden, gone, inShape } = this.#top;
    if (hidden) return 'hidden';
    return gone ?? (this.#isBarred && !inShape ? 'covered' : whyUnseen(this.#top));
  }

  /** Why nobody sees the cell that was opened last, which may be an empty one. */
  get unseenCell(): Unseen | undefined {
    if (this.#cell.hidden) return 'hidden';
    return this.#isBlank ? 'invisible' : whyUnseen(this.#cell);
  }

  get #top(): Look {
    return this.#stack.at(-1) ?? this.#base;
  }

  #next(local: string, column: number): Look | undefined {
    const own = this.#styleOf(local, column);
    const hides = this.#hides(local, column) || own?.hidden === true;
    const isShape = SHAPES.has(local) && !this.#top.inShape;
    if (!own && !hides && !isShape) return undefined;
    const { hidden, ground, ...top } = this.#top;
    return {
      ...top,
      ...(own?.size !== undefined && { size: own.size }),
      ...(own?.ink && { ink: own.ink === 'auto' ? undefined : own.ink }),
      ground: this.#groundOf(own?.ground, ground, isShape),
      hidden: hidden || hides,
      inShape: top.inShape || isShape,
      gone: top.gone ?? (isShape ? this.#scene.get(this.#xml.start) : undefined),
    };
  }

  #groundOf(own: Style['ground'], outer: Look['ground'], isShape: boolean): Look['ground'] {
    if (own && own !== 'none') return typeof own === 'string' ? undefined : own;
    return isShape ? this.#below(outer) : outer;
  }

  /** Flat, opaque and over the words of its paragraph. */
  #isBar(local: string, column: number): boolean {
    const { ground, over } = this.#styleOf(local, column) ?? {};
    if (!over || !ground || ground === 'none' || ground === 'sheer') return false;
    const [y = 0, width = 0, height = 0] = ['y', 'width', 'height'].map((side) =>
      centimetres(this.#value(side)),
    );
    const isFlat = height >= THINNEST && height <= HIGHEST && width >= height * 2;
    return isFlat && Math.abs(y) <= NEAR;
  }

  /** A shape without a ground of its own stands on whatever was painted before it. */
  #below(ground: Look['ground']): Look['ground'] {
    return this.#inPage && !this.#painted ? ground : undefined;
  }

  #styleOf(local: string, column: number): Style | undefined {
    const family = FAMILIES.get(local);
    if (family === undefined && !SHAPES.has(local)) return undefined;
    const named = this.#value('style-name');
    if (family === CELL) return this.#styleOfCell(named, column);
    if (named === '') return undefined;
    if (family !== undefined) return this.#styles.look(family, named);
    const graphic = this.#styles.look('graphic', named);
    return graphic?.ground ? graphic : this.#styles.look('presentation', named);
  }

  #styleOfCell(named: string, column: number): Style | undefined {
    const style = named === '' ? (this.#columnAt(column)?.style ?? '') : named;
    const look = this.#styles.look(CELL, style);
    this.#isBlank = this.#styles.drawsNothing(look?.data);
    return look;
  }

  #hides(local: string, column: number): boolean {
    if (local === 'table-row') return OFF_VIEW.test(this.#value('visibility'));
    if (local === 'section') return this.#value('display') === 'none';
    if (local === 'hidden-paragraph') return this.#value('is-hidden') !== 'false';
    if (FAMILIES.get(local) === CELL) return this.#columnAt(column)?.hidden === true;
    return false;
  }

  #columnAt(column: number): Columns | undefined {
    return this.#columns.at(-1)?.find(({ to }) => column < to);
  }

  #addColumns(): void {
    const columns = this.#columns.at(-1);
    const repeated = Math.max(1, Number(this.#value('number-columns-repeated')) || 1);
    columns?.push({
      to: (columns.at(-1)?.to ?? 0) + repeated,
      hidden: OFF_VIEW.test(this.#value('visibility')),
      style: this.#value('default-cell-style-name'),
    });
  }

  #turnPage(): void {
    this.#inPage = true;
    this.#painted = this.#styles.paintedMasters;
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}
