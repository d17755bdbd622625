import { afterAll, beforeAll, expect, it } from 'vitest';
import { form, type Running, startService } from './start-service.ts';

let service: Running;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const LIST = '身份证号：11010519491231002X\n';
const send = async (door: string, context: object) => {
  const body = form(LIST, '名单.txt', { policy: 'auto', context: JSON.stringify(context) });
  const answer = await fetch(`${service.url}/v1/${door}`, { method: 'POST', body });
  return {
    status: answer.status,
    body: (await answer.json()) as { policy?: { id: string }; field?: string },
  };
};

it.each(['inspections', 'redactions'])(
  'weighs what the sender knows of the notice (%s)',
  async (door) => {
    expect((await send(door, {})).body.policy?.id).toBe('general');
    expect((await send(door, { noticeKind: '国家奖学金获奖学生名单公示' })).body.policy?.id).toBe(
      'student-aid',
    );
  },
);

it.each([{ regionCode: '0350' }, { regionCode: 'x' }, { unknown: 'x' }, { publisher: 7 }])(
  'says which field of the context is wrong: %j',
  async (context) => {
    const { status, body } = await send('inspections', context);
    expect([status, body.field]).toEqual([400, `context.${Object.keys(context)[0]}`]);
  },
);
