// Notices as offices write them. What must not stay is marked in the file itself: [[rule:value]], or
// [[?rule:value]] where a person must look as well. Everything unmarked must stay.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { redact } from '../../src/engine/pipeline/redact.ts';
import type { Scan } from '../../src/engine/pipeline/scan.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

const MARK = /\[\[(\??)([a-z0-9-]+):(.*?)\]\]/g;

for (const name of readdirSync('fixtures/notices')) {
  const marked = readFileSync(`fixtures/notices/${name}`, 'utf8');
  const marks = [...marked.matchAll(MARK)].map(([, doubt, rule, value = '']) => ({
    value,
    what: `${doubt === '?' ? 'review' : 'mask'} ${rule} ${value}`,
  }));
  const bytes = new TextEncoder().encode(marked.replaceAll(MARK, '$3'));
  const says =
    marks.length === 0
      ? 'names nobody and comes back byte for byte'
      : `${marks.length} values are hidden, and nothing else`;

  it(`${name}: ${says}`, async () => {
    const { verdict, output, scan } = await redact({ bytes, name }, settings);
    expect(acted(scan)).toEqual(marks.map(({ what }) => what).toSorted());
    expect(verdict).toBe(verdictOf(marks.map(({ what }) => what)));
    expect(leaks(output as Uint8Array, ...marks.map(({ value }) => value))).toEqual([]);
    if (marks.length === 0) expect(Buffer.compare(output as Uint8Array, bytes)).toBe(0);
  });
}

function verdictOf(whats: readonly string[]): string {
  if (whats.length === 0) return 'clean';
  return whats.some((what) => what.startsWith('review')) ? 'review' : 'masked';
}

const acted = ({ decisions, document }: Scan) =>
  decisions
    .filter(({ action }) => action !== 'keep')
    .map(({ action, finding }) => {
      const value = finding.pieces
        .map(({ segmentId, span }) => document.segment(segmentId).text.slice(span.start, span.end))
        .join('');
      return `${action} ${finding.ruleId} ${value}`;
    })
    .toSorted();
