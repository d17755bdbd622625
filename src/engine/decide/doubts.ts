import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { type Claim, Finding, type Piece } from '../core/finding.ts';
import { SENSITIVE_COLUMN } from '../core/kinds.ts';
import type { TableFacts } from '../core/table.ts';
import type { Policy } from '../rules/policy.ts';
import { columnKinds } from './columns.ts';
import { toldByRemark } from './remarks.ts';

const NAMES_PEOPLE = new Set(['name', 'resident-id', 'resident-id-15', 'disability-certificate']);

interface Column {
  readonly kind: string;
  readonly pieces: Piece[];
}

/**
 * Columns about health, hardship and the like beside people's names: one finding a column, for a
 * person to decide about as a whole. A table without people (cases by disease) raises no doubt.
 */
export function doubtsAbout(
  tables: readonly TableFacts[],
  document: LoadedDocument,
  { doubts, publishes }: Policy,
  year?: number,
): Decision[] {
  const isDoubtful = (kind: string) => Object.hasOwn(doubts, kind) && !publishes.includes(kind);
  const about = tables.filter(({ columns }) => {
    const kinds = [...columns.values()];
    return (
      kinds.some((kind) => NAMES_PEOPLE.has(kind)) &&
      kinds.some((kind) => isDoubtful(kind) || TELLING.has(kind))
    );
  });
  if (about.length === 0) return [];
  const kindOf = columnKinds(about);
  const columns = new Map<string, Column>();
  for (const { id, text, cell } of document.segments) {
    const kind = doubtOf(kindOf(cell), text, isDoubtful, year);
    if (!cell || kind === undefined || !isDoubtful(kind) || text.trim() === '') continue;
    const key = `${cell.table}:${cell.column}:${kind}`;
    const column = columns.get(key) ?? { kind, pieces: [] };
    columns.set(key, column);
    column.pieces.push({ segmentId: id, span: { start: 0, end: text.length } });
  }
  return [...columns.values()].flatMap(decisionFor);
}

const AGE = /^\s*(\d{1,2})\s*(?:周?岁)?\s*$/;
const BORN = /(?:19|20)\d{2}/;
const GROWN_ENOUGH = 14;
const UNDER_14 = 'under-14';
/** Columns that may tell it of some of their people. */
const TELLING = new Set(['age', 'birth-date', 'remark']);

/** The law asks the parents of whoever is younger than fourteen: an age says so, or a year of birth. */
function doubtOf(
  kind: string | undefined,
  text: string,
  isDoubtful: (kind: string) => boolean,
  year = Number.NaN,
): string | undefined {
  if (kind === 'remark') return toldByRemark(text, isDoubtful);
  if (kind === 'age') return Number(AGE.exec(text)?.[1]) < GROWN_ENOUGH ? UNDER_14 : undefined;
  if (kind === 'birth-date')
    return year - Number(BORN.exec(text)?.[0]) < GROWN_ENOUGH ? UNDER_14 : undefined;
  return kind;
}

function decisionFor({ kind, pieces: [first, ...others] }: Column): Decision[] {
  if (first === undefined) return [];
  const claim: Claim = {
    ruleId: SENSITIVE_COLUMN,
    severity: 'high',
    confidence: 'likely',
    evidence: [`sensitive:${kind}`, 'beside-names'],
  };
  return [
    {
      action: 'review',
      reason: `sensitive:${kind}`,
      mask: { kind: 'full' },
      finding: Finding.over(claim, [first, ...others]),
    },
  ];
}
