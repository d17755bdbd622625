import type { Decision } from '../core/decision.ts';
import type { Claim } from '../core/finding.ts';
import { NAMESAKE } from '../core/kinds.ts';
import { wholeCell } from './dates.ts';
import type { Person } from './people.ts';
import type { PersonRow, Told } from './person-row.ts';

/** People of one name whom nothing that is published tells apart. */
export interface Tie {
  readonly members: readonly { readonly person: Person; readonly row: PersonRow }[];
}

/** Blanks, and signs that nobody sees. */
const UNSEEN = /[\s\p{Cf}]/gu;
const HIDES = /[*＊×○●某]|\p{Script=Han}[xXｘＸ]/u;

/** Every tie, table by table. Two rows of one number are one person, honoured twice. */
export function tiesAmong(people: readonly Person[]): Tie[] {
  // Most stand alone: only where a second one comes there is a list.
  const first = new Map<string, Tie['members'][number]>();
  const groups = new Map<string, Tie['members'][number][]>();
  const named = new NamedOnce();
  for (const person of people) {
    for (const row of person.rows) {
      // Nobody is mistaken for another under a name that the draft hides: 张*.
      if (!row.name || HIDES.test(row.name.text) || !named.isFirst(row.name, person)) continue;
      const key = `${row.table}\n${row.name.text.replaceAll(UNSEEN, '')}\n${row.beside}`;
      const member = { person, row };
      const before = first.get(key);
      const group = groups.get(key);
      if (!before) first.set(key, member);
      else if (group) group.push(member);
      else groups.set(key, [before, member]);
    }
  }
  return [...groups.values()]
    .filter((members) => new Set(members.map(({ person }) => person)).size > 1)
    .map((members) => ({ members }));
}

/** Whose name a cell is: that of the first number behind it. A guardian's number names nobody. */
class NamedOnce {
  private readonly bearers = new Map<number, Person>();

  isFirst({ segmentId }: Told, person: Person): boolean {
    const bearer = this.bearers.get(segmentId) ?? person;
    this.bearers.set(segmentId, bearer);
    return bearer === person;
  }
}

/** The shortest suffix that tells the members of a tie apart; undefined when none of them does. */
export function shortestSuffix({ members }: Tie, digits: readonly number[]): number | undefined {
  const values = [...new Set(members.map(({ person }) => person.value))];
  return digits
    .toSorted((a, b) => a - b)
    .find((length) => new Set(values.map((value) => value.slice(-length))).size === values.length);
}

const SAME_NAME: Claim = {
  ruleId: NAMESAKE,
  severity: 'low',
  confidence: 'certain',
  evidence: ['same-name'],
};

/** 张伟（甲）, 张伟（乙）: every member of a tie gets a label, the same person always the same. */
export function labelsFor(ties: readonly Tie[]): Decision[] {
  // The first of every tie share their words, and so do the second: a list may have a million of them.
  const words: { readonly label: string; readonly reason: string }[] = [];
  return ties.flatMap(({ members }) => {
    const order = new Map<Person, number>();
    for (const { person } of members) if (!order.has(person)) order.set(person, order.size);
    return members.flatMap(({ person, row: { name } }): Decision[] => {
      if (name === undefined) return [];
      const at = order.get(person) ?? 0;
      const label = `（${ordinal(at)}）`;
      words[at] ??= { label, reason: `namesake:${label}` };
      return [{ action: 'keep', ...words[at], finding: wholeCell(name, SAME_NAME) }];
    });
  });
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';

/** 甲 乙 丙 … and, past the tenth, plain numbers. */
export const ordinal = (index: number): string => STEMS[index] ?? String(index + 1);
