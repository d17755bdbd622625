import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderStore } from '../../../../src/service/store/blobs/folder-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* stream(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const read = async (source: AsyncIterable<Uint8Array> | undefined) =>
  source && Buffer.concat(await Array.fromAsync(source)).toString();

it('keeps a blob, gives it back, and destroys it', async () => {
  const store = await folderStore(folder);
  await store.put('one', stream('a', 'b'));
  expect(await read(await store.get('one'))).toBe('ab');
  const [listed, ...others] = await Array.fromAsync(store.list());
  expect(listed).toEqual({ name: 'one', storedAt: expect.any(Date) });
  expect(others).toEqual([]);
  expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o600);
  expect(await store.remove('one')).toBe(true);
  expect(await store.remove('one')).toBe(false);
  expect(await store.get('one')).toBeUndefined();
});

it('leaves nothing behind of a stream that broke off', async () => {
  const store = await folderStore(folder);
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('connection lost');
  }
  await expect(store.put('two', broken())).rejects.toThrow('connection lost');
  expect(await store.get('two')).toBeUndefined();
  expect(readdirSync(join(folder, '.unfinished'))).toEqual([]);
});

it('accepts no name that could leave the folder', async () => {
  const store = await folderStore(folder);
  for (const name of ['../x', '.unfinished', 'a/b', '', 'A']) {
    await expect(store.put(name, stream('x'))).rejects.toThrow('not a blob name');
  }
});

it('holds no file open for somebody who asked for a blob and left', async () => {
  const store = await folderStore(folder);
  await store.put('left', stream('a'));
  await store.get('left');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const open = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // The listing itself was one of them.
    }
  });
  expect(open).not.toContain(join(folder, 'left'));
});
