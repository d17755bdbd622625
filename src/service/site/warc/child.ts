// What runs inside a sandboxed child process of its own: the only place where a web archive is parsed.
import { Socket } from 'node:net';
import { readFrames, writeFrame } from '../../sandbox/frames.ts';
import { CHANNEL_FD } from '../../sandbox/serve-tasks.ts';
import { httpAnswer } from './http-answer.ts';
import type { Opening, Told } from './messages.ts';
import { isDamage, type Plan, planOf } from './plan.ts';
import { recordsOf, type WarcRecord } from './records.ts';

const channel = new Socket({ fd: CHANNEL_FD, readable: true, writable: true });
const first = await readFrames(channel, Number.MAX_SAFE_INTEGER).next();
if (first.done) process.exit();
const { path, mostBytes } = first.value.message as Opening;

const send = (told: Told, ...blobs: Uint8Array[]) => writeFrame(channel, told, blobs);
const ALIVE_EVERY = 500;
const UNREAD = { kind: 'document', status: 200, headers: {}, isCut: false } as const;

let passed = 0;
const plan = await planOf(recordsOf(path), async (url) => {
  if (passed++ % ALIVE_EVERY === 0 || passed < ALIVE_EVERY)
    await send({ kind: 'passed', url: url ?? null });
});
await tellAll(plan);
await send({ kind: 'end', records: plan.records, isDamaged: plan.isDamaged });
channel.end();

async function tellAll({ records, shown, elsewhere }: Plan): Promise<void> {
  try {
    for await (const record of recordsOf(path)) {
      if (record.ordinal >= records) return;
      const urls = shown.get(record.ordinal);
      if (urls) await tell(record, urls);
      else await send({ kind: 'passed', url: null });
      const other = elsewhere.get(record.ordinal);
      if (other !== undefined) await send({ ...UNREAD, url: other, problem: 'not-in-archive' });
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
}

/** One payload, under each address that shows it. */
async function tell(record: WarcRecord, urls: readonly string[]): Promise<void> {
  const document = record.length > mostBytes ? undefined : documentIn(record, await record.block());
  for (const url of urls) {
    if (!document) await send({ ...UNREAD, url, problem: 'too-large' });
    else if (!document.body)
      await send({ ...UNREAD, ...document.told, url, problem: 'undecodable' });
    else await send({ ...UNREAD, ...document.told, url, problem: null }, document.body);
  }
}

function documentIn({ type, fields }: WarcRecord, block: Buffer) {
  // Crawlers say why they broke off, or that the rest is in another record.
  const isPart = 'warc-truncated' in fields || 'warc-segment-number' in fields;
  if (type === 'resource') {
    const headers = { 'content-type': fields['content-type'] ?? '' };
    return { told: { status: 200, headers, isCut: isPart }, body: block };
  }
  const answer = httpAnswer(block, mostBytes);
  if (!answer) return { told: {}, body: undefined };
  const { status, headers, body, isCut } = answer;
  return { told: { status, headers, isCut: isCut || isPart }, body };
}
