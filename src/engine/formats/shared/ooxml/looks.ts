import type { Unseen } from '../../../core/segment.ts';
import { type Colour, WHITE, whyUnseen } from '../paint.ts';
import { WORD_COLOURS } from '../word-colours.ts';
import { attributeValue } from '../xml/attributes.ts';
import type { XmlScanner } from '../xml/scanner.ts';
import type { Surface } from './surface.ts';
import { type Letters, learnLetters, shadeOf, type WordStyles } from './word-styles.ts';

type Ground = Colour | 'any' | 'auto';

interface TableLooks {
  /** A style may paint its first row. */
  isStyled: boolean;
  rows: number;
  ground: Ground;
}

/** Follows what makes the words of a Word text invisible: set not to show, tiny, or of the colour they stand on. */
export class Looks implements Surface {
  readonly #xml: XmlScanner;
  readonly #styles: WordStyles;
  readonly #tables: TableLooks[] = [];
  /** Of the run that is open, and of the styles of its paragraph. */
  #run: Letters = {};
  #paragraph: Letters = {};
  #marker: Colour | undefined;
  #isClear = false;
  readonly #grounds: Record<'p' | 'tc', Ground> = { p: 'auto', tc: 'auto' };

  readonly #barred: ReadonlySet<number>;
  #isBarred = false;

  /** @param barred where the paragraphs start over which a bar is drawn */
  constructor(xml: XmlScanner, styles: WordStyles, barred: ReadonlySet<number>) {
    this.#xml = xml;
    this.#barred = barred;
    this.#styles = styles;
  }

  open(local: string): void {
    switch (local) {
      case 'r':
        this.#endRun();
        break;
      case 'p':
        this.#grounds.p = 'auto';
        this.#paragraph = {};
        this.#isBarred = this.#barred.has(this.#xml.start);
        break;
      case 'tc':
        this.#grounds.tc = 'auto';
        break;
      case 'tbl':
        this.#tables.push({ isStyled: false, rows: 0, ground: 'auto' });
        break;
      case 'tr':
        if (this.#table) this.#table.rows++;
        break;
      case 'tblStyle':
        if (this.#table) this.#table.isStyled = true;
        break;
      default:
        this.#property(local);
    }
  }

  close(local: string): void {
    if (local === 'r') this.#endRun();
    else if (local === 'tc') this.#grounds.tc = 'auto';
    else if (local === 'tbl') this.#tables.pop();
  }

  get isHidden(): boolean {
    return (this.#run.hidden ?? this.#paragraph.hidden) === true;
  }

  get unseen(): Unseen | undefined {
    if (this.isHidden) return 'hidden';
    if (this.#isBarred) return 'covered';
    if (this.#isClear) return 'invisible';
    const { ink, size } = { ...this.#paragraph, ...this.#run };
    const colour = ink === 'auto' ? undefined : ink;
    return whyUnseen({ ink: colour, ground: this.#ground, size, marker: this.#marker });
  }

  get #table(): TableLooks | undefined {
    return this.#tables.at(-1);
  }

  get #ground(): Colour | undefined {
    const { p, tc } = this.#grounds;
    const table = this.#table;
    const shade = this.#run.shade ?? this.#paragraph.shade ?? 'auto';
    const ground = [shade, p, tc, table?.ground ?? 'auto'].find((one) => one !== 'auto');
    if (ground) return ground === 'any' ? undefined : ground;
    return table?.isStyled && table.rows === 1 ? undefined : WHITE;
  }

  #property(local: string): void {
    const parent = this.#xml.parent(1).local;
    if (local === 'pStyle' && parent === 'pPr') {
      this.#paragraph = this.#styles.of(this.#value('val'));
    } else if (parent === 'rPr' && this.#xml.parent(2).local === 'r') this.#ofRun(local);
    else if (local === 'shd') this.#shade(parent);
    else if (local === 'noFill' && parent === 'textFill') this.#isClear = true;
  }

  #ofRun(local: string): void {
    if (local === 'rStyle') this.#run = { ...this.#styles.of(this.#value('val')), ...this.#run };
    else if (local === 'highlight') this.#marker = WORD_COLOURS.get(this.#value('val'));
    else learnLetters(this.#run, local, (name) => this.#value(name));
  }

  #shade(parent: string): void {
    const shade = shadeOf((name) => this.#value(name));
    if (parent === 'pPr') this.#grounds.p = shade;
    else if (parent === 'tcPr') this.#grounds.tc = shade;
    else if (parent === 'tblPr' && this.#table) this.#table.ground = shade;
  }

  #endRun(): void {
    this.#run = {};
    this.#marker = undefined;
    this.#isClear = false;
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}
