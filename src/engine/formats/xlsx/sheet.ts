import { NumberTable } from '../shared/number-table.ts';
import { asideUnit, attributeUnits } from '../shared/ooxml/aside.ts';
import type { Place } from '../shared/ooxml/place.ts';
import type { Unit } from '../shared/ooxml/unit.ts';
import { attribute, attributeValue } from '../shared/xml/attributes.ts';
import { badXml } from '../shared/xml/damage.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import { CellTag, KIND } from './cell-tag.ts';
import { PlainCell } from './plain-cell.ts';
import { PlainRow } from './plain-row.ts';

/** One cell as the index keeps it. */
export interface CellEntry {
  /** Where `<c` starts. */
  readonly start: number;
  /** The number of a shared string; otherwise where the text of `<v>` starts, 0 without one. */
  readonly value: number;
  readonly row: number;
  readonly column: number;
  readonly kind: number;
  readonly style: number;
}

/** One formula: where its tag starts, and where its text stands. */
export interface FormulaEntry {
  readonly start: number;
  readonly textStart: number;
  readonly textEnd: number;
  /** The cell's place in the index, or -1 when the cell has no value. */
  readonly cell: number;
  readonly cellStart: number;
  readonly row: number;
  readonly column: number;
  /** 1 + the number of its group of shared formulas; 0 for a formula of its own. */
  readonly group: number;
}

interface Found {
  value: number;
  inline: boolean;
  formula: number;
  textStart: number;
  textEnd: number;
}

const STYLES = 1 << 15;
const KINDS = 8;
const LEAF = new Set(['v', 'f', 't']);

/** A tag without attributes, or with the one that keeps blanks. */
const isPlain = ({ start, end, name: { qualified, local } }: XmlScanner): boolean => {
  const more = end - start - qualified.length;
  return more <= 3 || (local === 't' && more === KEEPS_BLANKS);
};
const KEEPS_BLANKS = '< xml:space="preserve">'.length;

/** More than a file of the largest size can hold. */
const MOST_STRINGS = 50_000_000;

/**
 * Where the cells of a sheet lie in its XML. Numbers only: text is read when it is asked for, for a
 * sheet may have millions of cells.
 */
export class Sheet {
  readonly name: string;
  readonly bytes: Buffer;
  readonly xml: XmlScanner;
  /** Bytes between `<sheetData>` and `</sheetData>`. */
  data = { start: 0, end: 0 };
  readonly hiddenRows = new Set<number>();
  /** What stands among the cells without being one. */
  readonly beside: Unit[] = [];
  readonly #cells: NumberTable;
  readonly #formulas = new NumberTable(8, 16);
  readonly #place: Place;
  #row = -1;
  #column = -1;
  readonly #plainRow = new PlainRow();

  constructor(name: string, bytes: Buffer, place: Place) {
    this.name = name;
    this.bytes = bytes;
    this.xml = new XmlScanner(bytes);
    this.#place = place;
    // A cell takes some forty bytes of XML; the table grows when cells are shorter, and what is never
    // written takes no memory.
    this.#cells = new NumberTable(4, 64 + (bytes.length >> 5));
    this.#index();
  }

  get cells(): number {
    return this.#cells.rows;
  }

  get formulas(): number {
    return this.#formulas.rows;
  }

  cell(index: number): CellEntry {
    const packed = this.#cells.at(index, 3);
    return {
      start: this.#cells.at(index, 0),
      value: this.#cells.at(index, 1),
      row: this.#cells.at(index, 2),
      column: packed >>> 18,
      kind: this.kind(index),
      style: packed % STYLES,
    };
  }

  /** Of a cell; cheaper than the whole entry. */
  kind(index: number): number {
    return (this.#cells.at(index, 3) >>> 15) % KINDS;
  }

  formula(index: number): FormulaEntry {
    const at = (column: number) => this.#formulas.at(index, column);
    return {
      start: at(0),
      textStart: at(1),
      textEnd: at(2),
      cell: at(3) - 1,
      cellStart: at(4),
      row: at(5),
      column: at(6),
      group: at(7),
    };
  }

  #index(): void {
    const { xml } = this;
    while (xml.next())
      if (xml.token === TOKEN.open && xml.name.local === 'sheetData') {
        this.data = { start: xml.end, end: xml.end };
        if (!xml.empty) this.#rows();
      }
  }

  #rows(): void {
    const { xml } = this;
    const { depth } = xml;
    const tag = new CellTag();
    const plain = new PlainCell();
    while (xml.next() && xml.depth >= depth) {
      if (xml.token === TOKEN.open) {
        if (xml.name.local === 'row') {
          this.#openRow(tag);
          if (!xml.empty) this.#plainCells(plain);
        } else if (xml.name.local === 'c') {
          this.#cell(tag);
          this.#plainCells(plain);
        } else this.beside.push(...attributeUnits(xml, this.#place, this.#place.part));
      } else if (xml.token !== TOKEN.close) this.beside.push(...asideUnit(xml, this.#place));
    }
    this.data = { start: this.data.start, end: xml.start };
  }

  #openRow(tag: CellTag): void {
    const { xml, bytes } = this;
    tag.read(bytes, xml.start, xml.end);
    this.#row = tag.row >= 0 ? tag.row : this.#row + 1;
    this.#column = -1;
    if (this.#plainRow.isLike(bytes, xml)) return;
    const units = attributeUnits(xml, this.#place, `第 ${this.#row + 1} 行`);
    this.beside.push(...units);
    const isHidden = /^(?:1|true)$/.test(attributeValue(bytes, xml, 'hidden'));
    if (isHidden) this.hiddenRows.add(this.#row);
    if (units.length === 0 && !isHidden) this.#plainRow.remember(bytes, xml);
  }

  /** Takes in the cells from here on that need no walk from tag to tag. */
  #plainCells(cell: PlainCell): void {
    const { xml, bytes } = this;
    const { tag } = cell;
    let at = xml.end;
    for (let end = cell.read(bytes, at); end >= 0; end = cell.read(bytes, at)) {
      this.#row = tag.row;
      this.#column = tag.column;
      const value = tag.kind === KIND.shared ? this.#sharedNumber(cell.value) : cell.value;
      if (cell.value > 0) this.#cells.push(at, value, this.#row, this.#packed(tag));
      at = end;
    }
    if (at !== xml.end) xml.jump(at);
  }

  #cell(tag: CellTag): void {
    const { xml, bytes } = this;
    const { start } = xml;
    tag.read(bytes, start, xml.end);
    this.#row = tag.row >= 0 ? tag.row : Math.max(0, this.#row);
    this.#column = tag.column >= 0 ? tag.column : this.#column + 1;
    if (tag.strange) this.beside.push(...attributeUnits(xml, this.#place, this.#place.part));
    if (xml.empty) {
      xml.next();
      return;
    }
    const found = this.#inside();
    const hasText = found.value > 0 || found.inline;
    if (found.inline && tag.kind === KIND.number) tag.kind = KIND.inline;
    const value = tag.kind === KIND.shared ? this.#sharedNumber(found.value) : found.value;
    if (hasText) this.#cells.push(start, value, this.#row, this.#packed(tag));
    if (found.formula > 0)
      this.#formulas.push(
        found.formula,
        found.textStart,
        found.textEnd,
        hasText ? this.#cells.rows : 0,
        start,
        this.#row,
        this.#column,
        this.#groupAt(found.formula),
      );
  }

  #packed({ kind, style }: CellTag): number {
    return ((this.#column << 18) | (kind << 15) | (style < STYLES ? style : 0)) >>> 0;
  }

  /** Walks to the end of a cell and notes where its value and formula stand. */
  #inside(): Found {
    const { xml } = this;
    const { depth } = xml;
    const found: Found = { value: 0, inline: false, formula: 0, textStart: 0, textEnd: 0 };
    while (xml.next() && xml.depth >= depth) {
      if (xml.token === TOKEN.open) this.#element(found);
      else if (xml.token !== TOKEN.close) this.#words(found);
    }
    return found;
  }

  #element(found: Found): void {
    const { xml } = this;
    const { local } = xml.name;
    if (local === 'f') found.formula = xml.start;
    else if (local === 'is') found.inline = true;
    if (!LEAF.has(local) || !isPlain(xml))
      this.beside.push(...attributeUnits(xml, this.#place, this.#place.part));
  }

  #words(found: Found): void {
    const { xml } = this;
    const { local } = xml.name;
    if (xml.isText && local === 'v' && found.value === 0) found.value = xml.start;
    else if (xml.isText && local === 'f') {
      found.textStart ||= xml.start;
      found.textEnd = xml.end;
    } else if (!xml.isText || local !== 't') this.beside.push(...asideUnit(xml, this.#place));
  }

  #sharedNumber(at: number): number {
    let number = 0;
    for (
      let digit = this.bytes[at];
      digit !== undefined && digit !== 0x3c;
      digit = this.bytes[++at]
    ) {
      if (digit >= 0x30 && digit <= 0x39) number = number * 10 + digit - 0x30;
      else if (digit > 0x20) throw badXml('number of a shared string');
    }
    // A number that is no string's would be shown as nothing and stay in the file.
    if (number > MOST_STRINGS) throw badXml('number of a shared string');
    return number;
  }

  /** Formulas filled down share one text; dropping one drops the group. */
  #groupAt(start: number): number {
    const end = this.bytes.indexOf('>', start, 'latin1') + 1;
    const group = attribute(this.bytes, { start, end }, 'si');
    return group ? 1 + Number(this.bytes.toString('latin1', group.valueStart, group.valueEnd)) : 0;
  }
}
