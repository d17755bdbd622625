// An entry's texts become one page and come back from it. The whole plug-in is tested in a real Strapi: npm run test:strapi.
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const { pageOf, textsOf } = require('../../integrations/strapi/clearpost/server/page.js');

const text = fc.string({
  unit: fc.constantFrom('甲', '<', '&', '>', '<i>', '</i>', '<!--', '\n', '1', '&lt;'),
});
const leaves = fc.array(
  fc.record({
    text,
    html: fc.boolean(),
    line: fc.integer({ min: 0, max: 3 }),
    label: fc.constant('body'),
  }),
);

it('gives every text back as it was, whatever is in it', () =>
  fc.assert(
    fc.property(leaves, (all) => {
      expect(textsOf(pageOf(all), all)).toEqual(all.map((leaf) => leaf.text));
    }),
  ));

it('gives nothing back from a page whose shape has changed', () => {
  const all = [{ text: '甲', html: false, line: 0, label: 'title' }];
  expect(textsOf(pageOf(all).replace('title', '******'), all)).toBeUndefined();
  expect(textsOf('', all)).toBeUndefined();
});

it('reads the texts of one line as one, however they are parted', () => {
  const leaf = { html: false, label: 'content' };
  const page = pageOf([
    { ...leaf, text: '350102', line: 1 },
    { ...leaf, text: 'https://a', line: 2 },
    { ...leaf, text: '199003074515', line: 1 },
  ]);
  expect(page).toContain('<i>350102</i><i>199003074515</i>');
});
