import type { LoadedDocument } from '../core/document.ts';
import type { TableFacts } from '../core/table.ts';
import { birthIn } from './birth.ts';
import { shownInDraft } from './knowledge.ts';
import { isIdentity, type Person } from './people.ts';
import { type PersonRow, type Seeing, seenRow } from './person-row.ts';
import { rowsOf } from './rows.ts';
import { bearerOf } from './traces.ts';

const TELLING = new Set(['birth-date', 'age', 'sex']);

/**
 * Gives people the rows in which another table tells of them by name alone: digits on one sheet and a date of birth on
 * the next are read together. A row whose date is another one is another person's.
 */
export function withRowsElsewhere(
  people: readonly Person[],
  document: Pick<LoadedDocument, 'segments'>,
  tables: readonly TableFacts[],
  seeing: () => Seeing,
): void {
  const about = new Set(tables.filter(tellsByName).map(({ table }) => table));
  if (about.size === 0 || people.length === 0) return;
  const byName = new Map<string, Person[]>();
  for (const person of people)
    for (const name of new Set(person.rows.map(nameOf)))
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), person]);
  const seen = seeing();
  for (const cells of rowsOf(document, ({ table }) => about.has(table))) {
    const { row } = seenRow(cells, seen);
    for (const person of byName.get(nameOf(row) ?? '') ?? [])
      if (isOf(row, person)) person.rows = [...person.rows, row];
  }
}

const nameOf = ({ name }: PersonRow): string | undefined => name && bearerOf(name.text);

const tellsByName = ({ columns }: TableFacts): boolean => {
  const kinds = [...columns.values()];
  return (
    kinds.includes('name') &&
    kinds.some((kind) => TELLING.has(kind)) &&
    !kinds.some((kind) => isIdentity(kind))
  );
};

const YEAR = 6;
const MONTH = 10;
const DAY = 12;

/** Nothing in a row speaks against its being about the bearer of a number, whole or half hidden. */
function isOf({ birth }: PersonRow, { value }: Person): boolean {
  const told = birth && birthIn(birth.text);
  if (!told) return true;
  const places = /^\d{15}$/.test(value)
    ? `${value.slice(0, YEAR)}19${value.slice(YEAR)}?`
    : shownInDraft(value);
  const fits = (at: number, part: number | undefined, length: number) =>
    part === undefined ||
    [...String(part).padStart(length, '0')].every((digit, index) =>
      ['?', digit].includes(places.charAt(at + index)),
    );
  return fits(YEAR, told.years[0], 4) && fits(MONTH, told.month, 2) && fits(DAY, told.day, 2);
}
