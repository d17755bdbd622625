import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { Desk } from '../../../src/service/jobs/desk.ts';
import type { RedactionRow } from '../../../src/service/store/redactions.ts';
import { startService } from './start-service.ts';

const row: RedactionRow = {
  id: crypto.randomUUID(),
  createdAt: new Date(),
  createdBy: 'local',
  status: 'working',
  report: null,
  problem: null,
  revision: 0,
};

it('stops although a browser keeps its connection open after an answer that was under way', async () => {
  const ended = Promise.withResolvers<RedactionRow>();
  const desk: Partial<Desk> = { find: async () => row, wait: () => ended.promise };
  const service = await startService({ desk: desk as Desk });
  const agent = new Agent({ keepAlive: true });
  const request = get(`${service.url}/v1/redactions/${row.id}/events`, { agent });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'data');
  const stopped = service.stop();
  ended.resolve({ ...row, status: 'failed', problem: { code: 'internal' } });
  await once(response.resume(), 'end');
  await stopped;
  expect(agent.freeSockets).toEqual({});
  agent.destroy();
});
