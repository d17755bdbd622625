import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

// Limits that the kernel keeps: time, memory, size of a file, no core dump. `setpriv` ends the program
// when the service is killed, `unshare` takes the network away.
const LAUNCHER = `ulimit -c 0; ulimit -t "$1"; ulimit -v "$2"; ulimit -f "$3"
shift 3
exec setpriv --no-new-privs --pdeathsig KILL unshare --user --net --map-current-user "$@"`;
const BLOCK = 512;

export interface ProgramLimits {
  readonly seconds: number;
  readonly memoryMb: number;
  readonly maxFileBytes: number;
}

/** Whether this system lets us take the network from a program. */
export const canKeepIn = (): boolean =>
  spawnSync('setpriv', [
    '--no-new-privs',
    'unshare',
    '--user',
    '--net',
    '--map-current-user',
    'true',
  ]).status === 0;

/** Runs a program without network in a folder of its own; resolves when it has ended, by itself or not. */
export async function runKeptIn(
  command: readonly string[],
  folder: string,
  { seconds, memoryMb, maxFileBytes }: ProgramLimits,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limits = [seconds, memoryMb * 1024, Math.ceil(maxFileBytes / BLOCK)].map(String);
  const child = spawn('/bin/sh', ['-c', LAUNCHER, 'sh', ...limits, ...command], {
    cwd: folder,
    // What it prints may be text of the document: it goes nowhere.
    stdio: 'ignore',
    detached: true,
    env: { PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', TZ: 'UTC' },
  });
  const kill = () => killGroup(child);
  const timer = setTimeout(kill, seconds * 1000);
  signal?.addEventListener('abort', kill, { once: true });
  try {
    await new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    });
  } finally {
    kill();
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}

/** The program and all that it started. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // None of them is left.
  }
}
