import type { Candidates, Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import { NAMESAKE } from '../core/kinds.ts';
import type { Mask } from '../core/mask.ts';
import type { TableFacts } from '../core/table.ts';
import { kindOf, type Policy } from '../rules/policy.ts';
import type { CandidateCounter } from './candidates.ts';
import { cutDates } from './dates.ts';
import { withRowsElsewhere } from './elsewhere.ts';
import { withCandidates } from './few.ts';
import { HALF_MASKED, repaired } from './half-masked.ts';
import { FULL, type Hiding, hasUsual, maskFor, shownOf } from './hiding.ts';
import { type CellDecisions, knownOf, type Setting, shownInDraft } from './knowledge.ts';
import { labelsFor, shortestSuffix, type Tie, tiesAmong } from './namesakes.ts';
import { inReadingOrder } from './order.ts';
import { type Person, peopleIn, type Wanted, WHOLE_NUMBERS } from './people.ts';
import { type PersonRow, seeingIn } from './person-row.ts';
import { type United, unitedForms } from './united.ts';
import { weigher } from './weigh.ts';

/** What decisions about people rest on beside the findings. */
export interface Circumstances {
  readonly document: LoadedDocument;
  readonly tables: readonly TableFacts[];
  readonly policy: Policy;
  readonly setting: Setting;
  readonly count: CandidateCounter;
}

const NOBODY: ReadonlyMap<Person, United> = new Map();

/**
 * Looks at people row by row: tells namesakes apart with as little as possible, counts how many
 * numbers still fit each masked one, and tightens or asks where they are too few.
 */
export function settlePeople(
  decisions: readonly Decision[],
  circumstances: Circumstances,
): readonly Decision[] {
  const { document, tables, policy, setting } = circumstances;
  const bearersOf = (wanted: Wanted) =>
    peopleIn(document, tables, decisions, policy, wanted, setting.placeIn);
  const people = bearersOf(WHOLE_NUMBERS);
  const half = bearersOf(HALF_MASKED);
  if (people.length + half.length === 0) return decisions;
  let cells = cellDecisions(decisions);
  const weigh = weigher(circumstances);
  const ofAnyone = new Map<string, Candidates>();
  const candidates = (person: Person, hiding: Hiding) => {
    const { rows } = person;
    const shown = shownOf(person, hiding, decisions, document);
    if (rows.some(tellsMore)) return weigh(knownOf(rows, shown, cells, setting));
    // Of nearly everybody on a long list the same is known: that they are on it, and these digits.
    let same = ofAnyone.get(shown);
    if (!same) {
      same = weigh(knownOf([], shown, cells, setting));
      ofAnyone.set(shown, same);
    }
    return same;
  };
  const isSafe = (person: Person, hiding: Hiding) =>
    candidates(person, hiding).count >= policy.residualCandidates;

  const ties = tiesAmong(people);
  const customary = people.filter((one) => hasUsual(one, decisions));
  const tied = ties.flatMap(({ members }) => members.map(({ person }) => person));
  withRowsElsewhere([...new Set([...tied, ...customary, ...half])], document, tables, () =>
    seeingIn(tables, policy, decisions),
  );
  const usual = customary.filter((one) => isSafe(one, 'as-usual'));
  const { hidings, labels } = tellApart(ties, usual, isSafe, policy);
  const hidingOf = (person: Person) => hidings.get(person) ?? FULL;
  const exposed = () => [
    ...people.filter((person) => !isSafe(person, hidingOf(person))),
    ...half.filter((person) => !isSafe(person, FULL)),
  ];
  /** What the output would show of everybody if the draft's own masks stayed. */
  const shownOfAll = () =>
    new Map([
      ...people.map((one) => [one, shownOf(one, hidingOf(one), decisions, document)] as const),
      ...half.map((one) => [one, shownInDraft(one.value)] as const),
    ]);
  for (const keep of ['month', 'year'] as const) {
    const someone = exposed();
    if (someone.length === 0) break;
    cells = cutDates([...people, ...half], someone, keep, cells);
  }
  const settled = [...decisions];
  const united = half.length === 0 ? NOBODY : unitedForms(shownOfAll(), decisions, document);
  const kept = new Set<Person>();
  for (const person of half) {
    const known = (shown: string) => weigh(knownOf(person.rows, shown, cells, setting));
    for (const index of person.decisions) {
      const decision = decisions[index] as Decision;
      const after = repaired(decision, person.value, known, policy, united.get(person)?.shown);
      if (after.action === 'keep') kept.add(person);
      settled[index] = after;
    }
  }
  for (const person of people) {
    const hiding = hidingOf(person);
    const together = united.get(person);
    const found = together?.members.some((one) => kept.has(one))
      ? weigh(knownOf(person.rows, together.shown, cells, setting))
      : candidates(person, hiding);
    for (const index of person.decisions) {
      const decision = decisions[index] as Decision;
      settled[index] = withCandidates(
        decision,
        maskFor(decision, hiding, person.value),
        found,
        policy,
      );
    }
  }
  return merged(settled, [...cells.values(), ...labels]);
}

const tellsMore = ({ birth, age, sex, inClass, given }: PersonRow): boolean =>
  [birth, age, sex, inClass, given].some((told) => told !== undefined);

/** A suffix for namesakes only, and only where it stays safe; a label for those whom no suffix helps. */
function tellApart(
  ties: readonly Tie[],
  usual: readonly Person[],
  isSafe: (person: Person, hiding: Hiding) => boolean,
  policy: Policy,
): { hidings: Map<Person, Hiding>; labels: Decision[] } {
  const { namesakes } = policy;
  const hidings = new Map<Person, Hiding>(usual.map((person) => [person, 'as-usual']));
  // Where names are hidden there is nobody to mistake for another.
  if (namesakes.by === 'nothing' || kindOf(policy, 'name').action !== 'keep')
    return { hidings, labels: [] };
  const kind = kindOf(policy, 'resident-id');
  const shown = kind.action === 'keep' ? FULL : kind.mask;
  const unsafe: Tie[] = [];
  for (const tie of ties) {
    const ends = tie.members.map(({ person }) =>
      hidings.get(person) === 'as-usual' ? shownEnd(person.value, shown) : '',
    );
    if (new Set(ends).size > 1) continue;
    const end = namesakes.by === 'suffix' ? shortestSuffix(tie, namesakes.digits) : undefined;
    const mask: Mask | undefined = end === undefined ? undefined : { kind: 'keep', start: 0, end };
    if (mask && tie.members.every(({ person }) => isSafe(person, mask))) {
      for (const { person } of tie.members) hidings.set(person, longer(hidings.get(person), mask));
    } else unsafe.push(tie);
  }
  return { hidings, labels: labelsFor(unsafe) };
}

/** What a customary mask such as 3 + 4 shows at the end: where that differs nobody ties. */
const shownEnd = (value: string, mask: Mask): string =>
  mask.kind === 'keep' && mask.end > 0 ? value.slice(-mask.end) : '';

/** One person may tie in two tables: the longer suffix serves both. */
const longer = (a: Hiding | undefined, b: Mask): Mask =>
  a !== undefined && a !== 'as-usual' && endOf(a) > endOf(b) ? a : b;
const endOf = (mask: Mask): number => (mask.kind === 'keep' ? mask.end : 0);

const BESIDE = new Set(['birth-date', 'age']);

/** Decisions about cells that tell something of the person beside the number. */
const cellDecisions = (decisions: readonly Decision[]): CellDecisions =>
  new Map(
    decisions
      .filter(({ finding }) => BESIDE.has(finding.ruleId) && finding.others.length === 0)
      .map((decision) => [decision.finding.segmentId, decision]),
  );

/** Decisions with some replaced by newer ones about the same stretch of a cell, in reading order. */
function merged(decisions: readonly Decision[], newer: readonly Decision[]): readonly Decision[] {
  if (newer.length === 0) return decisions;
  const byKind = new Map<string, Map<number, Decision>>();
  for (const decision of newer) {
    const kind = kindOfCell(decision);
    const there = byKind.get(kind) ?? new Map<number, Decision>();
    byKind.set(kind, there.set(decision.finding.segmentId, decision));
  }
  const all = decisions.filter((decision) => {
    const { finding } = decision;
    const newer = byKind.get(kindOfCell(decision))?.get(finding.segmentId);
    // A text may tell two dates of birth: the one that was not weighed stays as it was decided.
    return newer === undefined || !overlap(newer.finding, finding);
  });
  for (const there of byKind.values()) for (const decision of there.values()) all.push(decision);
  return inReadingOrder(all);
}

const overlap = (one: Finding, other: Finding): boolean =>
  one.start < other.end && other.start < one.end;

const kindOfCell = ({ finding: { ruleId } }: Decision): string =>
  BESIDE.has(ruleId) ? 'beside' : ruleId === NAMESAKE ? 'name' : ruleId;
