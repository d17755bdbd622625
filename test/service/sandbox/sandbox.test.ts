import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { SandboxBusy } from '../../../src/service/sandbox/pool.ts';
import {
  createSandbox,
  SANDBOX_DEFAULTS,
  type Sandbox,
  type SandboxOptions,
} from '../../../src/service/sandbox/sandbox.ts';

const entry = fileURLToPath(new URL('./hostile-child.ts', import.meta.url));
const VALUE = '11010519491231002X';
let sandbox: Sandbox | undefined;

const open = (options: Partial<SandboxOptions> = {}): Sandbox => {
  sandbox = createSandbox({
    ...SANDBOX_DEFAULTS,
    workers: 1,
    memoryMb: 300,
    rulesFolder: 'rules',
    entry,
    ...options,
  });
  return sandbox;
};
const act = async (name: string, bytes = VALUE) => {
  const task = { name, policy: 'general', wantsOutput: true };
  const { output } = await (sandbox as Sandbox).redact(task, Buffer.from(bytes));
  return String(output);
};
const stillServes = async () => expect(await act('which-process')).toMatch(/^\d+$/);

afterEach(() => sandbox?.close());

it('ends a document that loops for ever and goes on with the next', async () => {
  open({ seconds: 1 });
  await expect(act('loop')).rejects.toMatchObject({
    code: 'document-limit-exceeded',
    detail: expect.stringContaining('1 秒'),
  });
  await stillServes();
});

for (const way of ['allocate-buffers', 'allocate-objects'])
  it(`ends a document that asks for 10 GB (${way}) and goes on with the next`, async () => {
    open();
    await expect(act(way)).rejects.toMatchObject({ code: 'document-limit-exceeded' });
    await stillServes();
  });

it('calls a document nested without end a limit, not a fault', async () => {
  open();
  await expect(act('recurse')).rejects.toMatchObject({ code: 'document-limit-exceeded' });
  await stillServes();
});

for (const way of ['crash', 'leave'])
  it(`survives a child that dies by itself (${way})`, async () => {
    open();
    await expect(act(way)).rejects.toMatchObject({ where: expect.stringContaining('child ended') });
    await stillServes();
  });

it('passes on what a DocumentError says', async () => {
  open();
  await expect(act('refuse')).rejects.toMatchObject({
    code: 'document-encrypted',
    detail: '文件有密码 · the file has a password',
  });
});

it('never repeats what an unexpected error says: it may quote the document', async () => {
  open();
  const error = await act('quote').catch((thrown: Error & { where: string }) => thrown);
  expect(error).toMatchObject({ where: expect.stringContaining('hostile-child.ts:') });
  expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain(VALUE);
});

it('throws away what a parser prints', async () => {
  open();
  expect(await act('print')).toBe('true');
});

it('gives a child no environment, no other descriptor, no file, no program and no new code', async () => {
  process.env.CLEARPOST_PLANTED = 'secret';
  open();
  expect(Object.keys(JSON.parse(await act('environment'))).toSorted()).toEqual([
    'LANG',
    'PWD',
    'TZ',
  ]);
  expect(await act('read-passwd')).toBe('ERR_ACCESS_DENIED');
  expect(await act('write-file')).toBe('ERR_ACCESS_DENIED');
  expect(await act('start-program')).toBe('ERR_ACCESS_DENIED');
  expect(await act('evaluate-code')).toBe('failed');
});

it('gives a child no network, wherever the system lets a process give its own up', async () => {
  const { status } = spawnSync('unshare', ['--user', '--net', '--map-current-user', 'true']);
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open();
  const reached = await act('reach-network', String((server.address() as AddressInfo).port));
  server.close();
  expect(reached).toBe(status === 0 ? 'unreachable' : 'reached');
});

it('turns a document away when every child works and the queue is full', async () => {
  open({ queue: 1 });
  await act('which-process');
  const first = act('wait');
  const second = act('wait');
  expect(sandbox?.isFull()).toBe(true);
  await expect(act('wait')).rejects.toBeInstanceOf(SandboxBusy);
  expect(await Promise.all([first, second])).toEqual(['waited', 'waited']);
  expect(sandbox?.isFull()).toBe(false);
});

it('forgets a waiting document whose sender has left', async () => {
  open();
  const running = act('wait');
  const leaving = new AbortController();
  const task = { name: 'wait', policy: 'general', wantsOutput: true };
  const waiting = (sandbox as Sandbox).redact(task, Buffer.alloc(1), leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await running;
});

it('retires a child after its share of documents', async () => {
  open({ documentsPerChild: 2 });
  const served = [];
  for (let count = 0; count < 4; count++) served.push(await act('which-process'));
  expect(new Set(served).size).toBe(2);
});

it('does not wear a child out with short pages, unless they carry other documents', async () => {
  open({ documentsPerChild: 2 });
  const served = async (page: string, times: number) => {
    const pids = new Set<string>();
    for (let count = 0; count < times; count++) pids.add(await act('page.html', page));
    return pids.size;
  };
  expect(await served('<title>公示</title>', 30)).toBe(1);
  expect(await served('<title>公示</title><a href="data:application/pdf;base64,">', 5)).toBe(3);
});

it('carries a document of 50 MB there and back unchanged', async () => {
  open({ entry: fileURLToPath(new URL('./echo-child.ts', import.meta.url)) });
  const bytes = Buffer.alloc(50 * 1024 * 1024, '名单');
  const task = { name: 'a.txt', policy: 'general', wantsOutput: true };
  const { output } = await (sandbox as Sandbox).redact(task, bytes);
  expect(output?.equals(bytes)).toBe(true);
});

it('says why when a rule file keeps the engine from starting', async () => {
  sandbox = createSandbox({
    ...SANDBOX_DEFAULTS,
    workers: 1,
    rulesFolder: 'test/service/sandbox/bad-rules',
  });
  await expect(sandbox.catalog).rejects.toThrow('broken.yaml');
});
