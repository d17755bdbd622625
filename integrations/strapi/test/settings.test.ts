// What the plug-in's settings change, in a real Strapi.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, openOffice } from './office.ts';

const ID = '350102199003074515';
const MASKED = '*'.repeat(ID.length);

let office: Office;
beforeAll(async () => {
  office = await openOffice({ CLEARPOST_REPLACE: 'auto', CLEARPOST_FAIL_OPEN: 'true' });
});
afterAll(() => office?.stop());

const save = (title: string) => office.strapi.rest('POST', '/api/notices', { data: { title } });

it('publishes the masked version by itself where the office has chosen so', async () => {
  const { status, body } = await save(`关于 ${ID}`);
  expect([status, body.data.title]).toEqual([201, `关于 ${MASKED}`]);
});

it('still holds what a person must look at', async () => {
  expect((await save(`项目编号:${ID}`)).status).toBe(400);
});

it('lets content through while the service is away, where the office has chosen so', async () => {
  await office.lose();
  expect((await save('会议通知')).status).toBe(201);
});
