import { expect, it } from 'vitest';
import { readArguments, UsageError } from '../../src/cli/arguments.ts';

const gate = (...args: string[]) => readArguments(['gate', ...args]);

it('knows where the system behind the gate is, and what to check', () => {
  expect(
    gate('--upstream', 'http://127.0.0.1:8081', '--publish-path', '/a/', '--publish-path', '/b/'),
  ).toEqual({
    command: 'gate',
    gate: {
      upstream: 'http://127.0.0.1:8081',
      policy: 'general',
      publishPaths: ['/a/', '/b/'],
      onFindings: 'replace',
    },
  });
});

it.each([
  [],
  ['--upstream', 'cms'],
  ['--upstream', 'ftp://cms'],
  ['--upstream', 'http://cms', '--on-findings', 'ask'],
])('says what is wrong with “gate %s %s %s %s”', (...args) =>
  expect(() => gate(...args)).toThrow(UsageError),
);
