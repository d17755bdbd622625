import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { asOrdinaryUser } from './ordinary-user.ts';
import { type PostgresPackage, postgresPackage } from './postgres-package.ts';

export interface EmbeddedPostgres {
  /** What node-postgres connects to. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  readonly pid: number;
  /** Lets running statements be rolled back, writes everything down, and ends the server. */
  stop(): Promise<void>;
}

const USER = 'clearpost';
const START_SECONDS = 60;
/** Bytes that the path of a Unix socket may have, its file name included. */
const SOCKET_PATH_BYTES = 100;

/**
 * Runs the PostgreSQL that npm carries on a folder of ours. One that an earlier process left running
 * there (it was killed, or it is a worker's neighbour) is used again rather than started twice.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  const data = join(home, 'pgdata');
  const connection = { host: socketFolder(home), user: USER, database: 'postgres' };
  mkdirSync(connection.host, { recursive: true, mode: 0o700 });
  const end = Date.now() + START_SECONDS * 1000;
  while (Date.now() < end) {
    // A killed server's children hold its memory for a moment, and a new one then gives up: try again.
    if (runningPid(data) === undefined) await launch(home, data, connection.host);
    const pid = readyPid(data);
    if (pid !== undefined && (await answers(connection))) {
      return { connection, pid, stop: () => stop(pid) };
    }
    await sleep(20);
  }
  const log = join(home, 'postgres.log');
  throw new Error(
    `内置 PostgreSQL 未能启动，见 ${log} · the embedded PostgreSQL did not start: see ${log}`,
  );
}

/** The socket is reachable by whoever may enter this folder: only its owner. */
function socketFolder(home: string): string {
  if (Buffer.byteLength(home) <= SOCKET_PATH_BYTES - '/.s.PGSQL.5432'.length) return home;
  const name = Buffer.from(home).toString('base64url').slice(-40);
  return join(tmpdir(), `clearpost-${name}`);
}

function initialise(program: PostgresPackage, home: string, data: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chmodSync(home, 0o700);
  // Made aside and renamed: a process killed half-way leaves nothing that looks like a database, and of
  // two that start at once on an empty folder one makes it and the other finds it.
  const fresh = mkdtempSync(`${data}.new-`);
  const { file, args, as } = asOrdinaryUser(
    program.initdb,
    ['-D', fresh, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-instructions'],
    home,
  );
  const made = spawnSync(file, args, {
    ...as,
    cwd: home,
    env: environment(program),
    encoding: 'utf8',
  });
  if (made.status !== 0)
    throw new Error(
      `内置数据库建不起来 · the embedded database cannot be made: ${made.stderr || made.error?.message}`,
    );
  try {
    renameSync(fresh, data);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  }
}

/** Starts the server and waits until it has written its process id, or has given up. */
async function launch(home: string, data: string, sockets: string): Promise<void> {
  const program = postgresPackage();
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(program, home, data);
  // PostgreSQL refuses a folder that others may enter, as a copy made for a backup often is.
  chmodSync(data, 0o700);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '64MB',
    // A failed statement is not worth a line that might quote a row.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, as } = asOrdinaryUser(program.postgres, ['-D', data, ...options], home);
  const log = openSync(join(home, 'postgres.log'), 'w', 0o600);
  // Detached: an interrupt typed at the terminal must reach us first, so that work ends in order.
  const child = spawn(file, args, {
    ...as,
    cwd: home,
    env: environment(program),
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.unref();
  let ended = false;
  for (const event of ['exit', 'error'] as const) child.once(event, () => (ended = true));
  while (!ended && runningPid(data) !== child.pid) await sleep(10);
}

const environment = ({ libraries }: PostgresPackage) => ({
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  LD_LIBRARY_PATH: libraries,
});

const lines = (data: string): string[] => {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
};

function runningPid(data: string): number | undefined {
  const pid = Number(lines(data)[0]);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A number may have been given to another process since; the kernel tells whose it is.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

/** The eighth line of postmaster.pid turns to `ready` once recovery is over. */
const readyPid = (data: string): number | undefined =>
  lines(data)[7]?.trim() === 'ready' ? runningPid(data) : undefined;

async function answers(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function stop(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await sleep(20);
}
