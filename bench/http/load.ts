// `node bench/http/load.ts [clients] [seconds]`: clients that upload a one-page DOCX as fast as they are
// answered, against the program itself. No error but 503 may happen, and nothing accepted may be lost.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLIENTS = Number(process.argv[2] ?? 200);
const SECONDS = Number(process.argv[3] ?? 120);
const PORT = 18_200;
const DOCUMENT = readFileSync('bench/http/one-page.docx');
const url = `http://127.0.0.1:${PORT}`;

const folder = mkdtempSync(join(tmpdir(), 'clearpost-load-'));
const program = spawn(process.execPath, ['src/main.ts'], {
  stdio: 'ignore',
  env: {
    PATH: process.env.PATH,
    PORT: String(PORT),
    CLEARPOST_DATA_DIR: folder,
    CLEARPOST_RATE_PER_MINUTE: '0',
  },
});
const isReady = () =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
while (!(await isReady())) await sleep(200);

const times: number[] = [];
const statuses = new Map<number | string, number>();
let largest = 0;
const end = performance.now() + SECONDS * 1000;

async function client(): Promise<void> {
  while (performance.now() < end) {
    const began = performance.now();
    const status = await upload().catch((error: Error) => error.message);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 201) times.push(performance.now() - began);
    if (status === 503) await sleep(1000);
  }
}

async function upload(): Promise<number> {
  const body = new FormData();
  body.append('file', new Blob([DOCUMENT]), 'notice.docx');
  const answer = await fetch(`${url}/v1/redactions`, { method: 'POST', body });
  await answer.arrayBuffer();
  return answer.status;
}

const watch = setInterval(() => {
  const [, pages = '0'] = readFileSync(`/proc/${program.pid}/statm`, 'utf8').split(' ');
  largest = Math.max(largest, (Number(pages) * 4096) / 1024 / 1024);
}, 500);
await Promise.all(Array.from({ length: CLIENTS }, client));
clearInterval(watch);
program.kill('SIGTERM');
await new Promise((resolve) => program.once('exit', resolve));
rmSync(folder, { recursive: true });

const sorted = times.toSorted((a, b) => a - b);
const quantile = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
console.log({
  clients: CLIENTS,
  statuses: Object.fromEntries(statuses),
  documentsPerSecond: Math.round((times.length / SECONDS) * 10) / 10,
  p50: quantile(0.5),
  p95: quantile(0.95),
  serviceMb: Math.round(largest),
});
