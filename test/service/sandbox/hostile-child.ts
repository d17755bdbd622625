// A child whose parser does what a hostile document might make ours do; the file's name says what.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { DocumentError } from '../../../src/engine/core/errors.ts';
import type { Answer } from '../../../src/service/sandbox/messages.ts';
import { type Reply, serveTasks } from '../../../src/service/sandbox/serve-tasks.ts';

const engine = { version: '', rules: '' };
const catalog = { formats: [], policies: [], rules: [], engine };
const attempt = (act: () => unknown): string => {
  try {
    return String(act() ?? 'done');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  }
};

const ACTS: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  loop: () => {
    for (;;);
  },
  'allocate-buffers': () => {
    const kept: Buffer[] = [];
    for (let i = 0; i < 1000; i++) kept.push(Buffer.alloc(10 * 1024 * 1024, 1));
    return kept.length;
  },
  'allocate-objects': () => {
    const kept: unknown[] = [];
    for (;;) kept.push({ text: `a piece of text ${kept.length}` });
  },
  recurse: () => {
    const deeper = (depth: number): number => deeper(depth + 1) + 1;
    return deeper(0);
  },
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  leave: () => process.exit(0),
  quote: (bytes) => {
    throw new Error(`unexpected token near ${bytes}`);
  },
  refuse: () => {
    throw new DocumentError('document-encrypted', '文件有密码 · the file has a password');
  },
  print: (bytes) => process.stdout.write(bytes) && process.stderr.write(bytes),
  environment: () => JSON.stringify(process.env),
  descriptors: () =>
    JSON.stringify(
      readdirSync('/proc/self/fd').map((fd) => attempt(() => readlinkSync(`/proc/self/fd/${fd}`))),
    ),
  'read-passwd': () => attempt(() => readFileSync('/etc/passwd', 'utf8')),
  'write-file': () => attempt(() => writeFileSync('leak.txt', 'x')),
  'start-program': () => attempt(() => spawnSync('/bin/true').error?.name),
  'evaluate-code': () => attempt(() => new Function('return 1')()),
  'which-process': () => String(process.pid),
  'page.html': () => String(process.pid),
  'reach-network': (bytes) =>
    new Promise((resolve) => {
      const socket = connect(Number(bytes), '127.0.0.1', () => resolve('reached'));
      socket.on('error', () => resolve('unreachable'));
    }),
  wait: () => new Promise((resolve) => setTimeout(() => resolve('waited'), 300)),
};

await serveTasks(async () => [
  { kind: 'ready', catalog },
  async ({ name }, bytes): Promise<Reply> => {
    const said = await ACTS[name]?.(bytes);
    const answer = { kind: 'done', report: {} } as unknown as Answer;
    return { answer, blobs: [Buffer.from(String(said))] };
  },
]);
