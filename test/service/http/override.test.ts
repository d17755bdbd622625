import { afterAll, expect, it } from 'vitest';
import { withKey } from '../../../src/service/http/access.ts';
import { callerOf, createApiKey, type Scope } from '../../../src/service/store/api-keys.ts';
import { events, verifyAudit } from '../../../src/service/store/audit.ts';
import { ownDatabase } from '../store/own-database.ts';
import { startService } from './start-service.ts';

const ID = '350102199003074515';
const { db, keyring } = await ownDatabase();
const service = await startService({
  ledger: Promise.resolve({ db, keyring }),
  identify: withKey('the-operator-of-this-very-service', (secret) => callerOf(db, secret)),
  isOpen: false,
});
afterAll(async () => {
  await service.stop();
});

const key = async (...scopes: Scope[]) =>
  (await createApiKey(db, keyring, { name: 'cms', scopes }, 'test')).secret;
async function ask(secret: string, body: object) {
  const answer = await fetch(`${service.url}/v1/publish-checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({
      contentId: '7',
      title: '公示',
      html: `<p>身份证号：${ID}</p>`,
      ...body,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const override = { by: 'clerk', ground: 'consent', reason: '本人书面同意' };
const overrides = async () =>
  (await Array.fromAsync(events(db))).filter(({ action }) => action === 'publish-overridden');

it('publishes on the word of someone who may, and writes down who, why and on which ground', async () => {
  const { body } = await ask(await key('publish-check', 'review'), { override });
  expect(body).toMatchObject({ decision: 'publish', overridden: true });
  const [event] = await overrides();
  expect(event?.facts).toMatchObject({
    ...override,
    decision: 'replace',
    contentHash: body.contentHash,
  });
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true });
});

it('keeps no value that a reason repeats', async () => {
  const secret = await key('publish-check', 'review');
  await ask(secret, { override: { ...override, reason: `${ID} 是本人的身份证号` } });
  const text = JSON.stringify(await overrides());
  expect(text).toContain('是本人的身份证号');
  expect(text).not.toContain(ID);
});

it('takes no override from a key that may only ask', async () => {
  const before = (await overrides()).length;
  const { status } = await ask(await key('publish-check'), { override });
  expect([status, (await overrides()).length]).toEqual([403, before]);
});

it('writes nothing down when there was nothing to override', async () => {
  const before = (await overrides()).length;
  const { body } = await ask(await key('publish-check', 'review'), {
    html: '<p>会议通知</p>',
    override,
  });
  expect(body.decision).toBe('publish');
  expect(body.overridden).toBeUndefined();
  expect((await overrides()).length).toBe(before);
});

it('wants a ground and a reason', async () => {
  const secret = await key('publish-check', 'review');
  for (const wrong of [
    { ...override, reason: '' },
    { ...override, ground: 'whim' },
    { by: 'clerk' },
  ]) {
    expect((await ask(secret, { override: wrong })).status).toBe(400);
  }
});
