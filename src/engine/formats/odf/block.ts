import type { Location } from '../../core/segment.ts';
import { textOfRuns, type Unit } from '../shared/ooxml/unit.ts';
import { type Run, virtual } from '../shared/xml/run.ts';

/** 1 what a revision put in, -1 what a revision took out, 0 everything else. */
type Change = 1 | 0 | -1;

/** The runs of one paragraph or cell. */
export class Block {
  readonly #items: { readonly run: Run; readonly change: Change }[] = [];

  add(run: Run, change: Change): void {
    this.#items.push({ run, change });
  }

  /** A paragraph of a cell: it begins on a line of its own. */
  append(other: Block): void {
    if (this.#items.length > 0) this.add(virtual('\n'), 0);
    this.#items.push(...other.#items);
  }

  /** As it stands, with all revisions carried out. */
  shown(): Run[] {
    return this.#runs((change) => change >= 0);
  }

  /** The text as it stands, and as it stood before its revisions. */
  units(location: Location, bytes: Buffer): Unit[] {
    const current: Unit = { runs: this.shown(), location };
    const text = textOfRuns(bytes, current.runs);
    const before = this.#runs((change) => change <= 0);
    const all = this.#runs(() => true);
    const aside = { ...location, channel: 'tracked-change' } as const;
    const seen = new Set([text, '']);
    const others = [before, all].flatMap((runs): Unit[] => {
      const said = textOfRuns(bytes, runs);
      if (seen.has(said)) return [];
      seen.add(said);
      return [{ runs, location: aside }];
    });
    return text === '' && others.length === 0 ? [] : [current, ...others];
  }

  #runs(keeps: (change: Change) => boolean): Run[] {
    return this.#items.filter(({ change }) => keeps(change)).map(({ run }) => run);
  }
}
