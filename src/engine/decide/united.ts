import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { digitsOf } from './knowledge.ts';
import type { Person } from './people.ts';
import { unionsOf } from './recombine.ts';
import { bearerOf, bearersBefore } from './traces.ts';

/** What one document shows of a person in several places, put together. */
export interface United {
  readonly shown: string;
  /** Everybody with whose forms it was put together, this person included. */
  readonly members: readonly Person[];
}

const MOST_FORMS = 300;

/**
 * A number half hidden in one way here and in another way there gives away what both show: for each
 * person who is shown in several places under one name the most telling union.
 */
export function unitedForms(
  forms: ReadonlyMap<Person, string>,
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
): ReadonlyMap<Person, United> {
  const united = new Map<Person, United>();
  for (const bearers of byName(forms, decisions, document).values()) {
    for (const together of unitedAmong(bearers, forms)) {
      for (const person of together.members) {
        const best = united.get(person);
        if (!best || digitsOf(best.shown) < digitsOf(together.shown)) united.set(person, together);
      }
    }
  }
  return united;
}

function byName(
  forms: ReadonlyMap<Person, string>,
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
): ReadonlyMap<string, readonly Person[]> {
  const bearers = new Map<string, Person[]>();
  for (const [person, shown] of forms) {
    if (digitsOf(shown) === 0) continue;
    for (const name of namesOf(person, decisions, document)) {
      const others = bearers.get(name);
      if (others) others.push(person);
      else bearers.set(name, [person]);
    }
  }
  return bearers;
}

function unitedAmong(bearers: readonly Person[], forms: ReadonlyMap<Person, string>): United[] {
  if (bearers.length < 2) return [];
  const alike = Map.groupBy(bearers, (person) => forms.get(person) ?? '');
  // A name that hundreds bear says nothing of any of them, and trying all pairs would take for ever.
  if (alike.size > MOST_FORMS) return [];
  const shown = [...alike.keys()];
  return unionsOf(shown).map((union) => ({
    shown: union.shown,
    members: union.forms.flatMap((index) => alike.get(shown[index] ?? '') ?? []),
  }));
}

function namesOf(
  { rows, decisions: indexes }: Person,
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
): ReadonlySet<string> {
  if (rows.length > 0)
    return new Set(rows.flatMap(({ name }) => (name && bearerOf(name.text)) ?? []));
  return new Set(
    indexes.flatMap((index) => {
      const finding = decisions[index]?.finding;
      return finding ? bearersBefore(document.segment(finding.segmentId).text, finding.start) : [];
    }),
  );
}
