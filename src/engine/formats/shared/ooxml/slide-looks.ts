import type { Unseen } from '../../../core/segment.ts';
import { type Colour, whyUnseen } from '../paint.ts';
import { attributeValue } from '../xml/attributes.ts';
import type { XmlScanner } from '../xml/scanner.ts';
import { fillColour } from './drawing-colour.ts';
import type { SlideScene } from './slide-scene.ts';
import type { Surface } from './surface.ts';

const CLEAR = 1000;

/** Follows what makes the words of a slide invisible: where their shape is, and how they are painted. */
export class SlideLooks implements Surface {
  readonly #xml: XmlScanner;
  readonly #scene: SlideScene;
  #shape: { readonly start: number; readonly depth: number } | undefined;
  #ink: Colour | undefined;
  #marker: Colour | undefined;
  #size: number | undefined;
  #isClear = false;
  /** Of the table cell that is open; `any` where a style of tables may paint it. */
  #cell: Colour | 'any' | undefined;

  constructor(xml: XmlScanner, scene: SlideScene) {
    this.#xml = xml;
    this.#scene = scene;
  }

  open(local: string): void {
    const { start, depth, empty } = this.#xml;
    if (!this.#shape && this.#scene.grounds.has(start) && !empty) this.#shape = { start, depth };
    if (local === 'r' || local === 'fld') this.#endRun();
    else if (local === 'tc') this.#cell = 'any';
    else if (this.#xml.parent(1).local === 'tcPr' || this.#xml.parent(2).local === 'tcPr')
      this.#ofCell(local);
    else this.#ofRun(local);
  }

  close(local: string): void {
    if (local === 'r' || local === 'fld') this.#endRun();
    else if (local === 'tc') this.#cell = undefined;
    if (this.#shape && this.#xml.depth < this.#shape.depth) this.#shape = undefined;
  }

  get isHidden(): boolean {
    return false;
  }

  get unseen(): Unseen | undefined {
    if (this.#scene.isHidden) return 'hidden';
    const why = this.#shape && this.#scene.unseen.get(this.#shape.start);
    if (why) return why;
    if (this.#isClear) return 'invisible';
    const [ink, marker, size] = [this.#ink, this.#marker, this.#size];
    return whyUnseen({ ink, ground: this.#ground, size, marker });
  }

  get #ground(): Colour | undefined {
    if (this.#cell) return this.#cell === 'any' ? undefined : this.#cell;
    return this.#shape && this.#scene.grounds.get(this.#shape.start);
  }

  #ofCell(local: string): void {
    if (this.#xml.parent(1).local === 'solidFill')
      this.#cell = fillColour(local, this.#value('val')) ?? 'any';
  }

  /** Properties of a run: `a:rPr` and what is in it. */
  #ofRun(local: string): void {
    const [parent, outer, outermost] = [1, 2, 3].map((up) => this.#xml.parent(up).local);
    if (local === 'rPr' && (parent === 'r' || parent === 'fld'))
      this.#size = Number(this.#value('sz')) / 100 || undefined;
    else if (parent === 'rPr' && local === 'noFill') this.#isClear = true;
    else if (parent === 'solidFill' && outer === 'rPr')
      this.#ink = fillColour(local, this.#value('val'));
    else if (parent === 'highlight' && outer === 'rPr')
      this.#marker = fillColour(local, this.#value('val'));
    else if (local === 'alpha' && outer === 'solidFill' && outermost === 'rPr')
      this.#isClear = Number(this.#value('val')) <= CLEAR;
  }

  #endRun(): void {
    this.#ink = undefined;
    this.#marker = undefined;
    this.#size = undefined;
    this.#isClear = false;
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}
