import type { Cell, Channel } from '../../../core/segment.ts';
import { attribute } from '../xml/attributes.ts';
import type { XmlScanner } from '../xml/scanner.ts';
import type { Place } from './place.ts';

/** Elements that their user counts: the third comment, the second footnote. */
const COUNTED: Readonly<Record<string, string>> = {
  comment: '批注',
  threadedComment: '批注',
  cm: '批注',
  footnote: '脚注',
  endnote: '尾注',
  pt: '数据点',
  Relationship: '链接',
  property: '属性',
  hyperlink: '超链接',
};
/** Elements of known vocabularies whose text is a measure. */
const MEASURES: ReadonlySet<string> = new Set([
  'posOffset',
  'pctWidth',
  'pctHeight',
  'pctPosHOffset',
  'pctPosVOffset',
  'Anchor',
  'Row',
  'Column',
  'TotalTime',
]);
const NUMBER_CACHES: ReadonlySet<string> = new Set(['numCache', 'numLit', 'numDim']);
const FORMULAS: ReadonlySet<string> = new Set([
  'f',
  'formula',
  'formula1',
  'formula2',
  'definedName',
  'FmlaMacro',
  'FmlaLink',
  'FmlaRange',
  'FmlaTxbx',
  'FmlaPict',
  'FmlaGroup',
]);

/** Knows where the reader stands, in words that a clerk can follow. */
export class Counter {
  readonly #place: Place;
  #paragraphs = 0;
  #boxes = 0;
  #fallbacks = 0;
  /** How many branches each open AlternateContent has had so far. */
  readonly #choices: number[] = [];
  #numberCaches = 0;
  #counted = '';
  readonly #counts = new Map<string, number>();
  inBox = 0;
  /** The enclosing cell of a cache without a type holds a number. */
  untypedCell = false;

  constructor(place: Place) {
    this.#place = place;
  }

  open(local: string, xml: XmlScanner): void {
    const counted = COUNTED[local];
    if (counted !== undefined) this.#count(counted, xml);
    if (xml.empty) return;
    if (local === 'txbxContent') {
      this.inBox++;
      this.#boxes++;
    } else if (local === 'AlternateContent') this.#choices.push(0);
    else if (local === 'Choice') this.#choose();
    else if (local === 'Fallback') this.#fallbacks++;
    else if (NUMBER_CACHES.has(local)) this.#numberCaches++;
    else if (local === 'cell' || local === 'nc' || local === 'oc')
      this.untypedCell = !attribute(xml.bytes, xml, 't');
  }

  close({ name: { local }, empty }: XmlScanner): void {
    if (COUNTED[local] !== undefined) this.#counted = '';
    if (empty) return;
    if (local === 'txbxContent') this.inBox = Math.max(0, this.inBox - 1);
    else if (local === 'AlternateContent') this.#choices.pop();
    else if (local === 'Fallback' || (local === 'Choice' && (this.#choices.at(-1) ?? 0) > 1))
      this.#fallbacks = Math.max(0, this.#fallbacks - 1);
    else if (NUMBER_CACHES.has(local)) this.#numberCaches = Math.max(0, this.#numberCaches - 1);
  }

  /** Inside what a program reads that does not know the newer words before it. */
  get isCopy(): boolean {
    return this.#fallbacks > 0 && this.inBox === 0;
  }

  get inNumberCache(): boolean {
    return this.#numberCaches > 0;
  }

  get channel(): Channel {
    return this.inBox > 0 ? 'text-box' : this.#place.channel;
  }

  get address(): string {
    if (this.inBox > 0) return `文本框 ${this.#boxes}${this.#fallbacks > 0 ? '（兼容副本）' : ''}`;
    if (this.#counted !== '') return this.#counted;
    return this.#paragraphs > 0 ? `第 ${this.#paragraphs} 段` : '';
  }

  nextParagraph(): string {
    if (this.inBox === 0) this.#paragraphs++;
    return this.address;
  }

  cell({ table, row, column }: Cell): string {
    return `表 ${table + 1} 第 ${row + 1} 行第 ${column + 1} 列`;
  }

  looseChannel(element: string): Channel {
    if (FORMULAS.has(element)) return 'formula';
    if (element === 'oddHeader' || element === 'oddFooter') return 'header-footer';
    if (/^(?:even|first)(?:Header|Footer)$/.test(element)) return 'header-footer';
    return this.#place.channel === 'body' ? 'hidden' : this.channel;
  }

  looseAddress(element: string): string {
    return this.#counted !== '' || this.inBox > 0 ? this.address : element;
  }

  isMeasure(element: string): boolean {
    return MEASURES.has(element);
  }

  isFormula(element: string): boolean {
    return FORMULAS.has(element);
  }

  /** A program shows one branch only: all but the first are copies, as what stands for old programs is. */
  #choose(): void {
    const branches = (this.#choices.pop() ?? 0) + 1;
    this.#choices.push(branches);
    if (branches > 1) this.#fallbacks++;
  }

  /** A comment or note by its cell when it has one, else by its number. */
  #count(name: string, xml: XmlScanner): void {
    const number = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, number);
    const cell = attribute(xml.bytes, xml, 'ref');
    this.#counted = cell
      ? xml.bytes.toString('latin1', cell.valueStart, cell.valueEnd).slice(0, 20)
      : `${name} ${number}`;
  }
}
