import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { plainValue } from '../text/plain-value.ts';
import { columnKinds } from './columns.ts';

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
}

/** All that a document tells about the bearer of one number. */
export interface Person {
  /** The plain number. Never to leave memory. */
  readonly value: string;
  /** Indexes of the decisions about it. */
  readonly decisions: number[];
  readonly rows: PersonRow[];
}

/** Columns that are published and yet tell nobody who is who. */
const TELLS_NOBODY_APART = new Set(['name', 'amount', 'count', 'score', 'serial', 'area']);
const TOLD = ['name', 'birth-date', 'age', 'sex'] as const;

/** Which decisions are about people, and how people are told from one another. */
export interface Wanted {
  /** The plain number that a text is. */
  plain(text: string): string;
  isKind(ruleId: string): boolean;
  isValue(value: string): boolean;
  /** Two decisions with one key are about one person. */
  keyOf(value: string, index: number): string;
}

const IDENTITY = /^(?:\d{17}[\dX]|\d{15})$/;

/** Bearers of whole numbers: the same number is the same person. */
export const WHOLE_NUMBERS: Wanted = {
  plain: plainValue,
  isKind: (ruleId) => ruleId.startsWith('resident-id'),
  isValue: (value) => IDENTITY.test(value),
  keyOf: (value) => value,
};

/** Everyone whom the document names by a number that the policy hides, with their rows. */
export function peopleIn(
  document: LoadedDocument,
  tables: readonly TableFacts[],
  decisions: readonly Decision[],
  publishes: readonly string[],
  { plain, isKind, isValue, keyOf }: Wanted = WHOLE_NUMBERS,
): Person[] {
  const people = new Map<string, Person>();
  const byRow = new Map<string, Person[]>();
  for (const [index, { action, finding }] of decisions.entries()) {
    if (action === 'keep' || !isKind(finding.ruleId)) continue;
    const value = plain(
      finding.pieces
        .map(({ segmentId, span }) => document.segment(segmentId).text.slice(span.start, span.end))
        .join(''),
    );
    if (!isValue(value)) continue;
    const key = keyOf(value, index);
    const person = people.get(key) ?? { value, decisions: [], rows: [] };
    people.set(key, person);
    person.decisions.push(index);
    const { cell } = document.segment(finding.segmentId);
    if (!cell) continue;
    const row = byRow.get(rowKey(cell));
    if (row) row.push(person);
    else byRow.set(rowKey(cell), [person]);
  }
  if (byRow.size === 0) return [...people.values()];
  for (const [key, row] of rowsOf(document, tables, byRow, publishes)) {
    for (const person of byRow.get(key) ?? []) person.rows.push(row);
  }
  return [...people.values()];
}

const rowKey = ({ table, row }: Cell): string => `${table}:${row}`;

/** Walks the document once; cells of one row come one after another. */
function* rowsOf(
  document: LoadedDocument,
  tables: readonly TableFacts[],
  wanted: ReadonlyMap<string, unknown>,
  publishes: readonly string[],
): Generator<[string, PersonRow]> {
  const kindOf = columnKinds(tables);
  let key = '';
  let at: Cell | undefined;
  let cells: Segment[] | undefined;
  const done = (): [string, PersonRow][] =>
    cells && cells.length > 0 ? [[key, personRow(cells, kindOf, publishes)]] : [];
  for (const segment of document.segments) {
    const { cell } = segment;
    if (cell?.row !== at?.row || cell?.table !== at?.table) {
      yield* done();
      at = cell;
      key = cell ? rowKey(cell) : '';
      cells = wanted.has(key) ? [] : undefined;
    }
    cells?.push(segment);
  }
  yield* done();
}

function personRow(
  cells: readonly Segment[],
  kindOf: ReturnType<typeof columnKinds>,
  publishes: readonly string[],
): PersonRow {
  const table = cells[0]?.cell?.table ?? 0;
  const told = new Map<string, Told>();
  const beside: string[] = [];
  for (const { id, text, cell } of cells) {
    const kind = kindOf(cell) ?? '';
    if (TOLD.some((one) => one === kind) && !told.has(kind))
      told.set(kind, { segmentId: id, text });
    if (publishes.includes(kind) && !TELLS_NOBODY_APART.has(kind)) beside.push(text.trim());
  }
  const [name, birth, age, sex] = TOLD.map((kind) => told.get(kind));
  return { table, name, birth, age, sex, beside: beside.join('\n') };
}
