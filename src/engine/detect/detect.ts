import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { Rule } from '../rules/rule.ts';
import { fold } from '../text/fold.ts';
import { validators } from './validators/validators.ts';

/** Finds identifiers over a whole document. */
export function detect(segments: Iterable<Segment>, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  for (const segment of segments) {
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
  return findings;
}
