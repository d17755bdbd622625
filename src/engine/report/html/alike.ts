import type { ReportedFinding } from '../report.ts';

/** Findings of which everything but the place (and what little a mask leaves) is the same: a column of a list. */
export type Alike = readonly [ReportedFinding, ...ReportedFinding[]];

/** Fewer than this are told one by one. */
const FEW = 4;

/**
 * A list of thousands is read by the column, not by the cell. What waits for a person, and what one has decided,
 * stays alone; all others come where their first stands.
 */
export function alikeAmong(findings: readonly ReportedFinding[]): readonly Alike[] {
  const groups = new Map<string, [ReportedFinding, ...ReportedFinding[]]>();
  for (const [index, finding] of findings.entries()) {
    const key = isAlone(finding) ? `alone ${index}` : keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group): readonly Alike[] =>
    group.length < FEW ? group.map((one) => [one]) : [group],
  );
}

const isAlone = ({ action, decided, addedMask }: ReportedFinding): boolean =>
  action === 'review' || decided !== null || addedMask !== null;

const keyOf = (one: ReportedFinding): string =>
  JSON.stringify([
    one.type,
    one.action,
    one.confidence,
    one.disguise,
    one.evidence,
    one.reason,
    one.residualBecause,
    one.location.channel,
    one.location.part,
    one.location.address.replaceAll(/\d+/g, '#'),
  ]);

/** Places that a card names before it says how many more there are. */
const NAMED = 24;
const COLUMN = /^[A-Z]{1,3}$/;

/** Places one behind the other: their addresses are alike but for one number, which counts up. */
interface Stretch {
  readonly first: readonly string[];
  last: readonly string[];
  /** Which part of an address counts up. */
  at: number;
  count: number;
}

/** `C5–C16、C18`, `表 1 第 2–51 行第 6 列`: places one behind the other in one stretch, others one by one. */
export function placesTold(findings: Alike): { readonly told: string; readonly left: number } {
  const stretches: Stretch[] = [];
  for (const { location } of findings) {
    const parts = location.address.split(/(\d+)/);
    const stretch = stretches.at(-1);
    const at = stretch ? stepBetween(stretch.last, parts) : NONE;
    if (stretch && at !== NONE && (stretch.count === 1 || stretch.at === at)) {
      stretch.last = parts;
      stretch.at = at;
      stretch.count++;
    } else stretches.push({ first: parts, last: parts, at: NONE, count: 1 });
  }
  return {
    told: stretches.slice(0, NAMED).map(asTold).join('、'),
    left: stretches.slice(NAMED).reduce((sum, { count }) => sum + count, 0),
  };
}

const NONE = -1;

/** The part of an address that is one more in the next, when all others are the same. */
function stepBetween(one: readonly string[], next: readonly string[]): number {
  const at = one.findIndex((part, index) => part !== next[index]);
  const isStep = at % 2 === 1 && Number(next[at]) === Number(one[at]) + 1;
  const rest = (parts: readonly string[]) => parts.slice(at + 1).join('');
  return isStep && one.length === next.length && rest(one) === rest(next) ? at : NONE;
}

function asTold({ first, last, at, count }: Stretch): string {
  const address = first.join('');
  if (count === 1) return address;
  const [before, behind] = [first.slice(0, at).join(''), first.slice(at + 1).join('')];
  // Cells are known by both their letters and their number.
  if (COLUMN.test(before) && behind === '') return `${address}–${last.join('')}`;
  return `${before}${first[at]}–${last[at]}${behind}`;
}
