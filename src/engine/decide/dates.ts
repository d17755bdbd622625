import { type Claim, Finding } from '../core/finding.ts';
import { birthIn } from './birth.ts';
import type { CellDecisions } from './knowledge.ts';
import type { Person } from './people.ts';
import type { Told } from './person-row.ts';

const BORN: Claim = {
  ruleId: 'birth-date',
  severity: 'low',
  confidence: 'certain',
  evidence: ['column'],
};

/**
 * Cuts the dates of birth in every table where somebody is exposed, the whole column alike: one
 * layout a table, and no row that stands out.
 */
export function cutDates(
  people: readonly Person[],
  exposed: readonly Person[],
  keep: 'month' | 'year',
  cells: CellDecisions,
): CellDecisions {
  const tables = new Set(exposed.flatMap(({ rows }) => rows.map(({ table }) => table)));
  const cut = new Map(cells);
  for (const { birth, table } of people.flatMap(({ rows }) => rows)) {
    if (!birth || !tables.has(table) || birthIn(birth.text) === undefined) continue;
    const decided = cells.get(birth.segmentId);
    if (decided && decided.action !== 'keep' && decided.mask.kind !== 'date') continue;
    cut.set(birth.segmentId, {
      action: 'mask',
      finding: decided?.finding ?? wholeCell(birth, BORN),
      mask: { kind: 'date', keep },
    });
  }
  return cut;
}

/** A finding over all that a cell says, for cells that no rule spoke about. */
export const wholeCell = ({ segmentId, text }: Told, claim: Claim): Finding =>
  new Finding(claim, segmentId, 0, text.length);
