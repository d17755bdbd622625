import { expect, it } from 'vitest';
import { checkFile } from '../../../src/service/publish/check-file.ts';
import type { Sandbox } from '../../../src/service/sandbox/sandbox.ts';

it('holds a file that is said to be masked when the masked bytes do not come with it', async () => {
  const report = { verdict: 'masked', document: { name: 'a.txt' }, findings: [] };
  const forgetful = { redact: async () => ({ report, output: undefined }) } as unknown as Sandbox;
  const file = { name: 'a.txt', bytes: new Uint8Array() };
  expect(await checkFile(file, 'general', forgetful)).toMatchObject({ decision: 'hold' });
});
