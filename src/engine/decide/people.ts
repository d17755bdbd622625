import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import type { Policy } from '../rules/policy.ts';
import { plainValue } from '../text/plain-value.ts';
import { givenBy } from './given.ts';
import { type PersonRow, type Seeing, seeingIn, seenRow } from './person-row.ts';
import type { PlaceFinder } from './place-names.ts';
import { type Block, blocksOf, WHOLE_ROW } from './row-blocks.ts';
import { rowsOf } from './rows.ts';
import { textOf } from './text-of.ts';

/** All that a document tells about the bearer of one number. */
export interface Person {
  /** The plain number, in its longest form. Never to leave memory. */
  value: string;
  /** Indexes of the decisions about it. */
  readonly decisions: number[];
  rows: readonly PersonRow[];
}

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
const OLD_LENGTH = 15;
/** Kinds of numbers that hold an ID: behind a letter, or before the class and grade of a disability. */
const HOLDS_IDENTITY = new Set(['student-registry', 'disability-certificate']);
const INSIDE = /^(?:[GJL](?<behind>\d{17}[\dX])|(?<before>\d{17}[\dX])\d{2}(?:B\d)?)$/;

/** Whether a rule is about resident IDs themselves. */
export const isIdentity = (ruleId: string): boolean => ruleId.startsWith('resident-id');

/** The resident ID that a text is or holds. */
function identityIn(text: string): string {
  const plain = plainValue(text);
  const { behind, before } = INSIDE.exec(plain)?.groups ?? {};
  return behind ?? before ?? plain;
}

/**
 * Bearers of whole numbers: the same number is the same person, alone or inside a longer one, with the century
 * and the check character that it has since 1999 or without.
 */
export const WHOLE_NUMBERS: Wanted = {
  plain: identityIn,
  isKind: (ruleId) => isIdentity(ruleId) || HOLDS_IDENTITY.has(ruleId),
  isValue: (value) => IDENTITY.test(value),
  keyOf: (value) =>
    value.length === OLD_LENGTH ? `${value.slice(0, 6)}19${value.slice(6)}` : value.slice(0, -1),
};

/** Everyone whom the document names by a number that the policy hides, with their rows. */
export function peopleIn(
  document: LoadedDocument,
  tables: readonly TableFacts[],
  decisions: readonly Decision[],
  policy: Pick<Policy, 'publishes' | 'doubts'>,
  wanted: Wanted = WHOLE_NUMBERS,
  placeIn: PlaceFinder = () => '',
): Person[] {
  const { people, bearers } = bearersIn(document, decisions, wanted);
  if (!bearers.areSome) return people;
  const seeing = seeingIn(tables, policy, decisions);
  for (const cells of rowsOf(document, (cell) => bearers.in(cell).length > 0)) {
    const persons = bearers.in(cells[0]?.cell);
    const blocks = blocksAmong(persons, cells, seeing, decisions);
    for (const [index, person] of persons.entries()) {
      const { row, numbers, places } = seenRow(cells, seeing, blocks[index]);
      const given = givenBy(person.value, numbers, places, placeIn);
      const own = given ? { ...row, given } : row;
      person.rows = person.rows.length === 0 ? [own] : [...person.rows, own];
    }
  }
  return people;
}

const ALONE: readonly Block[] = [WHOLE_ROW];

/** Which cells of a row speak of each of its people. */
function blocksAmong(
  persons: readonly Person[],
  cells: readonly Segment[],
  { kindOf }: Seeing,
  decisions: readonly Decision[],
): readonly Block[] {
  if (persons.length === 1) return ALONE;
  const columns = new Map(cells.map(({ id, cell }) => [id, cell?.column ?? 0]));
  const numbers = persons.map((person) => {
    const ids = person.decisions.map((index) => decisions[index]?.finding.segmentId ?? -1);
    return columns.get(ids.find((id) => columns.has(id)) ?? -1) ?? 0;
  });
  return blocksOf(
    numbers,
    cells.map(({ cell }) => ({ column: cell?.column ?? 0, isName: kindOf(cell) === 'name' })),
  );
}

/** Everyone by number, and in which row they are named. */
function bearersIn(
  document: LoadedDocument,
  decisions: readonly Decision[],
  { plain, isKind, isValue, keyOf }: Wanted,
): { people: Person[]; bearers: Bearers } {
  const people = new Map<string, Person>();
  const bearers = new Bearers();
  for (const [index, { action, finding }] of decisions.entries()) {
    if (action === 'keep' || !isKind(finding.ruleId)) continue;
    const value = plain(textOf(finding, document));
    if (!isValue(value)) continue;
    const key = keyOf(value, index);
    let person = people.get(key);
    if (person) {
      person.decisions.push(index);
      if (value.length > person.value.length) person.value = value;
    } else {
      person = { value, decisions: [index], rows: NO_ROWS };
      people.set(key, person);
    }
    bearers.add(document.segment(finding.segmentId).cell, person);
  }
  return { people: [...people.values()], bearers };
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
    if (there === undefined) rows.set(cell.row, person);
    else if (!listOf(there).includes(person)) rows.set(cell.row, [...listOf(there), person]);
  }

  in(cell: Cell | undefined): readonly Person[] {
    return listOf((cell && this.byTable.get(cell.table)?.get(cell.row)) ?? NOBODY);
  }
}

const listOf = (there: Person | readonly Person[]): readonly Person[] =>
  'value' in there ? [there] : there;
