import { sql } from 'kysely';
import { expect, it } from 'vitest';
import {
  callerOf,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  signerBehind,
} from '../../../src/service/store/api-keys.ts';
import { verifyAudit } from '../../../src/service/store/audit.ts';
import { ownDatabase } from './own-database.ts';

const { db, keyring } = await ownDatabase();

const create = (expiresAt?: Date) =>
  createApiKey(
    db,
    keyring,
    { name: '政务网', scopes: ['redact', 'publish-check'], ...(expiresAt && { expiresAt }) },
    'local',
  );

it('knows the caller by the secret, with the scopes that were given', async () => {
  const { id, secret } = await create();
  expect(await callerOf(db, secret)).toEqual({ id, scopes: ['redact', 'publish-check'] });
});

it('knows nobody by a wrong, cut or empty secret', async () => {
  const { secret } = await create();
  for (const wrong of ['', 'cp_', secret.slice(0, -1), `${secret}x`, secret.toUpperCase()]) {
    expect(await callerOf(db, wrong)).toBeUndefined();
  }
});

it('turns a key away once it is revoked or past its time', async () => {
  const late = await create(new Date(Date.now() - 1000));
  expect(await callerOf(db, late.secret)).toBeUndefined();
  const { id, secret } = await create();
  expect(await revokeApiKey(db, keyring, id, 'local')).toBe(true);
  expect(await revokeApiKey(db, keyring, id, 'local')).toBe(false);
  expect(await callerOf(db, secret)).toBeUndefined();
});

it('lets nobody sign with a key that is revoked or past its time, or that was not made to sign', async () => {
  const make = (expiresAt?: Date) =>
    createApiKey(
      db,
      keyring,
      { name: '站群', scopes: ['publish-check'], signs: true, ...(expiresAt && { expiresAt }) },
      'local',
    );
  const { id, signingSecret } = await make();
  expect(await signerBehind(db, keyring, id)).toEqual({
    caller: { id, scopes: ['publish-check'] },
    secret: signingSecret,
  });
  await revokeApiKey(db, keyring, id, 'local');
  const late = await make(new Date(Date.now() - 1000));
  const silent = await create();
  for (const one of [id, late.id, silent.id, 'unknown'])
    expect(await signerBehind(db, keyring, one)).toBeUndefined();
});

it('keeps no secret, neither in the table nor in the trail, and writes down every key', async () => {
  const { id, secret } = await create();
  const { rows } = await sql<{ all: string }>`
    select (select json_agg(k) from api_key k)::text || (select json_agg(a) from audit_event a)::text as all
  `.execute(db);
  expect(rows[0]?.all).toContain(`api-key:${id}`);
  expect(rows[0]?.all).not.toContain(secret.slice(`cp_${id}_`.length));
  expect((await listApiKeys(db)).map((key) => key.id)).toContain(id);
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true });
});
