import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Piece } from '../core/finding.ts';
import { SENSITIVE_COLUMN } from '../core/kinds.ts';
import type { TableFacts } from '../core/table.ts';
import type { Policy } from '../rules/policy.ts';

const NAMES_PEOPLE = new Set(['name', 'resident-id', 'resident-id-15', 'disability-certificate']);

interface Column {
  readonly kind: string;
  readonly headerRow: number;
  readonly pieces: Piece[];
}

/**
 * Columns about health, hardship and the like beside people's names: one finding a column, for a
 * person to decide about as a whole. A table without people (cases by disease) raises no doubt.
 */
export function doubtsAbout(
  tables: readonly TableFacts[],
  document: LoadedDocument,
  policy: Policy,
): Decision[] {
  const columns = new Map(tables.flatMap((facts) => doubtfulColumns(facts, policy)));
  if (columns.size === 0) return [];
  for (const { id, text, cell } of document.segments) {
    const column = cell && columns.get(`${cell.table}:${cell.column}`);
    if (column && cell.row > column.headerRow && text.trim() !== '')
      column.pieces.push({ segmentId: id, span: { start: 0, end: text.length } });
  }
  return [...columns.values()].flatMap(decisionFor);
}

function doubtfulColumns(
  { table, headerRow = -1, columns }: TableFacts,
  { doubts, publishes }: Policy,
): [string, Column][] {
  if (![...columns.values()].some((kind) => NAMES_PEOPLE.has(kind))) return [];
  return [...columns]
    .filter(([, kind]) => Object.hasOwn(doubts, kind) && !publishes.includes(kind))
    .map(([column, kind]) => [`${table}:${column}`, { kind, headerRow, pieces: [] }]);
}

function decisionFor({ kind, pieces: [first, ...others] }: Column): Decision[] {
  if (first === undefined) return [];
  return [
    {
      action: 'review',
      reason: `sensitive:${kind}`,
      mask: { kind: 'full' },
      finding: {
        ruleId: SENSITIVE_COLUMN,
        severity: 'high',
        confidence: 'likely',
        pieces: [first, ...others],
        evidence: [`sensitive:${kind}`, 'beside-names'],
      },
    },
  ];
}
