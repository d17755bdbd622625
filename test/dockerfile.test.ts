import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const lines = readFileSync('Dockerfile', 'utf8').split('\n');
const copied = lines
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(/\s+/).slice(1, -1));
const allowed = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

it('copies only what is there and what .dockerignore lets through', () => {
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  expect(copied.filter((path) => !allowed.includes(path))).toEqual([]);
});

it('copies everything that the program reads: its source, its rules, its package', () => {
  const reads = /(?:from|import\()\s*'(\.[^']+)'|new URL\('([^']+)', import\.meta\.url\)/g;
  const missing = globSync('src/**/*.ts')
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(reads)].map(([, imported, url]) =>
        join(dirname(file), imported ?? url ?? ''),
      ),
    )
    .map((path) => path.split('/')[0] ?? '')
    .filter((top) => top !== '.' && top !== '..' && !copied.includes(top));
  expect([...new Set(missing)]).toEqual([]);
});

it('runs without root, without development packages and without install scripts', () => {
  const text = lines.join('\n');
  expect(text).toContain('npm ci --omit=dev --ignore-scripts');
  expect(lines.indexOf('USER node')).toBeGreaterThan(0);
  expect(lines.indexOf('USER node')).toBeLessThan(
    lines.findIndex((line) => line.startsWith('CMD')),
  );
  expect(text).toContain('HEALTHCHECK');
});
