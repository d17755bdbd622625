// The examples in the rule files are the specification: each goes through the real engine.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/engine/core/finding.ts';
import { detect } from '../../../src/engine/detect/detect.ts';
import { book } from '../detect/book.ts';
import { type Marked, markedExample } from '../detect/marked.ts';

const isKept = ({ evidence }: Finding) => evidence.some((one) => one.startsWith('kept:'));
const bucketOf = (finding: Finding) =>
  isKept(finding) ? 'keep' : finding.confidence === 'possible' ? 'review' : 'match';
const found = (ruleId: string, document: Marked) =>
  detect(document, book, new Set([ruleId])).findings.filter((finding) => finding.ruleId === ruleId);

for (const { id, name, examples } of book.rules) {
  describe(`${id} ${name.zh}`, () => {
    for (const bucket of ['match', 'review', 'keep'] as const)
      for (const example of examples[bucket] ?? [])
        it(`${bucket}: ${JSON.stringify('text' in example ? example.text : example.rows)}`, () => {
          const document = markedExample(example);
          expect(document.pieces.length, 'the example marks nothing').toBeGreaterThan(0);
          const findings = found(id, document);
          const expected = findings.filter((finding) => bucketOf(finding) === bucket);
          expect(expected.flatMap(({ pieces }) => pieces)).toEqual(
            expect.arrayContaining([...document.pieces]),
          );
        });
    for (const example of examples.ignore)
      it(`ignore: ${JSON.stringify('text' in example ? example.text : example.rows)}`, () =>
        expect(found(id, markedExample(example))).toEqual([]));
  });
}
