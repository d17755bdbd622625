import type { Location, Unseen } from '../../core/segment.ts';
import { textOfRuns, type Unit } from '../shared/ooxml/unit.ts';
import { type Run, virtual } from '../shared/xml/run.ts';

/** 1 what a revision put in, -1 what a revision took out, 0 everything else. */
type Change = 1 | 0 | -1;

interface Item {
  readonly run: Run;
  readonly change: Change;
  /** Why nobody sees it. */
  readonly unseen: Unseen | undefined;
}

/** The runs of one paragraph or cell. */
export class Block {
  readonly #items: Item[] = [];

  add(run: Run, change: Change, unseen?: Unseen): void {
    this.#items.push({ run, change, unseen });
  }

  /** A paragraph of a cell: it begins on a line of its own. */
  append(other: Block): void {
    if (this.#items.length > 0) this.add(virtual('\n'), 0);
    this.#items.push(...other.#items);
  }

  /** As it stands, with all revisions carried out. */
  shown(): Run[] {
    return this.#runs(({ change }) => change >= 0);
  }

  /** Which runs nobody sees; undefined when all are seen. */
  unseen(): ReadonlyMap<Run, Unseen> | undefined {
    const found = this.#items.flatMap(({ run, unseen }) =>
      unseen ? [[run, unseen] as const] : [],
    );
    return found.length === 0 ? undefined : new Map(found);
  }

  /** The text as it is seen, with what is set not to show, and as it stood before its revisions. */
  units(location: Location, bytes: Buffer): Unit[] {
    const unseen = this.unseen();
    const isUnseen = (runs: readonly Run[]) => runs.some((run) => unseen?.has(run));
    const ways: (readonly [Location['channel'], Run[]])[] = [
      [location.channel, this.#runs(({ change, unseen: why }) => change >= 0 && why !== 'hidden')],
      ['hidden', this.shown()],
      ['tracked-change', this.#runs(({ change }) => change <= 0)],
      ['tracked-change', this.#runs(() => true)],
    ];
    const seen = new Set(['']);
    return ways.flatMap(([channel, runs]): Unit[] => {
      const said = textOfRuns(bytes, runs);
      if (seen.has(said)) return [];
      seen.add(said);
      return [
        { runs, location: { ...location, channel }, ...(unseen && isUnseen(runs) && { unseen }) },
      ];
    });
  }

  #runs(keeps: (item: Item) => boolean): Run[] {
    return this.#items.filter(keeps).map(({ run }) => run);
  }
}
