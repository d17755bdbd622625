import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import type { TableFacts } from '../core/table.ts';
import { columnKinds } from './columns.ts';

/** What a finding stands beside. */
export interface Neighbourhood {
  /** Its row, or its text outside tables, also names somebody by a number. */
  inPersonsRow(finding: Finding): boolean;
  /** Its column holds identity numbers, whatever its own check says. */
  inIdentityColumn(finding: Finding): boolean;
}

const NAMES_A_PERSON =
  /^(?:resident-id|residence-permit|disability-certificate|student-registry|passport$)/;

export function neighbourhood(
  findings: readonly Finding[],
  tables: readonly TableFacts[],
  document: Pick<LoadedDocument, 'segment'>,
): Neighbourhood {
  const kindOf = columnKinds(tables);
  const placeOf = ({ segmentId }: Finding) => {
    const { cell } = document.segment(segmentId);
    return {
      row: cell ? `${cell.table}:${cell.row}` : `text ${segmentId}`,
      column: kindOf(cell) ?? '',
    };
  };
  const rows = new Set<string>();
  for (const finding of findings) {
    if (NAMES_A_PERSON.test(finding.ruleId) && finding.confidence !== 'possible')
      rows.add(placeOf(finding).row);
  }
  return {
    inPersonsRow: (finding) => rows.has(placeOf(finding).row),
    inIdentityColumn: (finding) => NAMES_A_PERSON.test(placeOf(finding).column),
  };
}
