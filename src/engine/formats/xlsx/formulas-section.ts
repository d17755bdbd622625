import { joinedLiterals } from '../shared/ooxml/formula-text.ts';
import type { PackageSection, Rewrite } from '../shared/ooxml/rewrite.ts';
import type { Change, SectionSegment } from '../shared/sections.ts';
import { textOf } from '../shared/xml/run.ts';
import { withoutFormula } from './cell-edit.ts';
import { cellLocation, type SheetFacts } from './cells-section.ts';
import type { Sheet } from './sheet.ts';

/** The formulas of one sheet. An edit of a formula takes it out: a calculation would bring the number back. */
export class FormulasSection implements PackageSection {
  readonly tables = 0;
  readonly #sheet: Sheet;
  readonly #facts: SheetFacts;
  /** The order of calculation; it names cells that will be formulas no more, and Excel makes it anew. */
  readonly #calculation: string | undefined;
  readonly #going = new WeakMap<Rewrite, Set<number>>();
  #byCell: Map<number, number> | undefined;

  constructor(sheet: Sheet, facts: SheetFacts, calculation: string | undefined) {
    this.#sheet = sheet;
    this.#facts = facts;
    this.#calculation = calculation;
  }

  get count(): number {
    return this.#sheet.formulas;
  }

  at(index: number): SectionSegment {
    const formula = this.#sheet.formula(index);
    const { textStart: start, textEnd: end } = formula;
    const written = textOf(this.#sheet.bytes, { form: 'escaped', start, end });
    const joined = joinedLiterals(written);
    return {
      text: joined === written ? written : `${written}\n${joined}`,
      location: cellLocation(this.#sheet, this.#facts, formula, 'formula'),
    };
  }

  change(index: number, _changes: readonly Change[], rewrite: Rewrite): void {
    const { start, group } = this.#sheet.formula(index);
    rewrite.splice(this.#sheet.name, withoutFormula(this.#sheet, start));
    if (this.#calculation !== undefined) rewrite.drops.add(this.#calculation);
    if (group > 0) this.#groups(rewrite).add(group);
  }

  /** Takes out the formula of a cell whose value is masked. */
  removeAt(cell: number, rewrite: Rewrite): void {
    this.#byCell ??= this.#formulasByCell();
    const formula = this.#byCell.get(cell);
    if (formula !== undefined) this.change(formula, [], rewrite);
  }

  /** Formulas filled down share one text: one goes, all go. */
  #groups(rewrite: Rewrite): Set<number> {
    const known = this.#going.get(rewrite);
    if (known) return known;
    const going = new Set<number>();
    this.#going.set(rewrite, going);
    rewrite.finally(() => {
      for (let index = 0; index < this.#sheet.formulas; index++) {
        const { group, start } = this.#sheet.formula(index);
        if (going.has(group)) rewrite.splice(this.#sheet.name, withoutFormula(this.#sheet, start));
      }
    });
    return going;
  }

  #formulasByCell(): Map<number, number> {
    const found = new Map<number, number>();
    for (let index = 0; index < this.#sheet.formulas; index++) {
      const { cell } = this.#sheet.formula(index);
      if (cell >= 0) found.set(cell, index);
    }
    return found;
  }
}
