// Publish checks of a 3 kB post, against the bare route in the same run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { perSecond, quantile, runClients, type Tally } from './clients.ts';
import { post } from './post.ts';
import { isReady, startMeasured } from './program.ts';

const CLIENTS = 16;
const PORT = 18_210;
const BARE_PORT = 18_211;
const WARM_UP_SECONDS = 5;
const WANTED_PER_SECOND = 500;
const WANTED_P95_MS = 50;

async function measure(url: string, seconds: number): Promise<Tally> {
  const pool = new Pool(url, { connections: CLIENTS });
  const tally = await runClients(CLIENTS, seconds, 200, async (turn) => {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/v1/publish-checks',
      headers: { 'content-type': 'application/json' },
      body: post(turn),
    });
    const answer = (await body.json()) as { decision?: string };
    return statusCode === 200 && answer.decision === 'pending' ? 202 : statusCode;
  });
  await pool.close();
  return tally;
}

export async function benchPublish(seconds = 20): Promise<boolean> {
  const bare = spawn(process.execPath, ['bench/http/bare.ts', String(BARE_PORT)], {
    stdio: 'inherit',
  });
  while (!(await isReady(`http://127.0.0.1:${BARE_PORT}`))) await sleep(50);
  const program = await startMeasured(PORT);
  await measure(program.url, WARM_UP_SECONDS);
  const bareTally = await measure(`http://127.0.0.1:${BARE_PORT}`, Math.ceil(seconds / 4));
  const cpuBefore = program.cpuSeconds();
  const own = process.cpuUsage();
  const tally = await measure(program.url, seconds);
  const client = process.cpuUsage(own);
  const cpu = program.cpuSeconds() - cpuBefore;
  const ms = (all: number) => Math.round((all * 1e5) / tally.times.length) / 100;
  console.table({
    bare: row(bareTally),
    'publish check': row(tally),
  });
  console.log({
    statuses: tally.statuses,
    'service and children, processor ms a check': ms(cpu),
    'client, processor ms a check': ms((client.user + client.system) / 1e6),
    serviceMb: Math.round(program.megabytes()),
  });
  const ended = once(bare, 'exit');
  bare.kill();
  await ended;
  await program.end();
  return perSecond(tally) >= WANTED_PER_SECOND && quantile(tally, 0.95) <= WANTED_P95_MS;
}

const row = (tally: Tally) => ({
  'a second': perSecond(tally),
  'p50 ms': quantile(tally, 0.5),
  'p95 ms': quantile(tally, 0.95),
  'p99 ms': quantile(tally, 0.99),
});
