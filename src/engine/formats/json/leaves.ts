import { OffsetList } from '../shared/offset-list.ts';
import { type ObjectList, ObjectLists } from './object-lists.ts';
import { Tokens } from './tokens.ts';

/** Where a token stands in the text: [start, end). */
export type Token = readonly [start: number, end: number];

/** A string, a number or a word of a JSON text with the key that names it, as places of tokens. */
export interface Leaf {
  /** Absent where no key names the value. */
  readonly key: Token | undefined;
  /** Absent where a key names an object or a list. */
  readonly value: Token | undefined;
}

export interface Leaves {
  readonly count: number;
  at(leaf: number): Leaf;
  /** Lists of objects, from first to last. */
  readonly lists: readonly ObjectList[];
}

/** Stands for no token; offsets are kept one higher to make room. */
const NONE = 0;

/** Finds the leaves of one JSON value, or of many in a row as in JSON Lines. */
export function leavesOf(text: string): Leaves {
  const tokens = new Tokens(text);
  const keys = new OffsetList();
  const values = new OffsetList();
  const open = new OpenNames();
  const lists = new ObjectLists();
  /** A string or word that turns out a key when a colon follows. */
  let pending = NONE;
  const add = (key: number, value: number) => {
    if (value !== NONE) lists.loose();
    keys.push(key);
    values.push(value);
  };
  for (let at = tokens.startFrom(0); at !== undefined; ) {
    const token = text.charAt(at);
    if (token === ':' && pending !== NONE) open.key = pending;
    else if (pending !== NONE) add(open.key, pending);
    const opens = token === '{' || token === '[';
    if (opens && open.key !== NONE) add(open.key, NONE);
    pending = '{}[],:'.includes(token) ? NONE : at + 1;
    open.pass(token);
    lists.pass(token, keys.length);
    at = tokens.startFrom(tokens.endOf(at));
  }
  if (pending !== NONE) add(open.key, pending);
  lists.end(keys.length);
  const place = (kept: number) =>
    kept === NONE ? undefined : ([kept - 1, tokens.endOf(kept - 1)] as const);
  return {
    lists: lists.found,
    count: keys.length,
    at: (leaf) => ({ key: place(keys.at(leaf)), value: place(values.at(leaf)) }),
  };
}

/** The key in force: the nearest one; the members of a list all go by the name of the list. */
class OpenNames {
  key = NONE;
  readonly #lists: number[] = [];

  pass(token: string): void {
    if (token === '[') this.#lists.push(this.key);
    else if (token === '{') this.#lists.push(NONE);
    else if (token === ']' || token === '}') this.#lists.pop();
    if ('{}[],'.includes(token)) this.key = this.#lists.at(-1) ?? NONE;
  }
}
