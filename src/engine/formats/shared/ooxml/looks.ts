import type { Unseen } from '../../../core/segment.ts';
import { attributeValue } from '../xml/attributes.ts';
import type { XmlScanner } from '../xml/scanner.ts';

const OFF = /^(?:0|false|off)$/;
const WHITE = /^FFFFFF$/i;
const NO_GROUND = /^(?:|auto|FFFFFF|none)$/i;

interface TableLooks {
  /** A style may paint its first row. */
  isStyled: boolean;
  rows: number;
  isShaded: boolean;
}

/** Follows what makes the words of a Word text invisible: set not to show, or white on nothing. */
export class Looks {
  readonly #xml: XmlScanner;
  readonly #tables: TableLooks[] = [];
  #hidden = false;
  #white = false;
  /** Of the run, the paragraph and the cell. */
  readonly #shaded = { r: false, p: false, tc: false };

  constructor(xml: XmlScanner) {
    this.#xml = xml;
  }

  open(local: string): void {
    switch (local) {
      case 'r':
        this.#endRun();
        break;
      case 'p':
      case 'tc':
        this.#shaded[local] = false;
        break;
      case 'tbl':
        this.#tables.push({ isStyled: false, rows: 0, isShaded: false });
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
    else if (local === 'tc') this.#shaded.tc = false;
    else if (local === 'tbl') this.#tables.pop();
  }

  /** The words are set not to show. */
  get isHidden(): boolean {
    return this.#hidden;
  }

  /** Why nobody sees the words that stand here; undefined when they are seen, or may be. */
  get unseen(): Unseen | undefined {
    if (this.#hidden) return 'hidden';
    return this.#white && !this.#isOnGround ? 'white' : undefined;
  }

  get #table(): TableLooks | undefined {
    return this.#tables.at(-1);
  }

  get #isOnGround(): boolean {
    const { r, p, tc } = this.#shaded;
    const table = this.#table;
    return r || p || tc || (table ? table.isShaded || (table.isStyled && table.rows === 1) : false);
  }

  #property(local: string): void {
    const ofRun = this.#isOf('rPr', 'r');
    if (local === 'vanish' || local === 'webHidden') {
      if (ofRun && !OFF.test(this.#value('val'))) this.#hidden = true;
    } else if (local === 'color') {
      if (ofRun) this.#white = WHITE.test(this.#value('val'));
    } else if (local === 'highlight') {
      if (ofRun) this.#shaded.r = !NO_GROUND.test(this.#value('val'));
    } else if (local === 'shd' && !NO_GROUND.test(this.#value('fill'))) this.#shade();
  }

  #shade(): void {
    const parent = this.#xml.parent(1).local;
    if (parent === 'rPr') this.#shaded.r = true;
    else if (parent === 'pPr') this.#shaded.p = true;
    else if (parent === 'tcPr') this.#shaded.tc = true;
    else if (parent === 'tblPr' && this.#table) this.#table.isShaded = true;
  }

  #endRun(): void {
    this.#hidden = false;
    this.#white = false;
    this.#shaded.r = false;
  }

  #isOf(parent: string, grandparent: string): boolean {
    return this.#xml.parent(1).local === parent && this.#xml.parent(2).local === grandparent;
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}
