// What becomes of a draft while people look at it: two persons, second thoughts, days that pass.
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { events } from '../../../src/service/store/audit.ts';
import { form } from './start-service.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ID = '11010519491231002X';
const DOUBT = `项目编号:${ID}`;
const DAY = 86_400;

let service: StoredService;
let clerk: string;
let anna: string;
let bert: string;
beforeAll(async () => {
  service = await startStoredService();
  [clerk, anna, bert] = await Promise.all([
    service.key('redact'),
    service.key('review'),
    service.key('review'),
  ]);
});
afterAll(() => service.stop());

const handIn = async (content: string | Uint8Array<ArrayBuffer>, name = '名单.txt') =>
  (await service.ask('POST', '/v1/redactions', clerk, form(content, name))).body;
const picture = (name: string) =>
  handIn(new Uint8Array(readFileSync(`fixtures/review/${name}`)), '带图.docx');
const release = (id: string, secret: string, reason = '图片是会场照片') =>
  service.ask('POST', `/v1/redactions/${id}/release`, secret, { ground: 'not-personal', reason });
const documentOf = (id: string) => service.ask('GET', `/v1/redactions/${id}/document`, clerk);
const mask = ({ id, findings }: { id: string; findings: { id: string }[] }) =>
  service.ask('PATCH', `/v1/redactions/${id}/findings/${findings[0]?.id}`, anna, {
    action: 'mask',
  });
const trail = async (id: string, action: string) =>
  (await Array.fromAsync(events(service.backing.db))).filter(
    (event) => event.subject === `redaction:${id}` && event.action === action,
  );

it('lets one person answer for a picture where nothing sensitive was found', async () => {
  const held = await picture('picture.docx');
  expect(held).toMatchObject({ verdict: 'review', accepted: [], personsToRelease: 1 });
  expect((await release(held.id, anna)).body).toMatchObject({ mayPublish: true });
});

it('lets a picture beside an identity number go only when two different people have looked', async () => {
  const held = await picture('picture-and-number.docx');
  expect(held).toMatchObject({ verdict: 'review', personsToRelease: 2 });
  const first = await release(held.id, anna);
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ verdict: 'review', mayPublish: false, revision: 1 });
  expect((await documentOf(held.id)).status).toBe(409);

  const again = await release(held.id, anna, '我再看了一遍');
  expect([again.status, again.body.code]).toEqual([409, 'second-person-needed']);
  expect(again.body.detail).toContain('另一人');
  const waiting = await service.ask('GET', `/v1/redactions/${held.id}/report`, bert, undefined, {
    accept: 'text/html',
  });
  expect(waiting.body).toContain('还须另一人确认');

  const second = await release(held.id, bert, '确为会场照片');
  expect(second.body).toMatchObject({ verdict: 'masked', mayPublish: true, revision: 2 });
  const persons = second.body.accepted.map(({ by }: { by: string }) => by);
  expect(new Set(persons).size).toBe(2);
  expect((await documentOf(held.id)).status).toBe(200);

  const told = await trail(held.id, 'blind-spots-accepted');
  expect(told.map(({ facts }) => facts)).toMatchObject([
    { persons: persons[0], personsNeeded: 2, released: false },
    { persons: persons.join(' '), personsNeeded: 2, released: true },
  ]);
  const { body: page } = await service.ask(
    'GET',
    `/v1/redactions/${held.id}/report`,
    clerk,
    undefined,
    {
      accept: 'text/html',
    },
  );
  for (const who of [...persons, '图片是会场照片', '确为会场照片']) expect(page).toContain(who);
});

it('takes back a mask that a person added, keeps the others, and writes down who did', async () => {
  const done = await handIn('住在朝阳里弄堂的居民\n通知春风里');
  const path = `/v1/redactions/${done.id}/masks`;
  const first = await service.ask('POST', path, anna, { text: '朝阳里弄堂' });
  await service.ask('POST', path, anna, { text: '春风里' });
  const { addedMask } = first.body.findings[0];
  const back = await service.ask('DELETE', `${path}/${addedMask}`, bert);
  expect([back.status, back.body.revision, back.body.verdict]).toEqual([200, 3, 'masked']);
  expect((await documentOf(done.id)).body).toBe('住在朝阳里弄堂的居民\n通知***');
  expect(back.body.verification).toMatchObject({ residual: 0, completed: true });
  const [event] = await trail(done.id, 'mask-taken-back');
  expect(event?.facts).toMatchObject({ mask: addedMask, action: 'keep', revision: 3 });
  expect(event?.actor).not.toBe((await trail(done.id, 'mask-added'))[0]?.actor);

  const twice = await service.ask('DELETE', `${path}/${addedMask}`, anna);
  expect([twice.status, twice.body.code]).toEqual([404, 'not-found']);
  expect((await service.ask('DELETE', `${path}/${crypto.randomUUID()}`, anna)).status).toBe(404);
  expect((await service.ask('DELETE', `${path}/${addedMask}`, clerk)).status).toBe(403);
  const last = back.body.findings[0].addedMask;
  const clean = await service.ask('DELETE', `${path}/${last}`, anna);
  expect(clean.body).toMatchObject({ verdict: 'clean', findings: [] });
});

it('forgets the text of a mask that was taken back: the sealed list of them is made anew', async () => {
  const done = await handIn('住在朝阳里弄堂的居民');
  const path = `/v1/redactions/${done.id}/masks`;
  const { body } = await service.ask('POST', path, anna, { text: '朝阳里弄堂' });
  await service.ask('DELETE', `${path}/${body.findings[0].addedMask}`, anna);
  const { db, vault } = service.backing;
  const { name } = await db
    .selectFrom('blob')
    .select('name')
    .where('redaction_id', '=', done.id)
    .where('kind', '=', 'masks')
    .executeTakeFirstOrThrow();
  const sealed = await vault.get(name);
  expect(sealed && Buffer.concat(await Array.fromAsync(sealed)).toString()).toBe('{}');
});

/** When the files of a draft go, in seconds after it was handed in. */
async function kept(id: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; seconds: number }>`
    select b.kind, round(extract(epoch from b.expires_at - r.created_at))::int as seconds
    from blob b join redaction r on r.id = b.redaction_id
    where r.id = ${id} and b.kind <> 'retired'`.execute(service.backing.db);
  return Object.fromEntries(rows.map(({ kind, seconds }) => [kind, seconds]));
}

it('keeps a draft that waits for a person for a week, and for the usual hour once it is decided', async () => {
  expect((await kept((await handIn('公告')).id)).original).toBe(3600);
  const held = await handIn(DOUBT);
  expect((await kept(held.id)).original).toBe(7 * DAY);
  const added = await service.ask('POST', `/v1/redactions/${held.id}/masks`, anna, {
    text: '项目',
  });
  expect(added.status).toBe(201);
  const waiting = await kept(held.id);
  expect([waiting.original, waiting.masks]).toEqual([7 * DAY, 7 * DAY]);
  expect(waiting.masked).toBeGreaterThanOrEqual(7 * DAY);
  await mask(held);
  const decided = await kept(held.id);
  expect([decided.original, decided.masks]).toEqual([3600, 3600]);
});

it('decides on Monday what was held on Friday, and the draft is due for destruction at once', async () => {
  const held = await handIn(DOUBT);
  const { db } = service.backing;
  await sql`update redaction set created_at = created_at - interval '3 days' where id = ${held.id}`.execute(
    db,
  );
  await sql`update blob set expires_at = expires_at - interval '3 days' where redaction_id = ${held.id}`.execute(
    db,
  );
  expect((await mask(held)).body).toMatchObject({ verdict: 'masked' });
  const draft = await db
    .selectFrom('blob')
    .select('expires_at')
    .where('redaction_id', '=', held.id)
    .where('kind', '=', 'original')
    .executeTakeFirstOrThrow();
  expect(draft.expires_at.getTime()).toBeLessThan(Date.now());
  expect((await documentOf(held.id)).status).toBe(200);
});
