// The two files of the story, in every format: the list that leaked, and a notice that names nobody.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReadText } from '../../src/engine/core/segment.ts';
import { FORMATS, formatOf, surroundings } from '../../src/engine/formats/registry.ts';
import { redact } from '../../src/engine/pipeline/redact.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

interface Fixture {
  readonly files: readonly string[];
  /** Values by rule id: none of them may be left anywhere. */
  readonly planted: Readonly<Record<string, readonly string[]>>;
  /** Look-alikes and what is published on purpose: all of them must be left. */
  readonly stays: readonly string[];
}

const manifest: Record<'scholarship' | 'tender', Fixture> = JSON.parse(
  readFileSync('fixtures/manifest.json', 'utf8'),
);
const isSupported = (file: string) =>
  FORMATS.some(({ extensions }) => extensions.includes(extname(file)));
const upload = (file: string) => ({ bytes: readFileSync(`fixtures/${file}`), name: file });

describe('the scholarship list', () => {
  const { files, planted, stays } = manifest.scholarship;
  for (const file of files.filter(isSupported)) {
    it(`${file}: every number is masked and none can be read anywhere`, async () => {
      const { verdict, output, scan } = await redact(upload(file), settings);
      const hidden = scan.decisions.filter(({ action }) => action !== 'keep');
      const counts = Map.groupBy(hidden, ({ finding }) => finding.ruleId);
      expect(Object.fromEntries([...counts].map(([rule, all]) => [rule, all.length]))).toEqual(
        Object.fromEntries(Object.entries(planted).map(([rule, all]) => [rule, all.length])),
      );
      expect(verdict).toBe('masked');
      expect(leaks(output as Uint8Array, ...Object.values(planted).flat())).toEqual([]);
      expect(await missing(output as Uint8Array, file, stays)).toEqual([]);
    });
  }
});

describe('the tender notice', () => {
  for (const file of manifest.tender.files.filter(isSupported))
    it(`${file}: comes back clean, byte for byte`, async () => {
      const { bytes, name } = upload(file);
      const { verdict, output, scan } = await redact({ bytes, name }, settings);
      const touched = scan.decisions.filter(({ action }) => action !== 'keep');
      expect(touched.map(({ finding }) => [finding.ruleId, ...finding.evidence])).toEqual([]);
      expect(verdict).toBe('clean');
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
