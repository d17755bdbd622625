import type { ReportedFinding } from '../report.ts';
import { sentence } from './sentence.ts';
import type { Words } from './words.ts';

/**
 * What is said beside what was done: why it was kept or waits, and how many numbers still fit.
 * @param candidates the fewest that are left where several findings are told of together
 */
export function notesOn(
  finding: ReportedFinding,
  words: Words,
  candidates: { readonly least: number; readonly isLeast: boolean } = {
    least: finding.residualCandidates ?? 0,
    isLeast: false,
  },
): readonly string[] {
  const { reason, evidence, residualCandidates, residualBecause } = finding;
  return [
    ...(reason === null || evidence.includes(reason) ? [] : [sentence(reason, words)]),
    ...(residualCandidates === null
      ? []
      : [
          words.residual(
            candidates.least,
            residualBecause.map((code) => sentence(code, words)),
            candidates.isLeast,
          ),
        ]),
  ];
}
