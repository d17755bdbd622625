import { expect, it } from 'vitest';
import { wearOf } from '../../../src/service/sandbox/wear.ts';

const wear = (bytes: string | Buffer, name = 'page.html') =>
  wearOf({ name }, Buffer.from(bytes as string));

it('counts a short page as a hundredth of a document', () => {
  expect(wear('\ufeff<title>公示</title>\n<p>名单</p>')).toBe(0.01);
  expect(wear('<!DOCTYPE html><p>名单</p>')).toBe(0.01);
});

for (const [what, bytes, name] of [
  ['a long page', `<title>公示</title>${'长'.repeat(30_000)}`, 'page.html'],
  ['a page that carries another document', '<title>公示</title><a href="DATA:;base64,">', 'a.html'],
  ['one that hides how it does', '<title>公示</title><a href="data&colon;;base64,">', 'a.html'],
  ['a PDF called a page', '%PDF-1.7 <title>', 'page.html'],
  ['a page called something else', '<title>公示</title>', '名单.pdf'],
] as const)
  it(`counts ${what} whole`, () => expect(wear(bytes, name)).toBe(1));
