import { mkdir, mkdtemp, readdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Convert } from './converting.ts';
import { canKeepIn, type ProgramLimits, runKeptIn } from './kept-in.ts';
import type { Kind } from './kinds.ts';
import { PROFILE } from './profile.ts';

/** A folder whose files are memory: what is converted never reaches a disk. */
const MEMORY_FOLDER = '/dev/shm';
/** What the kernel calls such a file system (`TMPFS_MAGIC`). */
const MEMORY = 0x01021994;
const PROGRAM = 'soffice';

/** Address space, of which it uses a part; time for one document, in seconds; bytes of what it makes. */
export const LIBREOFFICE_DEFAULTS: ProgramLimits = {
  memoryMb: 8192,
  seconds: 120,
  maxFileBytes: 100 * 1024 * 1024,
};

const FILTERS: Readonly<Record<Kind['to'], string>> = {
  '.docx': 'docx:MS Word 2007 XML',
  '.xlsx': 'xlsx:Calc MS Excel 2007 XML',
  '.pptx': 'pptx:Impress MS PowerPoint 2007 XML',
};

/**
 * LibreOffice as a converter, one document at a time. Undefined where it is not installed or cannot be
 * kept in: it reads hostile files, so it gets no network, no macros, and only memory to write to.
 */
export async function libreOffice(limits: ProgramLimits): Promise<Convert | undefined> {
  const program = await installed();
  if (program === undefined || !(await isMemory()) || !canKeepIn()) return undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (bytes, kind, signal) => {
    const turn = last.then(() =>
      signal?.aborted ? undefined : run(program, bytes, kind, limits, signal),
    );
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function installed(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, PROGRAM);
    if (folder.startsWith('/') && (await stat(path).catch(() => undefined))?.isFile()) return path;
  }
  return undefined;
}

const isMemory = async (): Promise<boolean> =>
  (await statfs(MEMORY_FOLDER).catch(() => undefined))?.type === MEMORY;

async function run(
  program: string,
  bytes: Uint8Array,
  kind: Kind,
  limits: ProgramLimits,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(MEMORY_FOLDER, 'clearpost-'));
  try {
    const [profile, out, source] = ['profile', 'out', `in${kind.from}`].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), PROFILE);
    await writeFile(source, bytes, { mode: 0o600 });
    const options = ['--headless', '--norestore', '--nolockcheck', '--nodefault'];
    const task = ['--convert-to', FILTERS[kind.to], '--outdir', out, source];
    const command = [program, `-env:UserInstallation=file://${profile}`, ...options, ...task];
    await runKeptIn(command, folder, limits, signal);
    const made = join(out, `in${kind.to}`);
    const size = (await stat(made).catch(() => undefined))?.size ?? 0;
    return size > 0 && size <= limits.maxFileBytes ? await readFile(made) : undefined;
  } finally {
    await wipe(folder);
  }
}

/** Zeros over every file before it goes: memory may have been swapped out. */
async function wipe(folder: string): Promise<void> {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    const size = (await stat(path).catch(() => undefined))?.size ?? 0;
    await writeFile(path, Buffer.alloc(size), { flag: 'r+' }).catch(() => undefined);
  }
  await rm(folder, { recursive: true, force: true });
}
