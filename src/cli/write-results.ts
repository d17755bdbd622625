import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPage } from '../engine/report/html/page.ts';
import type { SandboxOutcome } from '../service/sandbox/outcome.ts';

/** A result would take the place of a file that is already there. */
export class OutputTaken extends Error {}

/** Paths of what was written. */
export interface Written {
  /** Null when the document may not be published, or was only inspected. */
  readonly document: string | null;
  readonly report: string | null;
}

interface Place {
  readonly files: readonly string[];
  readonly folder: string | undefined;
  readonly force: boolean;
}

/** Makes the folder for results. Without one nothing is written. */
export async function outputFolder({ files, folder, force }: Place) {
  if (folder === undefined) return { write: async () => ({ document: null, report: null }) };
  await mkdir(folder, { recursive: true });
  const inputs = await Promise.all(files.map(identityOf));
  const taken = new Set<string>();

  async function put(name: string, content: Uint8Array | string): Promise<string> {
    const path = join(folder as string, name);
    const there = await identityOf(path);
    if (there !== undefined && inputs.includes(there))
      throw new OutputTaken(`会覆盖原文件 ${path} · would overwrite the input ${path}`);
    if (taken.has(path) || (there !== undefined && !force))
      throw new OutputTaken(`已有 ${path} · ${path} is already there`);
    taken.add(path);
    // Half a file must never look like a whole one.
    const draft = join(folder as string, `.${process.pid}-${taken.size}.part`);
    await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
    await rename(draft, path).catch(async (error: unknown) => {
      await rm(draft, { force: true });
      throw error;
    });
    return path;
  }

  return {
    async write({ report, output }: SandboxOutcome): Promise<Written> {
      const { name } = report.document;
      const mayLeave = report.mayPublish && report.masked !== null && output !== undefined;
      const document = mayLeave ? await put(report.masked.name, output) : null;
      await put(`${name}.report.json`, `${JSON.stringify(report, undefined, 2)}\n`);
      return { document, report: await put(`${name}.report.html`, reportPage(report)) };
    },
  };
}

/** Which file a path leads to, through links and other spellings; undefined when there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}
