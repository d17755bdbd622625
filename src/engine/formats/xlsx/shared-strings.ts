import type { Location } from '../../core/segment.ts';
import { NumberTable } from '../shared/number-table.ts';
import { asideUnit, attributeUnits } from '../shared/ooxml/aside.ts';
import { placeOf } from '../shared/ooxml/place.ts';
import { textOfRuns, type Unit } from '../shared/ooxml/unit.ts';
import type { Run } from '../shared/xml/run.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

const MOST_REMEMBERED = 1 << 20;
const PART = '共享字符串';
const hidden = (address: string): Location => ({ channel: 'hidden', part: PART, address });

/** The workbook's table of strings, read one string at a time. */
export class SharedStrings {
  readonly name: string;
  readonly bytes: Buffer;
  /** Where each `<si>` starts. */
  readonly #starts = new NumberTable(1);
  readonly #xml: XmlScanner;
  /** A cell is read several times on its way, and many cells share a string. */
  readonly #texts: (string | undefined)[];
  /** Pronunciations, and whatever else the part holds beside its strings. */
  readonly beside: Unit[] = [];

  constructor(name: string, bytes: Buffer) {
    this.name = name;
    this.bytes = bytes;
    this.#xml = new XmlScanner(bytes);
    if (bytes.length > 0) this.#index();
    this.#texts = new Array(Math.min(this.count, MOST_REMEMBERED));
  }

  get count(): number {
    return this.#starts.rows;
  }

  text(index: number): string {
    if (index >= this.count) return '';
    const known = this.#texts[index];
    if (known !== undefined) return known;
    const text = textOfRuns(this.bytes, this.runs(index));
    if (index < this.#texts.length) this.#texts[index] = text;
    return text;
  }

  /** Where the words of a string stand, its pronunciation left out. */
  runs(index: number): Run[] {
    const plain = plainWords(this.bytes, this.#starts.at(index, 0));
    return plain ? [plain] : this.#words(index).runs;
  }

  get telling(): boolean {
    return this.#xml.telling;
  }

  /** What lies between `<si>` and `</si>`. */
  inside(index: number): { readonly start: number; readonly end: number } {
    const { start, end } = this.#words(index);
    return { start, end };
  }

  /** A string that no cell shows is still in the file. */
  orphan(index: number): Unit {
    return { runs: this.runs(index), location: hidden(`第 ${index + 1} 条（无单元格使用）`) };
  }

  #words(index: number) {
    this.#xml.jump(this.#starts.at(index, 0));
    this.#xml.next();
    return wordsHere(this.#xml);
  }

  #index(): void {
    const xml = this.#xml;
    const place = placeOf(this.bytes, this.name, false);
    while (xml.next()) {
      if (xml.token === TOKEN.open) {
        if (xml.name.local === 'si') this.#starts.push(xml.start);
        this.beside.push(...attributeUnits(xml, place, `第 ${this.count} 条`));
        if (xml.name.local === 'rPh') this.#pronunciation();
      } else if (xml.token !== TOKEN.close && !(xml.isText && xml.name.local === 't'))
        this.beside.push(...asideUnit(xml, place));
    }
  }

  #pronunciation(): void {
    const xml = this.#xml;
    const { depth } = xml;
    const runs: Run[] = [];
    while (xml.next() && xml.depth >= depth) if (xml.isText) runs.push(runOf(xml));
    if (runs.length > 0) this.beside.push({ runs, location: hidden(`第 ${this.count} 条的拼音`) });
  }
}

const TAG_START = '<si><t>'.length;

/** The words of `<si><t>…</t></si>`, as nearly all strings are written; undefined for any other form. */
function plainWords(bytes: Buffer, at: number): Run | undefined {
  if (!isAt(bytes, at, '<si><t>')) return undefined;
  const start = at + TAG_START;
  const end = bytes.indexOf(0x3c, start);
  return end > start && isAt(bytes, end, '</t></si>') ? { form: 'escaped', start, end } : undefined;
}

function isAt(bytes: Buffer, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++)
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** The words of the string element whose open tag the scanner stands on, and where its inside lies. */
export function wordsHere(xml: XmlScanner): { runs: Run[]; start: number; end: number } {
  const start = xml.end;
  const { depth } = xml;
  const runs: Run[] = [];
  if (xml.empty) {
    xml.next();
    return { runs, start, end: start };
  }
  while (xml.next() && xml.depth >= depth)
    if (xml.isText && xml.name.local === 't' && xml.parent(1).local !== 'rPh')
      runs.push(runOf(xml));
  return { runs, start, end: xml.start };
}

export const runOf = ({ token, start, end }: XmlScanner): Run => ({
  form: token === TOKEN.text ? 'escaped' : 'literal',
  start,
  end,
});
