import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';

/** Whether a finding stands in a row, or a text outside tables, that also names somebody by a number. */
export type BesideAPerson = (finding: Finding) => boolean;

const NAMES_A_PERSON =
  /^(?:resident-id|residence-permit|disability-certificate|student-registry|passport$)/;

export function besideAPerson(
  findings: readonly Finding[],
  document: Pick<LoadedDocument, 'segment'>,
): BesideAPerson {
  const placeOf = ({ pieces: [{ segmentId }] }: Finding): string => {
    const { cell } = document.segment(segmentId);
    return cell ? `${cell.table}:${cell.row}` : `text ${segmentId}`;
  };
  const places = new Set<string>();
  for (const finding of findings) {
    if (NAMES_A_PERSON.test(finding.ruleId) && finding.confidence !== 'possible')
      places.add(placeOf(finding));
  }
  return (finding) => places.size > 0 && places.has(placeOf(finding));
}
