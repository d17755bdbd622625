import { sql, type Transaction } from 'kysely';
import type { CandidateCounter } from '../../engine/decide/candidates.ts';
import type { Schema } from '../store/database.ts';
import type { AddressBook } from './address-book.ts';
import {
  type Changes,
  type DerivedExposure,
  OPEN_FOR_GOOD,
  reconcile,
} from './derived-exposure.ts';
import { pastTheirPeriod } from './on-display.ts';
import { type Recombined, recombinedOn } from './recombination.ts';

/** What the end of a scan adds things up with. */
export interface Arithmetic {
  readonly book: Pick<AddressBook, 'seal'>;
  readonly count: CandidateCounter;
  /** Fewer numbers than this that still fit a half-hidden one are too few. */
  readonly threshold: number;
}

interface EndedScan {
  readonly id: string;
  readonly siteId: string;
  readonly number: number;
}

/** At the end of a scan: what has outstayed its time, and what several documents give away together. */
export async function deriveExposures(
  trx: Transaction<Schema>,
  scan: EndedScan,
  { book, count, threshold }: Arithmetic,
): Promise<Changes> {
  const past = await reconcile(trx, scan, 'past-period', await pastTheirPeriod(trx, scan.siteId));
  const recombined = await recombinedOn(trx, scan.siteId, count, threshold);
  const added = await reconcile(
    trx,
    scan,
    'recombination',
    recombined.map((one) => exposureOf(one, book)),
  );
  const changes = {
    appeared: past.appeared + added.appeared,
    reopened: past.reopened + added.reopened,
    takenDown: past.takenDown + added.takenDown,
  };
  await sql`
    update scan set exposures_new = exposures_new + ${changes.appeared},
      exposures_reopened = exposures_reopened + ${changes.reopened}
    where id = ${scan.id}`.execute(trx);
  return changes;
}

function exposureOf(
  { pages, people, candidates }: Recombined,
  book: Arithmetic['book'],
): DerivedExposure {
  const title =
    `${pages.length} 份文件拼合可推出 ${people} 人的身份证号（最少只剩 ${candidates} 种可能）` +
    ` · ${pages.length} documents together tell the ID numbers of ${people} (as few as ${candidates} left)`;
  return {
    ...OPEN_FOR_GOOD,
    // The first of its pages names it: others may join or leave.
    key: pages[0] as Buffer,
    pages,
    title: book.seal(title),
    department: null,
    format: 'several',
    policy: { id: 'general', version: '' },
    severity: 'high',
    counts: { 'masked-resident-id': people },
  };
}
