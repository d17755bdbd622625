import { afterAll, beforeEach, expect, it } from 'vitest';
import { candidateCounter } from '../../../src/engine/decide/candidates.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';
import { recombinedOn } from '../../../src/service/site/recombination.ts';
import { registerSite } from '../../../src/service/site/sites.ts';
import { openTestStore } from './open-test-store.ts';

const store = await openTestStore();
const { db, keyring, book } = store;
afterAll(() => store.close());
const count = candidateCounter((await loadDivisions('rules/data')).counties);

let siteId: string;
let turn = 0;
beforeEach(async () => {
  turn += 1;
  const origin = `http://www.example.gov.cn:${turn}`;
  const site = await registerSite(db, keyring, { origin, settings: {}, schedule: null }, 'test');
  siteId = site.id;
});

async function show(page: string, bearer: string, shown: string) {
  const key = book.keyOf(page);
  await db
    .insertInto('page')
    .values({ site_id: siteId, key, address: book.seal(page), depth: 0, found_in: 1 } as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('person_mask')
    .values({
      site_id: siteId,
      page_key: key,
      bearer: book.keyOf(bearer),
      shown,
      location: '{}',
      seen_in: 1,
    })
    .execute();
}
const pagesOf = (...pages: string[]) => pages.map((page) => book.keyOf(page)).sort(Buffer.compare);
const recombined = () => recombinedOn(db, siteId, count, 1000);

it('two notices that mask one person’s number differently are told together', async () => {
  await show('a', 'somebody', '350102199003??????');
  await show('b', 'somebody', '??????????????0019');
  await show('c', 'another', '??????????????0019');
  const [both, ...others] = await recombined();
  expect(others).toEqual([]);
  expect(both?.pages).toEqual(pagesOf('a', 'b'));
  expect(both?.people).toBe(1);
  expect(both?.candidates).toBeLessThan(10);
});

it('a name and birth date here, and a masked number there, add up', async () => {
  await show('a', 'somebody', '??????19900307????');
  await show('b', 'somebody', '350102????????0012');
  expect(await recombined()).toMatchObject([{ people: 1, candidates: 1 }]);
});

it('lists that share people are one thing to mend, however many people are on them', async () => {
  for (const person of ['x', 'y', 'z']) {
    await show('a', person, '350102199003??????');
    await show('b', person, '??????????????0019');
  }
  await show('b', 'w', '??????????????0027');
  await show('c', 'w', '350102199003??????');
  const [all, ...others] = await recombined();
  expect(others).toEqual([]);
  expect(all).toMatchObject({ people: 4, pages: pagesOf('a', 'b', 'c') });
});

it.each([
  ['the same mask on both', '350102????????0019', '350102????????0019'],
  ['a second that adds nothing', '35010219900307????', '350102????????????'],
  ['too little even together', '35????????????????', '????????????????19'],
  ['two people of one name', '350102199003??????', '350103????????0019'],
])('nothing is told of %s', async (_, a, b) => {
  await show('a', 'somebody', a);
  await show('b', 'somebody', b);
  expect(await recombined()).toEqual([]);
});
