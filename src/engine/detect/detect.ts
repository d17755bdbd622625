import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import type { TableFacts } from '../core/table.ts';
import { fold } from '../text/fold.ts';
import type { RuleBook } from './rule-book.ts';
import { validators } from './validators/validators.ts';

/** What a document holds. Findings stand in reading order and never overlap. */
export interface Detection {
  readonly findings: readonly Finding[];
  readonly tables: readonly TableFacts[];
}

/** Finds identifiers over a whole document. */
export function detect(
  document: Pick<LoadedDocument, 'segments' | 'segment'>,
  { rules }: RuleBook,
): Detection {
  const findings: Finding[] = [];
  for (const segment of document.segments) {
    const folded = fold(segment.text);
    for (const rule of rules) {
      const pattern = new RegExp(`(?<![0-9A-Za-z])(?:${rule.pattern})(?![0-9A-Za-z])`, 'gu');
      const isValid = rule.validator === undefined ? undefined : validators[rule.validator];
      for (const { 0: value, index } of folded.text.matchAll(pattern)) {
        if (isValid && !isValid(value)) continue;
        const span = folded.originalSpan({ start: index, end: index + value.length });
        findings.push({
          ruleId: rule.id,
          severity: rule.severity,
          confidence: 'certain',
          pieces: [{ segmentId: segment.id, span }],
          evidence: ['pattern', ...(isValid ? ['checksum'] : [])],
        });
      }
    }
  }
  return { findings, tables: [] };
}
