import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyringOfFile, parseKeyring } from '../../../../src/service/store/blobs/keyring.ts';

it('names the file and line of a bad key without quoting it', () => {
  const secret = 'c2hvcnQ=';
  const parse = () => parseKeyring(`# ours\nk1:${secret}\n`, 'keys');
  expect(parse).toThrow(/^keys:2: .*32/);
  expect(parse).not.toThrow(new RegExp(secret));
});

it('refuses an empty keyring and a key id that stands twice', () => {
  const key = Buffer.alloc(32, 1).toString('base64');
  expect(() => parseKeyring('\n# nothing\n', 'keys')).toThrow(/holds no key/);
  expect(() => parseKeyring(`a:${key}\na:${key}`, 'keys')).toThrow(/twice/);
});

it('makes a keyring once, for its owner only, and finds it again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
  try {
    const path = join(folder, 'private', 'keys');
    const made = keyringOfFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(keyringOfFile(path).active).toEqual(made.active);
    expect(made.active.key).toHaveLength(32);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('is not kept from making one by what a process of the same number left when it was killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
  try {
    const path = join(folder, 'keys');
    writeFileSync(`${path}.${process.pid}`, '');
    expect(keyringOfFile(path).active.key).toHaveLength(32);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
