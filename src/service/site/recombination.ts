import { sql } from 'kysely';
import type { CandidateCounter } from '../../engine/decide/candidates.ts';
import { recombinationsOf } from '../../engine/decide/recombine.ts';
import type { Database } from '../store/database.ts';

/** Documents of one site that together give away numbers which each of them half hides. */
export interface Recombined {
  /** Keys of the pages, in order. */
  readonly pages: readonly Buffer[];
  /** How many people's numbers too few candidates are left for. */
  readonly people: number;
  /** The fewest candidates left for any of them. */
  readonly candidates: number;
}

const OLDEST = 100;

/**
 * Adds up, person by person, how the documents of a site show half-hidden numbers. Documents that are
 * linked by the same or by different people are told as one: they have to be mended together.
 * @param threshold fewer candidates than this are too few.
 */
export async function recombinedOn(
  db: Database,
  siteId: string,
  count: CandidateCounter,
  threshold: number,
): Promise<Recombined[]> {
  const year = new Date().getFullYear();
  const everybody = { birth: { years: [year - OLDEST, year] }, region: '' } as const;
  const found: { pages: Buffer[]; candidates: number }[] = [];
  for (const { shown, pages } of await bearersOf(db, siteId)) {
    for (const union of recombinationsOf(shown, everybody, count)) {
      const involved = union.forms.map((form) => pages[form] as Buffer);
      // What one document shows by itself is told of that document.
      const addsUp = union.forms.every((form) => shown[form] !== union.shown);
      if (addsUp && union.candidates > 0 && union.candidates < threshold)
        found.push({ pages: involved, candidates: union.candidates });
    }
  }
  return linked(found);
}

/** Every form in which a bearer is shown, with its page; only those of whom there are different ones. */
async function bearersOf(
  db: Database,
  siteId: string,
): Promise<{ shown: string[]; pages: Buffer[] }[]> {
  const { rows } = await sql<{ shown: string[]; pages: Buffer[] }>`
    select array_agg(shown order by id) as shown, array_agg(page_key order by id) as pages
    from (
      select distinct on (bearer, shown, page_key) id, bearer, shown, page_key
      from person_mask where site_id = ${siteId} order by bearer, shown, page_key, id
    ) as one
    group by bearer having count(distinct shown) > 1`.execute(db);
  return rows;
}

const named = (page: Buffer): string => page.toString('hex');

/** Puts together what shares a page. */
function linked(found: readonly { pages: Buffer[]; candidates: number }[]): Recombined[] {
  const groups: { pages: Map<string, Buffer>; people: number; candidates: number }[] = [];
  for (const { pages, candidates } of found) {
    const group = {
      pages: new Map(pages.map((page) => [named(page), page])),
      people: 1,
      candidates,
    };
    const touching = groups.filter((other) => pages.some((page) => other.pages.has(named(page))));
    for (const other of touching) {
      for (const [name, page] of other.pages) group.pages.set(name, page);
      group.people += other.people;
      group.candidates = Math.min(group.candidates, other.candidates);
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push(group);
  }
  return groups.map(({ pages, people, candidates }) => ({
    pages: [...pages.values()].sort(Buffer.compare),
    people,
    candidates,
  }));
}
