import type { Decision } from '../core/decision.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { columnKinds } from './columns.ts';
import type { Given } from './given.ts';
import { type Block, WHOLE_ROW } from './row-blocks.ts';

/** A cell that says something about a person. */
export interface Told {
  readonly segmentId: number;
  readonly text: string;
}

/** One row of a table that names a person by a number. */
export interface PersonRow {
  readonly table: number;
  readonly name: Told | undefined;
  readonly birth: Told | undefined;
  readonly age: Told | undefined;
  readonly sex: Told | undefined;
  /** What the published columns say of the person, one after another. */
  readonly beside: string;
  /** What its other cells give away of the number; undefined when nothing. */
  readonly given?: Given | undefined;
}

/** A row, and what of it everybody will see that may give away digits of a number. */
export interface SeenRow {
  readonly row: PersonRow;
  readonly numbers: readonly string[];
  readonly places: readonly string[];
}

/** Columns that are published and yet tell nobody who is who. */
const TELLS_NOBODY_APART = new Set(['name', 'amount', 'count', 'score', 'serial', 'area']);
const PLACES = new Set(['address', 'native-place']);
const SIX_DIGITS = /\d{6}/;
const TOLD = new Set(['name', 'birth-date', 'age', 'sex']);

/** What is known of the cells of all rows. */
export interface Seeing {
  readonly kindOf: ReturnType<typeof columnKinds>;
  /** Kinds of columns that are published and tell people apart. */
  readonly shown: ReadonlySet<string>;
  isHidden(segmentId: number): boolean;
}

/** What a document's headers, its policy and its decisions let everybody see. */
export function seeingIn(
  tables: readonly TableFacts[],
  publishes: readonly string[],
  decisions: readonly Decision[],
): Seeing {
  const hidden = hiddenCells(decisions);
  return {
    kindOf: columnKinds(tables),
    shown: new Set(publishes.filter((kind) => !TELLS_NOBODY_APART.has(kind))),
    isHidden: (id) => hidden[id] === 1,
  };
}

/** A flag for every segment of which nothing telling will be seen. An address stays as far as its township. */
function hiddenCells(decisions: readonly Decision[]): Uint8Array {
  let last = 0;
  for (const { finding } of decisions) if (finding.segmentId > last) last = finding.segmentId;
  const hidden = new Uint8Array(last + 1);
  for (const decision of decisions)
    if (decision.action !== 'keep' && decision.mask.kind !== 'address')
      hidden[decision.finding.segmentId] = 1;
  return hidden;
}

/** What the cells of one row say of whoever is told of in a block of them; the names of others tell people apart. */
export function seenRow(
  cells: readonly Segment[],
  { kindOf, shown, isHidden }: Seeing,
  { from, to }: Block = WHOLE_ROW,
): SeenRow {
  const told = new Map<string, Told>();
  const beside: string[] = [];
  const numbers: string[] = [];
  const places: string[] = [];
  for (const { id, text, cell } of cells) {
    const kind = kindOf(cell) ?? '';
    const isTold = TOLD.has(kind);
    const column = cell?.column ?? from;
    const isOwn = isTold && !told.has(kind) && column >= from && column < to;
    if (isOwn) told.set(kind, { segmentId: id, text });
    if (shown.has(kind) || (kind === 'name' && !isOwn)) beside.push(text.trim());
    if (isTold || isHidden(id)) continue;
    if (PLACES.has(kind)) places.push(text);
    else if (SIX_DIGITS.test(text)) numbers.push(text);
  }
  const row = {
    table: cells[0]?.cell?.table ?? 0,
    name: told.get('name'),
    birth: told.get('birth-date'),
    age: told.get('age'),
    sex: told.get('sex'),
    beside: beside.join('\n'),
  };
  return { row, numbers, places };
}
