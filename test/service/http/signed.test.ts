// A CMS that can call an address before it publishes, and signs what it sends.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey, revokeApiKey } from '../../../src/service/store/api-keys.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ID = '350102199003074515';
let service: StoredService;
let key: { id: string; signingSecret: string };
beforeAll(async () => {
  service = await startStoredService();
  key = await made('publish-check');
});
afterAll(() => service.stop());

const made = async (...scopes: Parameters<StoredService['key']>) => {
  const { db, keyring } = service.backing;
  const wish = { name: 'cms', scopes, signs: true };
  return (await createApiKey(db, keyring, wish, 'test')) as { id: string; signingSecret: string };
};
const BODY = JSON.stringify({ contentId: '7', title: '公示', html: `<p>身份证号：${ID}</p>` });

/** Signed by hand, as a CMS without a library would: HMAC-SHA256 over id.timestamp.body. */
function signed(secret: string, body: string, at = Date.now()): Record<string, string> {
  const bytes = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', bytes).update(`m1.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': 'm1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
const post = (headers: Record<string, string>, body = BODY, path = '/v1/publish-checks') =>
  fetch(service.url + path, { method: 'POST', headers, body });

it('decides about what is signed, whether a header or the address names the key', async () => {
  const headers = signed(key.signingSecret, BODY);
  for (const answer of [
    await post({ ...headers, 'clearpost-key': key.id }),
    await post(headers, BODY, `/v1/publish-checks?key=${key.id}`),
  ]) {
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ decision: 'replace' });
  }
});

it('takes nothing that was changed, is old, unsigned, or signed by somebody else', async () => {
  const other = await made('publish-check');
  const own = { 'clearpost-key': key.id };
  const hour = 3_600_000;
  const { 'webhook-signature': _, ...unsigned } = signed(key.signingSecret, BODY);
  const statuses = await Promise.all(
    [
      post({ ...signed(key.signingSecret, BODY), ...own }, `${BODY} `),
      post({ ...signed(key.signingSecret, BODY, Date.now() - hour), ...own }),
      post({ ...signed(key.signingSecret, BODY, Date.now() + hour), ...own }),
      post({ ...signed(other.signingSecret, BODY), ...own }),
      post({ ...unsigned, ...own }),
      post(signed(key.signingSecret, BODY)),
      post({ ...signed(key.signingSecret, BODY), 'clearpost-key': '0'.repeat(12) }),
    ].map(async (answer) => (await answer).status),
  );
  expect(statuses).toEqual(statuses.map(() => 401));
  expect((await post({ ...signed(key.signingSecret, ''), ...own }, '')).status).toBe(400);
});

it('takes a signature only where the key may go, and on this route alone', async () => {
  const reviewer = await made('review');
  const headers = { ...signed(reviewer.signingSecret, BODY), 'clearpost-key': reviewer.id };
  expect((await post(headers)).status).toBe(403);
  const own = { ...signed(key.signingSecret, BODY), 'clearpost-key': key.id };
  expect((await post(own, BODY, '/v1/api-keys')).status).toBe(401);
  expect((await fetch(`${service.url}/v1/rules`, { headers: own })).status).toBe(401);
});

it('takes nothing from a key that was revoked or that does not sign', async () => {
  const { db, keyring } = service.backing;
  const revoked = await made('publish-check');
  await revokeApiKey(db, keyring, revoked.id, 'test');
  const plain = await createApiKey(db, keyring, { name: 'a', scopes: ['publish-check'] }, 'test');
  for (const [id, secret] of [
    [revoked.id, revoked.signingSecret],
    [plain.id, plain.secret],
  ] as const)
    expect((await post({ ...signed(secret, BODY), 'clearpost-key': id })).status).toBe(401);
});

it('makes such a key over HTTP and shows its signing secret once', async () => {
  const admin = await service.key('admin');
  const wish = { name: 'cms', scopes: ['publish-check'], signs: true };
  const { body } = await service.ask('POST', '/v1/api-keys', admin, wish);
  expect(body.signingSecret).toMatch(/^whsec_/);
  const headers = { ...signed(body.signingSecret, BODY), 'clearpost-key': body.id };
  expect((await post(headers)).status).toBe(200);
  const list = await service.ask('GET', '/v1/api-keys', admin);
  expect(JSON.stringify(list.body)).not.toContain('whsec_');
});
