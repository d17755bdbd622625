import type { Leaf } from './leaves.ts';

/** A list of objects that hold values only: each is a row, and its keys head the columns. */
export interface ObjectList {
  /** Numbers of leaves: from the first of the first object to behind the last of the last. */
  readonly first: number;
  readonly end: number;
  /** The leaf that each object begins with. */
  readonly rows: readonly number[];
}

interface Frame {
  readonly isList: boolean;
  readonly first: number;
  readonly rows: number[];
  /** Holds nothing but objects of values. */
  isFlat: boolean;
}

/** Finds such lists while the tokens of a text pass by; objects one after another are one too (JSON Lines). */
export class ObjectLists {
  readonly found: ObjectList[] = [];
  readonly #open: Frame[] = [{ isList: true, first: 0, rows: [], isFlat: true }];

  /** @param leaves how many there are before this token. */
  pass(token: string, leaves: number): void {
    const frame = this.#open.at(-1);
    if (token === '{') {
      if (frame?.isList) frame.rows.push(leaves);
      else this.#spoil();
      this.#open.push({ isList: false, first: leaves, rows: [], isFlat: true });
    } else if (token === '[') {
      this.#spoil();
      this.#open.push({ isList: true, first: leaves, rows: [], isFlat: true });
    } else if (token === '}' || token === ']') this.#close(leaves);
  }

  /** A value that stands in no object. */
  loose(): void {
    if (this.#open.at(-1)?.isList) this.#spoil();
  }

  end(leaves: number): void {
    while (this.#open.length > 0) this.#close(leaves);
    this.found.sort((a, b) => a.first - b.first);
  }

  /** What holds another list or object is no row, and what it lies in no list of rows. */
  #spoil(): void {
    for (const frame of this.#open.slice(-2)) frame.isFlat = false;
  }

  #close(leaves: number): void {
    const frame = this.#open.pop();
    if (!frame?.isList || !frame.isFlat || frame.rows.length < 2) return;
    const { rows } = frame;
    this.found.push({ first: rows[0] as number, end: leaves, rows });
  }
}

/** The columns of a list, by the keys of its first object; undefined where another object has other keys. */
export function columnsOf(
  list: ObjectList,
  leafAt: (leaf: number) => Leaf,
  text: string,
): ReadonlyMap<string, number> | undefined {
  const { first, end, rows } = list;
  /** Undefined where a list that has a name says it before each of its objects. */
  const nameOf = (leaf: number): string | undefined => {
    const { key, value } = leafAt(leaf);
    return value && (key ? text.slice(...key) : '');
  };
  const columns = new Map<string, number>();
  for (let leaf = first; leaf < (rows[1] ?? end); leaf++) {
    const name = nameOf(leaf);
    if (name !== undefined && !columns.has(name)) columns.set(name, columns.size);
  }
  if (columns.size < 2 || [...columns.keys()].some((name) => name === '' || TELLING.test(name)))
    return undefined;
  let row = 0;
  let last = -1;
  for (let leaf = first; leaf < end; leaf++) {
    if (leaf === rows[row]) {
      row++;
      last = -1;
    }
    const name = nameOf(leaf);
    if (name === undefined) continue;
    const column = columns.get(name) ?? -1;
    if (column <= last) return undefined;
    last = column;
  }
  return columns;
}

/** A key that could itself be somebody's: it is read at each of its places. */
const TELLING = /[0-9@\\]/;
