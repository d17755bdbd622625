import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobStore, blobNamed } from './blob-store.ts';

const ABANDONED_MS = 3_600_000;

/** Blobs as files of a folder. A blob appears under its name only once it is whole and on the disk. */
export async function folderStore(folder: string): Promise<BlobStore> {
  const unfinished = join(folder, '.unfinished');
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await removeAbandoned(unfinished);
  const pathOf = (name: string) => join(folder, blobNamed(name));
  return {
    async put(name, source) {
      const target = pathOf(name);
      const path = join(unfinished, randomUUID());
      try {
        await write(path, source);
        await rename(path, target);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
    async get(name) {
      const path = pathOf(name);
      const exists = await stat(path).then(() => true, isMissing);
      return exists ? chunksOf(path) : undefined;
    },
    remove: (name) => unlink(pathOf(name)).then(() => true, isMissing),
    async *list() {
      for await (const entry of await opendir(folder)) {
        if (!entry.isFile()) continue;
        const facts = await stat(join(folder, entry.name)).catch(isMissing);
        if (facts) yield { name: entry.name, storedAt: facts.mtime };
      }
    },
  };
}

/** What a killed process was writing has no owner any more; another process may be writing right now. */
async function removeAbandoned(folder: string): Promise<void> {
  for await (const { name } of await opendir(folder)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(isMissing);
    if (facts && Date.now() - facts.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}

/** Opened by the first who reads: one that nobody reads would stay open, and fail where nobody hears it. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path);
}

async function write(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A renamed file survives a power cut only when its folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}
