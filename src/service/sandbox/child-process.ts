import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

// Limits that the kernel keeps, whatever a parser does: memory, no file may be written, no core dump
// (it would hold the document). `setpriv` ends the child when the service is killed; without it a
// child in an endless loop would outlive us. `unshare` takes the network away, where the system lets
// an ordinary process do so (in a container often not).
const LAUNCHER = `ulimit -d "$1" 2>/dev/null
ulimit -f 0; ulimit -c 0
shift
setpriv --no-new-privs --pdeathsig KILL true 2>/dev/null &&
  set -- setpriv --no-new-privs --pdeathsig KILL "$@"
unshare --user --net --map-current-user true 2>/dev/null &&
  set -- unshare --user --net --map-current-user "$@"
exec "$@"`;

/** V8 reserves this much address space, which counts as data, before it runs a line (562 MB in Node 24). */
const RESERVED_MB = 600;

/** How much of a child's memory V8 may use, and how. Benchmarks of the engine run with the same. */
export const heapFlags = (memoryMb: number): string[] => [
  `--max-old-space-size=${Math.round(memoryMb * 0.7)}`,
  // Measured on long sheets and PDFs: 8 takes up to a sixth less memory, and a fifth more time.
  '--max-semi-space-size=32',
];

export interface Launch {
  /** The module to run. */
  readonly entry: string;
  /** Folders it may read beside the program itself. */
  readonly readable: readonly string[];
  /** What it may use beyond what every Node process reserves. */
  readonly memoryMb: number;
  /** An empty folder. */
  readonly cwd: string;
}

/** A process that can read the program and its rules, talk over one pipe, and nothing else. */
export interface Launched {
  readonly channel: Duplex;
  /** How it ended, once it has. */
  readonly ended: Promise<{ readonly signal: NodeJS.Signals | null; readonly code: number | null }>;
  kill(): void;
}

export function launch({ entry, readable, memoryMb, cwd }: Launch): Launched {
  const node = [
    process.execPath,
    ...heapFlags(memoryMb),
    '--permission',
    ...readableFolders(entry, readable).map((folder) => `--allow-fs-read=${folder}`),
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    entry,
  ];
  const dataLimitKb = String((RESERVED_MB + memoryMb) * 1024);
  // What a parser prints may be text of the document: it goes nowhere.
  const child = spawn('/bin/sh', ['-c', LAUNCHER, 'sh', dataLimitKb, ...node], {
    cwd,
    env: { LANG: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const channel = child.stdio[3] as Duplex;
  // A broken pipe is how a dead child looks from here; `ended` tells what happened.
  channel.on('error', () => {});
  return {
    channel,
    ended: new Promise((resolve) => {
      child.once('error', () => resolve({ signal: null, code: null }));
      child.once('exit', (code, signal) => resolve({ signal, code }));
    }),
    kill: () => child.kill('SIGKILL'),
  };
}

/** `node_modules` may be a link, or lie above us when we are a package ourselves. */
function readableFolders(entry: string, more: readonly string[]): string[] {
  const modules = `${ROOT}node_modules`;
  const own = existsSync(modules) ? [ROOT, `${realpathSync(modules)}/`] : [`${ROOT}../`];
  return [...own, entry, ...more.map((folder) => realpathSync(folder))];
}
