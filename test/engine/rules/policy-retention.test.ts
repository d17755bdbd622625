import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPolicy, resolvePolicies } from '../../../src/engine/rules/policy-load.ts';

const general = readPolicy(readFileSync('rules/policies/general.yaml', 'utf8'), 'general.yaml');
const own = (lines: string) =>
  readPolicy(
    `id: brief\nversion: '1'\nname: { zh: 简, en: Brief }\nextends: general\nbasis:\n  - { source: 条例, says: { zh: 简, en: brief }, read: source }\n${lines}`,
    'brief.yaml',
  );
const resolved = (lines: string) => resolvePolicies([general, own(lines)])[1]?.retention;

it('lets a policy say how long things are kept, and nothing when it says nothing', () => {
  expect(resolved('')).toBeUndefined();
  expect(resolved('retention: { workingMinutes: 30, maskedDays: 90 }')).toEqual({
    workingMinutes: 30,
    maskedDays: 90,
  });
});

it('refuses a time that is none', () => {
  for (const wrong of ['{ maskedDays: 0 }', '{ maskedDays: forever }', '{ maskDays: 3 }'])
    expect(() => own(`retention: ${wrong}`)).toThrow('brief.yaml');
});
