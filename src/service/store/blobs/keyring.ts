import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Master keys by id. New files are sealed with the active one; older ones still open theirs. */
export interface Keyring {
  readonly active: { readonly id: string; readonly key: Uint8Array };
  byId(id: string): Uint8Array | undefined;
}

const KEY_BYTES = 32;

/**
 * Reads a keyring: one `id:base64` a line, the active key first; `#` begins a comment. To rotate, put a
 * new line on top; take an old one out once nothing sealed with it is left, and what is left is lost.
 */
export function parseKeyring(text: string, source: string): Keyring {
  const entries = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => parseLine(line, `${source}:${number}`));
  const [active] = entries;
  if (!active) throw new Error(`${source}: 没有密钥 · holds no key`);
  const keys = new Map(entries.map(({ id, key }) => [id, key]));
  if (keys.size < entries.length)
    throw new Error(`${source}: 密钥编号重复 · a key id stands twice`);
  return { active, byId: (id) => keys.get(id) };
}

/** The keyring of a file, which is made with one new key when there is none. */
export function keyringOfFile(path: string): Keyring {
  if (!existsSync(path)) make(path);
  chmodSync(path, 0o600);
  return parseKeyring(readFileSync(path, 'utf8'), path);
}

/** Whole or not at all; of two processes that start at once one makes it and both use it. */
function make(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const id = `k${new Date().toISOString().slice(0, 10)}`;
  // In a container every first process has the same number, and one that was killed leaves its file behind.
  const fresh = `${path}.${randomUUID()}`;
  const key = randomBytes(KEY_BYTES).toString('base64');
  writeFileSync(fresh, `${id}:${key}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(fresh);
  }
}

// An error names the line and never quotes it.
function parseLine(line: string, where: string): { id: string; key: Uint8Array } {
  const [, id, base64] = /^([\w.-]{1,64}):([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  if (!id || !base64) throw new Error(`${where}: 应为 编号:base64 · expected id:base64`);
  const key = Buffer.from(base64, 'base64');
  if (key.length !== KEY_BYTES) {
    throw new Error(`${where}: 密钥应为 32 字节 · a key has 32 bytes, this one ${key.length}`);
  }
  return { id, key };
}
