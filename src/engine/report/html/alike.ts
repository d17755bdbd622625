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

const CELL = /^([A-Z]{1,3})(\d+)$/;
/** Places that a card names before it says how many more there are. */
const NAMED = 24;

/** `C5–C16、C18`: cells below one another in one stretch, other places one by one. */
export function placesTold(findings: Alike): { readonly told: string; readonly left: number } {
  const stretches: { first: string; last: string; column: string; row: number; count: number }[] =
    [];
  for (const { location } of findings) {
    const { address } = location;
    const [, column = '', digits = ''] = CELL.exec(address) ?? [];
    const row = Number(digits);
    const last = stretches.at(-1);
    if (last && column !== '' && last.column === column && last.row + 1 === row) {
      last.last = address;
      last.row = row;
      last.count++;
    } else stretches.push({ first: address, last: address, column, row, count: 1 });
  }
  const named = stretches.slice(0, NAMED);
  return {
    told: named.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join('、'),
    left: stretches.slice(NAMED).reduce((sum, { count }) => sum + count, 0),
  };
}
