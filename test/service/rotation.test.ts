import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { form } from './http/start-service.ts';
import { startProgram } from './start-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-rotation-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('decides after a change of keys what was held before it', async () => {
  const before = await startProgram(folder);
  const text = '项目编号:11010519491231002X\n住在朝阳里弄堂的居民\n电话 13800138000';
  const answer = await fetch(`${before.url}/v1/redactions`, { method: 'POST', body: form(text) });
  const held = (await answer.json()) as { id: string; findings: { id: string; action: string }[] };
  const [doubt] = held.findings.filter(({ action }) => action === 'review');
  const json = (method: string, path: string, body: object) => ({
    path: `/v1/redactions/${held.id}${path}`,
    init: {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  });
  const mask = json('POST', '/masks', { text: '朝阳里弄堂' });
  expect((await fetch(before.url + mask.path, mask.init)).status).toBe(201);
  await before.end('SIGTERM');

  const keyring = join(folder, 'keyring');
  const fresh = `k-new:${randomBytes(32).toString('base64')}\n`;
  writeFileSync(keyring, fresh + readFileSync(keyring, 'utf8'));
  const after = await startProgram(folder);
  const decision = json('PATCH', `/findings/${doubt?.id}`, { action: 'mask' });
  const decided = await fetch(after.url + decision.path, decision.init);
  expect([decided.status, await decided.json()]).toMatchObject([
    200,
    { verdict: 'masked', revision: 2 },
  ]);
  const file = await fetch(`${after.url}/v1/redactions/${held.id}/document`);
  expect(await file.text()).toBe(
    `项目编号:${'*'.repeat(18)}\n住在*****的居民\n电话 ${'*'.repeat(11)}`,
  );
  await after.end('SIGTERM');
});
