import type { Edit } from '../../core/edit.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { textOf } from '../shared/xml/run.ts';
import { withoutFormula } from './cell-edit.ts';
import type { CellsSection } from './cells-section.ts';

/** `"3501"&"0219"` shows 35010219: quotes with only a join between them are no border. */
const JOINT = /"?\s*[&,]\s*"|"\s*[&,]\s*"?/g;

/** The formulas of one sheet. An edit of a formula takes it out: a calculation would bring the number back. */
export class FormulasSection implements Section {
  readonly cells: CellsSection;
  readonly tables = 0;

  constructor(cells: CellsSection) {
    this.cells = cells;
  }

  get count(): number {
    return this.cells.sheet.formulas;
  }

  at(index: number): SectionSegment {
    const { sheet } = this.cells;
    const { textStart, textEnd, row, column } = sheet.formula(index);
    const written = textOf(sheet.bytes, { form: 'escaped', start: textStart, end: textEnd });
    const joined = written.includes('"') ? written.replaceAll(JOINT, '') : written;
    return {
      text: joined === written ? written : `${written}\n${joined}`,
      location: this.cells.location({ row, column }, 'formula'),
    };
  }

  byteEdits(edits: readonly Edit[]): ByteEdit[] {
    const { sheet } = this.cells;
    const groups = new Set<number>();
    const out: ByteEdit[] = [];
    for (const index of new Set(edits.map(({ segmentId }) => segmentId))) {
      const { start, group } = sheet.formula(index);
      out.push(withoutFormula(sheet, start));
      if (group > 0) groups.add(group);
    }
    return [...out, ...this.cells.withoutGroups(groups)];
  }
}
