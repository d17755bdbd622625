import { spawnSync } from 'node:child_process';
import { chownSync, globSync } from 'node:fs';
import { join } from 'node:path';

/** A command line, and the user to run it as where the command cannot say so itself. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly as: { readonly uid?: number; readonly gid?: number };
}

const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000'];
const NOBODY = 65534;

/**
 * PostgreSQL refuses to run as root. Where this process is root, the command runs in a user namespace
 * in which it is not (the files stay root's), or else as nobody, who is then given the folder.
 */
export function asOrdinaryUser(file: string, args: readonly string[], folder: string): Command {
  if (process.getuid?.() !== 0) return { file, args, as: {} };
  if (spawnSync('unshare', [...NAMESPACE, 'true']).status === 0) {
    return { file: 'unshare', args: [...NAMESPACE, file, ...args], as: {} };
  }
  for (const path of [folder, ...globSync(join(folder, '**/*'))]) chownSync(path, NOBODY, NOBODY);
  return { file, args, as: { uid: NOBODY, gid: NOBODY } };
}
