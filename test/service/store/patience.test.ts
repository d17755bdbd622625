import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { patiently } from '../../../src/service/store/patience.ts';

it('waits for a database that is not there yet', async () => {
  let tries = 0;
  const opened = await patiently(async () => {
    tries += 1;
    if (tries < 3) await once(connect('/nonexistent/.s.PGSQL.5432'), 'connect');
    return 'opened';
  });
  expect(opened).toBe('opened');
  expect(tries).toBe(3);
});

it('says at once what waiting cannot mend', async () => {
  let tries = 0;
  const opening = patiently(async () => {
    tries += 1;
    throw Object.assign(new Error('password authentication failed'), { code: '28P01' });
  });
  await expect(opening).rejects.toThrow('password');
  expect(tries).toBe(1);
});
