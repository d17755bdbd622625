import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { plainValue } from '../text/plain-value.ts';
import { columnKinds } from './columns.ts';
import { type Given, givenBy } from './given.ts';
import type { PlaceFinder } from './place-names.ts';

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
interface SeenRow extends PersonRow {
  readonly numbers: readonly string[];
  readonly places: readonly string[];
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
const PLACES = new Set(['address', 'native-place']);
const SIX_DIGITS = /\d{6}/;
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
  wanted: Wanted = WHOLE_NUMBERS,
  placeIn: PlaceFinder = () => '',
): Person[] {
  const people = new Map<string, Person>();
  const byRow = new Map<string, Person[]>();
  gatherBearers(document, decisions, wanted, people, byRow);
  if (byRow.size === 0) return [...people.values()];
  const hidden = hiddenCells(decisions);
  const seen = {
    kindOf: columnKinds(tables),
    publishes,
    isHidden: (id: number) => hidden[id] === 1,
  };
  for (const [key, { numbers, places, ...row }] of rowsOf(document, byRow, seen)) {
    for (const person of byRow.get(key) ?? []) {
      const given = givenBy(person.value, numbers, places, placeIn);
      person.rows.push(given ? { ...row, given } : row);
    }
  }
  return [...people.values()];
}

/** Everyone by number, and by the row of a table that names them. */
function gatherBearers(
  document: LoadedDocument,
  decisions: readonly Decision[],
  { plain, isKind, isValue, keyOf }: Wanted,
  people: Map<string, Person>,
  byRow: Map<string, Person[]>,
): void {
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
}

const rowKey = ({ table, row }: Cell): string => `${table}:${row}`;

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

/** What is known of the cells of all rows. */
interface Seeing {
  readonly kindOf: ReturnType<typeof columnKinds>;
  readonly publishes: readonly string[];
  isHidden(segmentId: number): boolean;
}

/** Walks the document once; cells of one row come one after another. */
function* rowsOf(
  document: LoadedDocument,
  wanted: ReadonlyMap<string, unknown>,
  seeing: Seeing,
): Generator<[string, SeenRow]> {
  let key = '';
  let at: Cell | undefined;
  let cells: Segment[] | undefined;
  const done = (): [string, SeenRow][] =>
    cells && cells.length > 0 ? [[key, personRow(cells, seeing)]] : [];
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

function personRow(cells: readonly Segment[], { kindOf, publishes, isHidden }: Seeing): SeenRow {
  const table = cells[0]?.cell?.table ?? 0;
  const told = new Map<string, Told>();
  const beside: string[] = [];
  const numbers: string[] = [];
  const places: string[] = [];
  for (const { id, text, cell } of cells) {
    const kind = kindOf(cell) ?? '';
    const isTold = TOLD.some((one) => one === kind);
    if (isTold && !told.has(kind)) told.set(kind, { segmentId: id, text });
    if (publishes.includes(kind) && !TELLS_NOBODY_APART.has(kind)) beside.push(text.trim());
    if (isTold || isHidden(id)) continue;
    if (PLACES.has(kind)) places.push(text);
    else if (SIX_DIGITS.test(text)) numbers.push(text);
  }
  const [name, birth, age, sex] = TOLD.map((kind) => told.get(kind));
  return { table, name, birth, age, sex, beside: beside.join('\n'), numbers, places };
}
