// Damaged copies of real files: each gives a proven file, a hold or a DocumentError, never a hang or a leak.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { expect, it } from 'vitest';
import { FORMATS } from '../../src/engine/formats/registry.ts';

const SEED = 20171109;
const COPIES: Readonly<Record<string, number>> = { '.pdf': 10 };
const LIMIT = 50_000;

const { scholarship } = JSON.parse(readFileSync('fixtures/manifest.json', 'utf8'));
const files: readonly string[] = scholarship.files;
const extensions = FORMATS.flatMap((format) => format.extensions);

for (const file of files.filter((name) => extensions.includes(extname(name)))) {
  const copies = COPIES[extname(file)] ?? 40;
  it(`${file}: ${copies} damaged copies are refused, held or proven`, () => {
    const { stdout, stderr, signal } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=1024',
        'test/fuzz/child.ts',
        `fixtures/${file}`,
        `${SEED}`,
        `${copies}`,
      ],
      { encoding: 'utf8', timeout: LIMIT, maxBuffer: 64 * 1024 * 1024 },
    );
    const lines = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(signal, `hangs at ${JSON.stringify(lines.at(-1))}`).toBeNull();
    expect(stderr).toBe('');
    expect(lines.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(lines.filter(({ doing }) => !doing)).toHaveLength(copies);
  });
}
