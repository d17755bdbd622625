import type { Unseen } from '../../../core/segment.ts';
import { type Run, virtual } from '../xml/run.ts';

/** A run in its paragraph. `kind` keeps apart what is not read in one line with the words. */
export interface Item {
  readonly run: Run;
  readonly kind: 'text' | 'field' | 'reading-aid';
  readonly deleted: boolean;
  readonly inserted: boolean;
  readonly hidden: boolean;
  /** Why nobody sees it; undefined when it is seen. */
  readonly unseen: Unseen | undefined;
}

/** One way to read a paragraph. */
export interface Reading {
  readonly what: 'shown' | 'hidden' | 'tracked-change' | 'field' | 'reading-aid';
  readonly runs: readonly Run[];
  /** Those of them that nobody sees. */
  readonly unseen: ReadonlyMap<Run, Unseen>;
}

/**
 * Every way a paragraph can be read: as it stands, with its changes rejected, with deleted and
 * inserted words side by side, with hidden words, its field codes, its ruby. A number may be whole in one only.
 */
export function readings(items: readonly Item[]): Reading[] {
  const words = items.filter(({ kind }) => kind === 'text');
  const current = words.filter(({ deleted }) => !deleted);
  const visible = current.filter(({ hidden }) => !hidden);
  const ways: (readonly [Reading['what'], readonly Item[]])[] = [
    ['shown', visible],
    ['hidden', current],
    ['tracked-change', words.filter(({ inserted }) => !inserted)],
    ['tracked-change', words],
    ['field', items.filter(({ kind }) => kind === 'field')],
    ['reading-aid', items.filter(({ kind }) => kind === 'reading-aid')],
  ];
  const seen: (readonly Item[])[] = [];
  return ways.flatMap(([what, way]) => {
    if (way.every(({ run }) => run.form === 'virtual')) return [];
    if (seen.some((other) => isSame(other, way))) return [];
    seen.push(way);
    return [{ what, runs: way.map(({ run }) => run), unseen: unseenIn(way) }];
  });
}

const SEEN: ReadonlyMap<Run, Unseen> = new Map();

const unseenIn = (items: readonly Item[]): ReadonlyMap<Run, Unseen> =>
  items.some(({ unseen }) => unseen)
    ? new Map(items.flatMap(({ run, unseen }) => (unseen ? [[run, unseen] as const] : [])))
    : SEEN;

const isSame = (a: readonly Item[], b: readonly Item[]) =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Something between words that is drawn without being written. */
export const mark = (text: string, state: Omit<Item, 'run'>): Item => ({
  ...state,
  run: virtual(text),
});
