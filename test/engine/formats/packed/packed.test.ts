import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';

it.each([
  ['RAR', Buffer.from('526172211A0700CF907300000D', 'hex')],
  ['7z', Buffer.from('377ABCAF271C0004', 'hex')],
  ['GZIP', gzipSync('x')],
  ['TAR', Buffer.from(`${'a.txt'.padEnd(257, '\0')}ustar  \0`)],
])('tells a clerk what to do with a %s archive, whatever it is called', async (name, bytes) => {
  await expect(redact({ bytes, name: '公示.docx' }, settings)).rejects.toMatchObject({
    code: 'format-unsupported',
    detail: expect.stringContaining(name),
  });
});
