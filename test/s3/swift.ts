// A real object store that checks every signature: OpenStack Swift with its S3 door, from Debian's
// packages, in a folder of its own and on loopback.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { S3Options } from '../../src/service/store/blobs/s3-store.ts';

const READY_MS = 30_000;

export interface Swift {
  readonly options: S3Options;
  /** Where the objects lie on the disk. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts it and makes one bucket. */
export async function startSwift(): Promise<Swift> {
  const home = mkdtempSync(join(tmpdir(), 'clearpost-swift-'));
  const etc = join(home, 'etc');
  const devices = join(home, 'devices');
  for (const folder of [etc, join(devices, 'd1')]) mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(etc, 'swift.conf'),
    '[swift-hash]\nswift_hash_path_suffix = clearpost\nswift_hash_path_prefix = clearpost\n',
  );
  const servers: ChildProcess[] = [];
  for (const kind of ['account', 'container', 'object'] as const) {
    const port = await freePort();
    makeRing(etc, kind, port);
    writeFileSync(join(etc, `${kind}-server.conf`), storage(kind, port, etc, devices));
    servers.push(serve(kind, etc));
  }
  const port = await freePort();
  writeFileSync(join(etc, 'proxy-server.conf'), proxy(port, etc));
  servers.push(serve('proxy', etc));
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint);
  const options: S3Options = {
    endpoint,
    bucket: 'clearpost',
    region: 'cn-north-1',
    accessKeyId: 'office:clearpost',
    secretAccessKey: 'the-secret-of-the-office',
    addressing: 'path',
    prefix: 'sealed/',
  };
  const made = await new AwsClient({ ...options, service: 's3' }).fetch(`${endpoint}/clearpost`, {
    method: 'PUT',
  });
  if (!made.ok) throw new Error(`the bucket could not be made: ${await made.text()}`);
  return {
    options,
    folder: devices,
    stop: async () => {
      await Promise.all(servers.map(end));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function makeRing(etc: string, kind: string, port: number): void {
  const run = (...args: string[]) =>
    execFileSync('swift-ring-builder', [`${kind}.builder`, ...args], { cwd: etc, stdio: 'ignore' });
  run('create', '1', '1', '1');
  run('add', `r1z1-127.0.0.1:${port}/d1`, '1');
  run('rebalance');
}

const common = (port: number, etc: string): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${etc}
`;

const storage = (
  kind: string,
  port: number,
  etc: string,
  devices: string,
): string => `${common(port, etc)}devices = ${devices}
mount_check = false
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;

const proxy = (port: number, etc: string): string => `${common(port, etc)}[pipeline:main]
pipeline = catch_errors cache s3api tempauth copy bulk slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_office_clearpost = the-secret-of-the-office .admin
user_other_clearpost = the-secret-of-another .admin
[filter:s3api]
use = egg:swift#s3api
location = cn-north-1
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
${['catch_errors', 'copy', 'bulk', 'slo', 'dlo'].map((one) => `[filter:${one}]\nuse = egg:swift#${one}\n`).join('')}`;

const serve = (kind: string, etc: string): ChildProcess =>
  spawn(`swift-${kind}-server`, [join(etc, `${kind}-server.conf`)], { stdio: 'ignore' });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string): Promise<void> {
  for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(100))
    if (await fetch(url).catch(() => undefined)) return;
  throw new Error('Swift did not start');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
