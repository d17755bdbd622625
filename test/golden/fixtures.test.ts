// The two files of the story, in every format: the list that leaked, and a notice that names nobody.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadText } from '../../src/engine/core/segment.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { formatOf, surroundings } from '../../src/engine/formats/registry.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

interface Fixture {
  readonly files: readonly string[];
  /** Values by rule id: none of them may be left anywhere. */
  readonly planted: Readonly<Record<string, readonly string[]>>;
  /** Look-alikes and what is published on purpose: all of them must be left. */
  readonly stays: readonly string[];
}

const engine = await createEngine({ rulesFolder: 'rules' });
const manifest: Record<'scholarship' | 'tender', Fixture> = JSON.parse(
  readFileSync('fixtures/manifest.json', 'utf8'),
);
const upload = (file: string) => ({ bytes: readFileSync(`fixtures/${file}`), name: file });

describe('the scholarship list', () => {
  const { files, planted, stays } = manifest.scholarship;
  const values = Object.values(planted).flat();
  for (const file of files) {
    it(`${file}: every number is masked and none can be read anywhere`, async () => {
      const { report, output } = await engine.redact(upload(file));
      const masked = report.summary.types.filter((type) => type.masked + type.review > 0);
      expect(Object.fromEntries(masked.map((type) => [type.type, type.masked]))).toEqual(
        Object.fromEntries(Object.entries(planted).map(([rule, all]) => [rule, all.length])),
      );
      expect(report.verdict).toBe('masked');
      expect(leaks(output as Uint8Array, ...values)).toEqual([]);
      expect(await missing(output as Uint8Array, file, stays)).toEqual([]);
      expect(leaks(new TextEncoder().encode(JSON.stringify(report)), ...values)).toEqual([]);
    });
  }
});

describe('the tender notice', () => {
  for (const file of manifest.tender.files)
    it(`${file}: comes back clean, byte for byte`, async () => {
      const { bytes, name } = upload(file);
      const { report, output } = await engine.redact({ bytes, name });
      const touched = report.findings.filter(({ action }) => action !== 'keep');
      expect(touched.map(({ type, evidence }) => [type, ...evidence])).toEqual([]);
      expect(report.verdict).toBe('clean');
      expect(Buffer.compare(output as Uint8Array, bytes)).toBe(0);
    });
});

/** Which of the values the second reader cannot see any more. */
async function missing(bytes: Uint8Array, name: string, values: readonly string[]) {
  const seen: string[] = [];
  const texts: AsyncIterable<ReadText> = formatOf(bytes, name).reread(
    bytes,
    surroundings(settings.limits),
  );
  for await (const { text } of texts) seen.push(text);
  const all = seen.join('').replaceAll(/\s/g, '');
  return values.filter((value) => !all.includes(value.replaceAll(/\s/g, '')));
}
