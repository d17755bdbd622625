// What stands behind the gate is away, slow, or asked too much at once.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startCmsBehindGate } from './cms-behind-gate.ts';

it('tells the author that it is not known whether a silent CMS took the page', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const options = { upstream: `http://127.0.0.1:${port}`, answerMs: 200 };
  const gate = await startCmsBehindGate(options);
  const slow = await fetch(`${gate.origin}/upload`, { method: 'POST', body: 'title=x' });
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
  const away = await fetch(`${gate.origin}/upload`, { method: 'POST', body: 'title=x' });
  await gate.stop();
  expect([slow.status, away.status]).toEqual([502, 502]);
  expect(await slow.text()).toContain('网站后台没有应答');
});

it('holds what there is no room for, and takes it when there is room again', async () => {
  const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const gate = await startCmsBehindGate({
    budgetBytes: 1500,
    check: async ({ name }) => {
      asked.resolve();
      await held.promise;
      return { name, decision: 'publish', findings: [] };
    },
  });
  const put = (path: string, text: string) =>
    fetch(gate.origin + path, { method: 'PUT', body: text, headers: { 'content-type': 'text/x' } });
  const first = put('/a.txt', 'x'.repeat(1000));
  await asked.promise;
  const second = await put('/b.txt', 'x'.repeat(1000));
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '5']);
  held.resolve();
  expect((await first).status).toBe(200);
  expect((await put('/c.txt', 'x'.repeat(1000))).status).toBe(200);
  await gate.stop();
});

it('shows the CMS the address that its author sees, and who asks', async () => {
  const gate = await startCmsBehindGate();
  await gate.raw('GET /a HTTP/1.1\r\nhost: www.example.gov.cn\r\nconnection: close\r\n\r\n');
  await gate.stop();
  expect(gate.received[0]?.headers).toMatchObject({
    host: 'www.example.gov.cn',
    'x-forwarded-host': 'www.example.gov.cn',
    'x-forwarded-for': '127.0.0.1',
  });
});
