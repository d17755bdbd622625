// Damaged copies of real files: each gives a proven file, a hold or a DocumentError, never a hang or a leak.
import { spawnSync } from 'node:child_process';
import { extname } from 'node:path';
import { expect, it } from 'vitest';
import { FORMATS } from '../../src/engine/formats/registry.ts';
import { FILES, KNOWN } from './known.ts';

const SEED = 20171109;
const COPIES: Readonly<Record<string, number>> = { '.pdf': 10, '.docx': 30 };
const LIMIT = 50_000;

const extensions = FORMATS.flatMap((format) => format.extensions);
const isRead = (file: string) => extensions.includes(extname(file)) && extname(file) !== '.json';

for (const file of FILES.filter(isRead)) {
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
    // Libraries grumble about what they do not know; they must not quote it.
    expect([...KNOWN].filter((number) => stderr.includes(number))).toEqual([]);
    expect(lines.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(lines.filter(({ doing }) => !doing)).toHaveLength(copies);
  });
}
