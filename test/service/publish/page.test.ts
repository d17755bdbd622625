import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinPage, splitPage } from '../../../src/service/publish/page.ts';
import { contentHash } from '../../../src/service/publish/publish-check.ts';

it('takes every page apart into the title and text it was made of', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, html) => {
      const joined = joinPage({ title: title.toWellFormed(), html: html.toWellFormed() });
      expect(splitPage(new TextEncoder().encode(joined))).toEqual({
        title: title.toWellFormed(),
        html: html.toWellFormed(),
      });
    }),
  ));

it('cannot be led by a title to end the title early', () =>
  expect(joinPage({ title: '</title>\n<b>', html: '' })).toBe(
    '\ufeff<title>&lt;/title&gt;\n&lt;b&gt;</title>\n',
  ));

it('gives every draft a hash of its own', () => {
  const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  const hashes = [
    { title: 'a', html: 'bc', attachments: [] },
    { title: 'ab', html: 'c', attachments: [] },
    { title: 'a', html: 'b', attachments: [file('c', '')] },
    { title: 'a', html: 'b', attachments: [file('', 'c')] },
    { title: 'a', html: 'bc', attachments: [file('', '')] },
    { title: 'x', html: 'bc', attachments: [] },
    { title: 'a', html: 'bc', attachments: [file('x', '')] },
  ].map(contentHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});
