import type { Edit } from '../../core/edit.ts';
import type { WidePart } from '../shared/ooxml/rewrite.ts';
import { type PartEdits, PartSection } from '../shared/ooxml/unit.ts';
import { type Section, type SectionSegment, Sections } from '../shared/sections.ts';
import type { Book } from './cell-value.ts';
import { CellsSection } from './cells-section.ts';
import { FormulasSection } from './formulas-section.ts';
import { StringUse } from './string-use.ts';

/** All cells of a workbook with the strings they share: an edit of one may lie in either. */
export class BookSection implements WidePart {
  readonly parts: ReadonlySet<string>;
  readonly count: number;
  readonly tables: number;
  readonly #book: Book;
  readonly #sections: Sections<Section>;
  readonly #use: StringUse;
  readonly #bytes: Map<string, Buffer>;
  readonly #calculation: string | undefined;

  constructor(
    book: Book,
    sheets: readonly CellsSection[],
    others: readonly PartSection[],
    calculation: string | undefined,
  ) {
    this.#book = book;
    this.#calculation = calculation;
    const { strings } = book;
    this.#use = new StringUse(strings.count, sheets);
    const orphans = [...this.#use.orphans()].map((index) => strings.orphan(index));
    this.#sections = new Sections<Section>([
      ...sheets.flatMap((sheet) => [sheet, new FormulasSection(sheet)]),
      ...others,
      new PartSection(strings.name, strings.bytes, [...orphans, ...strings.beside], 0),
    ]);
    this.count = this.#sections.count;
    this.tables = this.#sections.tables;
    this.#bytes = new Map(sheets.map(({ sheet }) => [sheet.name, sheet.bytes]));
    this.#bytes.set(strings.name, strings.bytes);
    this.parts = new Set(this.#bytes.keys());
  }

  at(index: number): SectionSegment {
    return this.#sections.segment(index);
  }

  bytes(part: string): Buffer | undefined {
    return this.#bytes.get(part);
  }

  partEdits(edits: readonly Edit[]): { edits: PartEdits; drops: readonly string[] } {
    const out: PartEdits = new Map();
    const add = (part: string) => {
      const list = out.get(part) ?? [];
      out.set(part, list);
      return list;
    };
    const cells = new Map<CellsSection, Edit[]>();
    let recalculated = false;
    for (const [section, own] of this.#sections.edits(edits)) {
      if (section instanceof CellsSection) cells.set(section, own);
      else if (section instanceof PartSection) add(section.name).push(...section.byteEdits(own));
      else if (section instanceof FormulasSection) {
        recalculated = true;
        for (const edit of section.byteEdits(own)) add(section.cells.sheet.name).push(edit);
      }
    }
    const shared = this.#use.resolve(cells, this.#book.strings);
    for (const edit of shared.edits) add(this.#book.strings.name).push(edit);
    for (const [section, own] of cells) {
      const list = add(section.sheet.name);
      const done = section.byteEdits(own, shared.inlined);
      for (const edit of done.edits) list.push(edit);
      recalculated ||= done.recalculated;
    }
    // The order of calculation names cells that are formulas no more; Excel makes it anew.
    const drops = recalculated && this.#calculation ? [this.#calculation] : [];
    return { edits: out, drops };
  }
}
