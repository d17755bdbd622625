// A real Strapi on a real PostgreSQL, in a folder of its own and on loopback, with an administrator and an API token.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';
import { built, fill, installed, strapiOf } from './site.ts';

export const ADMINISTRATOR = { email: 'clerk@example.gov.cn', password: 'Password123' };

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what Strapi answers has as many shapes as it has routes
  readonly body: any;
}

export interface Strapi {
  readonly url: string;
  readonly uploads: string;
  /** Asks the REST API as a program does, with an API token. */
  rest(
    method: string,
    path: string,
    body?: object | FormData,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Asks as the admin panel does, signed in. */
  admin(
    method: string,
    path: string,
    body?: object | FormData,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Everything that it wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

/** @param environment where the checking service is, and how it is asked: see config/plugins.js of the site. */
export async function startStrapi(
  postgres: EmbeddedPostgres,
  environment: Readonly<Record<string, string>>,
): Promise<Strapi> {
  await emptyDatabase(postgres);
  const folder = mkdtempSync(join(installed(), 'site-'));
  fill(folder);
  cpSync(join(built(), 'build'), join(folder, 'build'), { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const { host, user } = postgres.connection;
  const server = spawn(process.execPath, [strapiOf(folder), 'start'], {
    cwd: folder,
    env: {
      ...process.env,
      STRAPI_TELEMETRY_DISABLED: 'true',
      STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_HOST: host,
      DATABASE_USER: user,
      ...environment,
    },
  });
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (bytes) => lines.push(String(bytes)));
  const log = () => lines.join('');
  await until(server, log, async () => (await fetch(`${url}/_health`)).status === 204);
  const ask = asker(url);
  const first = await ask('')('POST', '/admin/register-admin', {
    firstname: '管理员',
    lastname: 'A',
    ...ADMINISTRATOR,
  });
  const admin = ask(first.body.data?.token);
  const token = await admin('POST', '/admin/api-tokens', {
    name: 'test',
    description: '',
    type: 'full-access',
    lifespan: null,
  });
  return {
    url,
    uploads: join(folder, 'public/uploads'),
    rest: ask(token.body.data?.accessKey),
    admin,
    log,
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const asker =
  (url: string) =>
  (token: string): Strapi['rest'] =>
  async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  };

async function emptyDatabase({ connection }: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('drop database if exists strapi with (force)');
  await client.query('create database strapi');
  await client.end();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function until(
  server: ChildProcess,
  log: () => string,
  ready: () => Promise<boolean>,
): Promise<void> {
  for (let tries = 0; tries < 1200 && server.exitCode === null; tries++) {
    if (await ready().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error(`Strapi did not start: ${log()}`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return ended;
}
