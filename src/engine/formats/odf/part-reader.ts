import type { Unseen } from '../../core/segment.ts';
import { binaryTexts } from '../shared/binary-text.ts';
import { cellName, sheetName } from '../shared/cell-name.ts';
import { tellingNames } from '../shared/ooxml/aside.ts';
import type { Unit } from '../shared/ooxml/unit.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { type Run, textOf, virtual } from '../shared/xml/run.ts';
import { isBlank, TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import type { PartReading } from '../shared/xml-package/document.ts';
import { attributeUnits } from './attributes.ts';
import { Block } from './block.ts';
import { type CellTag, cellTag, cellUnits, isValueOf } from './cell.ts';
import { Looks } from './looks.ts';
import { asideOf, type Place, placeOf } from './places.ts';
import { repeatedCell, repeatedRow } from './repeats.ts';
import { slideScene } from './slide-scene.ts';
import type { Styles } from './styles.ts';
import { Tables } from './tables.ts';

const BLOCKS: ReadonlySet<string> = new Set(['p', 'h']);
const CELLS: ReadonlySet<string> = new Set(['table-cell', 'covered-table-cell']);

/** What is open around the text: a paragraph, a cell, or a place that stands apart. */
interface Frame {
  readonly depth: number;
  readonly place: Place;
  readonly block?: Block;
  readonly cell?: CellTag;
  /** Why nobody sees the cell as a whole. */
  readonly unseen?: Unseen | undefined;
}

/**
 * Reads one XML part of an OpenDocument package.
 * @param styles what the document's own part of styles says; more is learnt on the way
 */
export function readOdfPart(part: string, bytes: Buffer, styles: Styles): PartReading {
  return new PartReader(part, bytes, styles).read();
}

class PartReader {
  readonly #xml: XmlScanner;
  readonly #tables = new Tables();
  readonly #frames: Frame[] = [];
  readonly #units: Unit[] = [];
  /** Text beside the text: it comes after, so that the cells of a row stay together. */
  readonly #asides: Unit[] = [];
  readonly #deletions = new Map<string, Run[]>();
  readonly #base: Place;
  #pictures = 0;
  #paragraphs = 0;
  #slides = 0;
  #changeId = '';
  #inserted = 0;
  #isSheet = false;
  #loose: Run[] = [];
  #base64 = false;
  #root = '';
  #rowStart = 0;
  readonly #styles: Styles;
  readonly #looks: Looks;

  constructor(part: string, bytes: Buffer, styles: Styles) {
    this.#xml = new XmlScanner(bytes);
    this.#base = placeOf(part);
    this.#styles = styles;
    this.#looks = new Looks(this.#xml, styles, slideScene(bytes, styles));
  }

  read(): PartReading {
    const xml = this.#xml;
    while (xml.next()) {
      if (xml.token === TOKEN.open) this.#open(xml.name.local);
      else if (xml.token === TOKEN.close) this.#close(xml.name.local);
      else if (xml.isText) this.#text();
      else this.#beside(xml.token === TOKEN.comment ? 'XML 注释' : 'XML 指令');
    }
    const location = { channel: 'image', part: '内嵌图片' } as const;
    const pictures = Array.from({ length: this.#pictures }, (_, index) => ({
      location: { ...location, address: `${index + 1}` },
      reason: 'image' as const,
    }));
    const drawn =
      this.#root === 'svg'
        ? [{ location: { ...location, address: '' }, reason: 'image' as const }]
        : [];
    const blindSpots = [
      ...pictures,
      ...drawn,
      ...(xml.telling ? [tellingNames(this.#base.part)] : []),
    ];
    const units = [...this.#units, ...this.#asides];
    return { units, tables: this.#tables.count, blindSpots };
  }

  get #top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  get #place(): Place {
    return this.#top?.place ?? this.#base;
  }

  #open(local: string): void {
    this.#root ||= local;
    this.#flushLoose();
    const xml = this.#xml;
    this.#base64 = local === 'binary-data' || this.#value('type') === 'base64Binary';
    if (local === 'binary-data') this.#pictures++;
    this.#styles.open(xml);
    this.#looks.open(local, this.#tables.cell.column);
    const unseen = CELLS.has(local) ? this.#looks.unseenCell : undefined;
    this.#structure(local, unseen);
    const skips = CELLS.has(local) ? isValueOf : () => false;
    this.#asides.push(...attributeUnits(xml, this.#place, skips));
    const aside = asideOf(local);
    if (xml.empty) this.#mark(local);
    else if (BLOCKS.has(local))
      this.#frames.push({ depth: xml.depth, place: this.#place, block: new Block() });
    else if (CELLS.has(local))
      this.#frames.push({
        depth: xml.depth,
        place: this.#place,
        block: new Block(),
        cell: cellTag(xml),
        unseen,
      });
    else if (aside) this.#frames.push({ depth: xml.depth, place: this.#inBody(aside) });
    else this.#mark(local);
  }

  /** A text box in a header belongs to the header. */
  #inBody(place: Place): Place {
    return this.#place.channel === 'body' || this.#place.channel === 'hidden' ? place : this.#place;
  }

  #structure(local: string, unseen: Unseen | undefined): void {
    if (local === 'spreadsheet') this.#isSheet = true;
    else if (local === 'page') this.#slides++;
    else if (local === 'table') this.#tables.openTable(this.#value('name'));
    else if (local === 'table-row') {
      this.#rowStart = this.#units.length;
      this.#tables.openRow(Number(this.#value('number-rows-repeated')));
    } else if (local === 'changed-region') this.#changeId = this.#value('id');
    else if (local === 'change-start') this.#inserted++;
    else if (local === 'change-end') this.#inserted = Math.max(0, this.#inserted - 1);
    if (CELLS.has(local) && this.#xml.empty)
      for (const unit of this.#cellUnits(cellTag(this.#xml), new Block(), unseen))
        this.#units.push(unit);
  }

  /** Elements that stand for characters, and for text that a revision took away. */
  #mark(local: string): void {
    const block = this.#top?.block;
    if (!block) return;
    if (local === 's')
      this.#virtual(block, ' '.repeat(Math.min(80, Number(this.#value('c')) || 1)));
    else if (local === 'tab') this.#virtual(block, '\t');
    else if (local === 'line-break') this.#virtual(block, '\n');
    else if (local === 'change')
      for (const run of this.#deletions.get(this.#value('change-id')) ?? []) block.add(run, -1);
  }

  #virtual(block: Block, text: string): void {
    block.add(virtual(text), 0, this.#looks.unseen);
  }

  #close(local: string): void {
    this.#flushLoose();
    this.#base64 = false;
    this.#styles.close(local);
    this.#looks.close(local);
    const frame = this.#top;
    if (frame && this.#xml.depth < frame.depth) {
      this.#frames.pop();
      if (frame.cell) this.#endCell(frame.cell, frame);
      else if (frame.block) this.#endBlock(frame.block, frame.place);
    } else if (CELLS.has(local)) this.#tables.closeCell(cellTag(this.#xml).repeated);
    if (local === 'table') this.#tables.closeTable();
    else if (local === 'table-row') this.#closeRow();
  }

  #closeRow(): void {
    const { cell, rowsRepeated } = this.#tables;
    const row = this.#units.slice(this.#rowStart).filter((unit) => unit.cell?.row === cell.row);
    this.#units.push(...repeatedRow(this.#xml.bytes, row, rowsRepeated));
    this.#tables.closeRow();
  }

  #endBlock(block: Block, place: Place): void {
    const outer = this.#top;
    if (place.channel === 'tracked-change') this.#keepDeletion(block);
    if (outer?.cell && outer.block) {
      outer.block.append(block);
      return;
    }
    const slide = this.#slides > 0 ? `幻灯片 ${this.#slides}` : '';
    const address = place.channel === 'body' ? `段落 ${++this.#paragraphs}` : slide;
    const views = block.units({ ...place, address }, this.#xml.bytes);
    if (this.#tables.depth > 0) this.#asides.push(...views);
    else {
      this.#units.push(...views.slice(0, 1));
      this.#asides.push(...views.slice(1));
    }
  }

  #keepDeletion(block: Block): void {
    const known = this.#deletions.get(this.#changeId) ?? [];
    this.#deletions.set(this.#changeId, [...known, ...block.shown()]);
  }

  #endCell(tag: CellTag, { block, unseen }: Frame): void {
    const units = this.#cellUnits(tag, block ?? new Block(), unseen);
    // A table inside a cell must not come between the cells of the row around it.
    (this.#tables.depth > 1 ? this.#asides : this.#units).push(...units);
    this.#tables.closeCell(tag.repeated);
  }

  #cellUnits(tag: CellTag, block: Block, unseen: Unseen | undefined): Unit[] {
    const { part } = this.#place;
    const channel = unseen === 'hidden' && this.#isSheet ? 'hidden' : this.#place.channel;
    const { cell: position, name } = this.#tables;
    const cell = tag.columns > 1 ? { ...position, columns: tag.columns } : position;
    const place = { channel: channel === 'body' ? 'table' : channel } as const;
    const location = this.#isSheet
      ? { ...place, part: sheetName(name, cell.table), address: cellName(cell.row, cell.column) }
      : {
          ...place,
          part,
          address: `表 ${cell.table + 1} 第 ${cell.row + 1} 行第 ${cell.column + 1} 列`,
        };
    const { bytes } = this.#xml;
    const units = cellUnits(bytes, tag, block.shown(), location, cell).map((unit): Unit => {
      const why = unseen ? new Map(unit.runs.map((run) => [run, unseen])) : block.unseen();
      return why ? { ...unit, unseen: why } : unit;
    });
    return [...units, ...repeatedCell(this.#xml.bytes, units[0], tag.repeated)];
  }

  #text(): void {
    const { bytes, start, end, token } = this.#xml;
    const run: Run = { form: token === TOKEN.cdata ? 'literal' : 'escaped', start, end };
    const block = this.#top?.block;
    if (this.#base64) this.#coded(run);
    else if (block) block.add(run, this.#inserted > 0 ? 1 : 0, this.#looks.unseen);
    else if (!isBlank(bytes, start, end)) this.#loose.push(run);
  }

  /** Coded bytes go as a whole when anything readable in them has to go. */
  #coded(run: Run): void {
    const text = textOf(this.#xml.bytes, run);
    const said = [...binaryTexts(Buffer.from(text, 'base64'))].join('\n');
    const { part } = this.#place;
    if (said !== '')
      this.#asides.push({
        runs: [virtual(said)],
        location: { channel: 'hidden', part, address: '编码数据' },
        write: () => [{ start: run.start, end: run.end, replacement: '' }],
      });
  }

  #flushLoose(): void {
    if (this.#loose.length === 0) return;
    const location = { ...this.#place, address: '' };
    this.#asides.push({ runs: this.#loose, location });
    this.#loose = [];
  }

  #beside(address: string): void {
    const { bytes, start, end } = this.#xml;
    if (isBlank(bytes, start, end) || bytes.toString('latin1', start, start + 4) === 'xml ') return;
    const location = { channel: 'hidden', part: this.#place.part, address } as const;
    this.#asides.push({ runs: [{ form: 'literal', start, end }], location });
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local);
  }
}
