// The scholarship list as LibreOffice saves it in formats that Word and Excel left behind.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { redact } from '../../src/engine/pipeline/redact.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

const { scholarship } = JSON.parse(readFileSync('fixtures/manifest.json', 'utf8'));
const planted: readonly string[] = Object.values<string[]>(scholarship.planted).flat();
const stays: readonly string[] = scholarship.stays;

for (const file of [
  'xls/scholarship.xls',
  'odf/scholarship.ods',
  'rtf/scholarship.rtf',
  'doc/scholarship.doc',
  'odf/scholarship.odt',
])
  it(`${file}: every number goes, and everything that may stay stays`, async () => {
    const bytes = readFileSync(`fixtures/${file}`);
    const { scan, verdict, output } = await redact(
      { bytes, name: file.replace(/.*\//, '') },
      settings,
    );
    expect(verdict).toBe('masked');
    expect(leaks(output as Uint8Array, ...planted)).toEqual([]);
    const again = await redact({ bytes: output as Uint8Array, name: scan.upload.name }, settings);
    const text = [...again.scan.document.segments].map((segment) => segment.text).join('\n');
    expect(stays.filter((said) => !text.includes(said))).toEqual([]);
  });
