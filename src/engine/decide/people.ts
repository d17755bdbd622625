import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { plainValue } from '../text/plain-value.ts';
import { columnKinds } from './columns.ts';
import { type Given, givenBy } from './given.ts';
import type { PlaceFinder } from './place-names.ts';
import { textOf } from './text-of.ts';

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
interface SeenRow {
  readonly row: PersonRow;
  readonly numbers: readonly string[];
  readonly places: readonly string[];
}

/** All that a document tells about the bearer of one number. */
export interface Person {
  /** The plain number. Never to leave memory. */
  readonly value: string;
  /** Indexes of the decisions about it. */
  readonly decisions: number[];
  rows: readonly PersonRow[];
}

/** Columns that are published and yet tell nobody who is who. */
const TELLS_NOBODY_APART = new Set(['name', 'amount', 'count', 'score', 'serial', 'area']);
const PLACES = new Set(['address', 'native-place']);
const SIX_DIGITS = /\d{6}/;
const TOLD = new Set(['name', 'birth-date', 'age', 'sex']);

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
  placeIn: PlaceFinder = () => '',
): Person[] {
  const people = new Map<string, Person>();
  const bearers = new Bearers();
  for (const [index, { action, finding }] of decisions.entries()) {
    if (action === 'keep' || !isKind(finding.ruleId)) continue;
    const value = plain(textOf(finding, document));
    if (!isValue(value)) continue;
    const key = keyOf(value, index);
    let person = people.get(key);
    if (person) person.decisions.push(index);
    else {
      person = { value, decisions: [index], rows: NO_ROWS };
      people.set(key, person);
    }
    bearers.add(document.segment(finding.segmentId).cell, person);
  }
  if (!bearers.areSome) return [...people.values()];
  const hidden = hiddenCells(decisions);
  const seeing = {
    kindOf: columnKinds(tables),
    shown: new Set(publishes.filter((kind) => !TELLS_NOBODY_APART.has(kind))),
    isHidden: (id: number) => hidden[id] === 1,
  };
  for (const [persons, { row, numbers, places }] of rowsOf(document, bearers, seeing))
    for (const person of persons) {
      const given = givenBy(person.value, numbers, places, placeIn);
      const own = given ? { ...row, given } : row;
      person.rows = person.rows.length === 0 ? [own] : [...person.rows, own];
    }
  return [...people.values()];
}

const NO_ROWS: readonly PersonRow[] = [];
const NOBODY: readonly Person[] = [];

/** Who is named by a number in which row. A list has a million rows, and mostly one person in each. */
class Bearers {
  private readonly byTable = new Map<number, Map<number, Person | readonly Person[]>>();

  get areSome(): boolean {
    return this.byTable.size > 0;
  }

  add(cell: Cell | undefined, person: Person): void {
    if (!cell) return;
    const rows = this.byTable.get(cell.table) ?? new Map<number, Person | readonly Person[]>();
    this.byTable.set(cell.table, rows);
    const there = rows.get(cell.row);
    rows.set(cell.row, there === undefined ? person : [...listOf(there), person]);
  }

  in({ table, row }: Cell): readonly Person[] {
    return listOf(this.byTable.get(table)?.get(row) ?? NOBODY);
  }
}

const listOf = (there: Person | readonly Person[]): readonly Person[] =>
  'value' in there ? [there] : there;

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
  /** Kinds of columns that are published and tell people apart. */
  readonly shown: ReadonlySet<string>;
  isHidden(segmentId: number): boolean;
}

/** Walks the document once; cells of one row come one after another. */
function* rowsOf(
  { segments }: LoadedDocument,
  bearers: Bearers,
  seeing: Seeing,
): Generator<[readonly Person[], SeenRow]> {
  let at: Cell | undefined;
  let persons = NOBODY;
  let cells: Segment[] = [];
  for (const segment of segments) {
    const { cell } = segment;
    if (cell?.row !== at?.row || cell?.table !== at?.table) {
      if (persons.length > 0) yield [persons, seenRow(cells, seeing)];
      at = cell;
      persons = cell ? bearers.in(cell) : NOBODY;
      cells = [];
    }
    if (persons.length > 0) cells.push(segment);
  }
  if (persons.length > 0) yield [persons, seenRow(cells, seeing)];
}

function seenRow(cells: readonly Segment[], { kindOf, shown, isHidden }: Seeing): SeenRow {
  const told = new Map<string, Told>();
  const beside: string[] = [];
  const numbers: string[] = [];
  const places: string[] = [];
  for (const { id, text, cell } of cells) {
    const kind = kindOf(cell) ?? '';
    const isTold = TOLD.has(kind);
    if (isTold && !told.has(kind)) told.set(kind, { segmentId: id, text });
    if (shown.has(kind)) beside.push(text.trim());
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
