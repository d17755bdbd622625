import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { DocumentError } from '../../../../src/engine/core/errors.ts';
import { createEngine } from '../../../../src/engine/engine.ts';
import { codedValue, saidBy } from '../../../../src/engine/formats/shared/coded.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const SECRET = '身份证号：11010519491231002X';
/** Unpacks to more than is looked into, and says a number behind it all. */
const LARGE = Buffer.concat([Buffer.alloc(9 * 1024 * 1024, '甲'), Buffer.from(SECRET)]);
const pack = { gzip: gzipSync, zlib: deflateSync, 'deflate without a word': deflateRawSync };

it.each(Object.entries(pack))(
  'reads what %s packs, and says of what is too large that nobody knows',
  (_, by) => {
    expect(codedValue(by(SECRET).toString('base64'))).toMatchObject({
      said: expect.stringContaining('11010519491231002X'),
      unread: undefined,
    });
    expect(codedValue(by(LARGE).toString('base64'))?.unread).toBe('limit-reached');
  },
);

it('says of a damaged package that nobody knows what is in it, and of a token that it is none', () => {
  const damaged = gzipSync(SECRET);
  damaged.fill(0xff, 12, 40);
  expect(codedValue(damaged.toString('base64'))?.unread).toBe('undecodable');
  const zip = Buffer.from(`PK\u0003\u0004${'x'.repeat(60)}`, 'latin1');
  expect(codedValue(zip.toString('base64'))?.unread).toBe('undecodable');
  expect(
    codedValue('sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC'),
  ).toBeUndefined();
  expect(() => saidBy(damaged.toString('base64'))).toThrow(DocumentError);
});

const value = gzipSync(LARGE).toString('base64');
it.each([
  ['page.html', `<input type="hidden" name="__VIEWSTATE" value="${value}"><p>通知</p>`],
  ['page.html', `<script>var state = "${value}";</script><p>通知</p>`],
  ['data.xml', `<data><state>${value}</state></data>`],
])('a person looks at %s in which packed data is too large to be read', async (name, text) => {
  const { report } = await engine.redact({ name, bytes: Buffer.from(text) });
  expect(report.verdict).toBe('review');
});
