import { openSync, writeSync } from 'node:fs';
import { auditExport } from '../service/audit-trail.ts';
import { UsageError } from './arguments.ts';

const STDOUT = 1;

/** Writes the signed trail to a new file, or to standard output. */
export async function exportTrail(file: string | undefined, after: number): Promise<number> {
  const into = file === undefined ? STDOUT : newFile(file);
  await auditExport(process.env, after, (text) => {
    writeSync(into, text);
  });
  return 0;
}

function newFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch {
    throw new UsageError(
      `写不了 ${path}，或它已存在 · cannot write ${path}, or it is there already`,
    );
  }
}
