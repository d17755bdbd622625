import { expect, it } from 'vitest';
import { problemOf } from '../../../src/service/http/problem-of.ts';

const withCode = (code: string, more = {}) => Object.assign(new Error('x'), { code, ...more });

for (const [what, error] of [
  ['a database that is stopping', withCode('57P01')],
  ['a database that is starting', withCode('57P03')],
  ['a database with too many connections', withCode('53300')],
  ['a database that is not there', withCode('ECONNREFUSED', { syscall: 'connect' })],
  ['a connection that broke', new Error('Connection terminated unexpectedly')],
] as const)
  it(`asks to come back later for ${what}`, () => {
    const problem = problemOf(error);
    expect(problem.code).toBe('busy');
    expect(problem.particulars.retryAfter).toBeGreaterThan(0);
  });

it('says nothing about any other error', () => {
  const problem = problemOf(withCode('23505', { detail: 'Key (id)=(11010519491231002X)' }));
  expect(problem.code).toBe('internal');
  expect(problem.particulars).toEqual({});
});

it('says that a body is not JSON, and quotes none of it', () => {
  const error = withCode('FST_ERR_CTP_INVALID_JSON_BODY', { statusCode: 400 });
  expect(problemOf(error)).toMatchObject({ code: 'request-malformed', status: 400 });
  expect(problemOf(error).particulars).toEqual({
    field: 'body',
    detail: '正文不是 JSON · the body is not JSON',
  });
});
