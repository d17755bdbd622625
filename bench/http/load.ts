// Clients that upload a one-page DOCX as fast as they are answered, against the program itself. No error but
// 503 with Retry-After may happen, and nothing accepted may be lost.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { perSecond, quantile, runClients } from './clients.ts';
import { type Measured, startMeasured } from './program.ts';

const PORT = 18_200;
const DOCUMENT = readFileSync('bench/http/one-page.docx');
const LOOK_MS = 1000;
/** For as long as anything ends, the line is only long. */
const STILL_MS = 60_000;
const WELCOME = new Set(['200', '201', '202', '503']);

/** Every second client does not wait for its document and looks for it at the end. */
export async function benchLoad(clients = 200, seconds = 120): Promise<boolean> {
  const program = await startMeasured(PORT);
  const accepted = new Set<string>();
  let largest = 0;
  const watch = setInterval(() => {
    largest = Math.max(largest, program.megabytes());
  }, LOOK_MS);
  const tally = await runClients(clients, seconds, 201, (turn) => upload(program, turn, accepted));
  clearInterval(watch);
  const lost = await unended(program, accepted);
  const { statuses } = tally;
  console.log({
    clients,
    seconds,
    statuses,
    accepted: accepted.size,
    lost: lost.size,
    documentsPerSecond: Math.round((accepted.size / tally.seconds) * 10) / 10,
    'answered with the verdict, a second': perSecond(tally),
    p50: quantile(tally, 0.5),
    p95: quantile(tally, 0.95),
    'service MB at most': Math.round(largest),
    'processor ms a document': Math.round((program.cpuSeconds() * 1000) / accepted.size),
  });
  await program.end();
  return lost.size === 0 && Object.keys(statuses).every((status) => WELCOME.has(status));
}

async function upload({ url }: Measured, turn: number, accepted: Set<string>): Promise<number> {
  const body = new FormData();
  body.append('file', new Blob([DOCUMENT]), 'notice.docx');
  const headers = turn % 2 === 0 ? { prefer: 'respond-async' } : undefined;
  const answer = await fetch(`${url}/v1/redactions`, {
    method: 'POST',
    body,
    ...(headers && { headers }),
  });
  const { status } = answer;
  if (status === 503 && !answer.headers.has('retry-after')) throw new Error('503 without a time');
  const { id } = (await answer.json()) as { id?: string };
  if (status < 300 && id !== undefined) accepted.add(id);
  return status;
}

/** What was accepted and does not end: lost once nothing has ended for a while. */
async function unended({ url }: Measured, accepted: ReadonlySet<string>): Promise<Set<string>> {
  const open = new Set(accepted);
  for (let end = Date.now() + STILL_MS; open.size > 0 && Date.now() < end; await sleep(200))
    for (const id of open) {
      const answer = await fetch(`${url}/v1/redactions/${id}`);
      const { status } = (await answer.json()) as { status?: string };
      if (status !== 'done') continue;
      open.delete(id);
      end = Date.now() + STILL_MS;
    }
  return open;
}
