// LibreOffice's own files with a number in every corner it knows. What cannot be read may be held, never leaked.
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { expect, it } from 'vitest';
import { FORMATS } from '../../src/engine/formats/registry.ts';
import { redact } from '../../src/engine/pipeline/redact.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync('fixtures/channels/planted.json', 'utf8'),
);
const extensions = FORMATS.flatMap((format) => format.extensions);
const files = readdirSync('fixtures/channels').filter(
  (file) => extname(file) !== '.json' && extensions.includes(extname(file)),
);

for (const file of files)
  it(`${file}: no corner keeps its number`, async () => {
    const bytes = readFileSync(`fixtures/channels/${file}`);
    const corners = Object.entries(planted[file.replace(/\..*/, '')] ?? {});
    const { output, verdict } = await redact({ bytes, name: file }, settings);
    expect(leaks(bytes, ...corners.map(([, number]) => number))).not.toEqual([]);
    expect(verdict).toBe('masked');
    const left = corners.filter(([, number]) => leaks(output as Uint8Array, number).length > 0);
    expect(left.map(([corner]) => corner)).toEqual([]);
  });
