import { sql, type Transaction } from 'kysely';
import type { Look } from '../../engine/report/report.ts';
import type { Schema } from '../store/database.ts';
import { type DerivedExposure, OPEN_FOR_GOOD } from './derived-exposure.ts';
import type { RecordContext, RecordedVisit } from './record.ts';

/** Keeps until when pages are on display, as they were just seen. */
export async function recordDisplay(
  trx: Transaction<Schema>,
  { siteId, book, departmentOf, timedPolicies }: RecordContext,
  changed: readonly RecordedVisit[],
): Promise<void> {
  await trx
    .deleteFrom('on_display')
    .where('site_id', '=', siteId)
    .where(
      'page_key',
      'in',
      changed.map(({ key }) => key),
    )
    .execute();
  for (const { key, url, looked } of changed) {
    const look = looked?.look;
    const until = look?.notice.period?.end;
    if (!look || !until || !isAboutPeople(look, looked.shownForms.length, timedPolicies)) continue;
    await trx
      .insertInto('on_display')
      .values({
        site_id: siteId,
        page_key: key,
        until,
        title: book.seal(looked.page?.title ?? look.document.name),
        department: departmentOf(url) ?? look.notice.publisher,
        notice: JSON.stringify(look.notice).replaceAll('\\u0000', ''),
        format: look.document.format,
        policy_id: look.policy.id,
        policy_version: look.policy.version,
      })
      .execute();
  }
}

/**
 * A tender stays on a site for years, and should. A list of people is meant to come down: the law of
 * its kind sets a time, or it shows something of somebody.
 */
const isAboutPeople = (
  { policy, summary }: Look,
  shownForms: number,
  timedPolicies: ReadonlySet<string>,
): boolean => timedPolicies.has(policy.id) || shownForms > 0 || summary.masked + summary.review > 0;

/**
 * Pages of a site that stand, for all that is known, after the last day on which they were on display.
 * One that shows identifiers as well is told of as that, and only so.
 */
export async function pastTheirPeriod(
  trx: Transaction<Schema>,
  siteId: string,
): Promise<DerivedExposure[]> {
  const { rows } = await sql<{
    page_key: Buffer;
    title: Buffer;
    department: string | null;
    notice: unknown;
    format: string;
    policy_id: string;
    policy_version: string;
  }>`
    select on_display.* from on_display
    where on_display.site_id = ${siteId}
      and until < (now() at time zone 'Asia/Shanghai')::date
      and not exists (
        select 1 from exposure_place as place
        where place.site_id = on_display.site_id and place.page_key = on_display.page_key
          and place.kind = 'identifiers' and place.gone_at is null
      )`.execute(trx);
  return rows.map((row) => ({
    ...OPEN_FOR_GOOD,
    key: row.page_key,
    pages: [row.page_key],
    title: row.title,
    department: row.department,
    notice: row.notice,
    format: row.format,
    policy: { id: row.policy_id, version: row.policy_version },
    severity: 'medium',
  }));
}
