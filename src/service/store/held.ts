import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A draft that waits for a person. */
export interface HeldDraft {
  readonly id: string;
  readonly createdAt: Date;
  /** With identifiers in it masked. */
  readonly name: string;
  /** Findings that wait. */
  readonly findings: number;
  readonly blindSpots: number;
  /** Until when it can be decided about; null once the draft is destroyed. */
  readonly until: Date | null;
}

/** Drafts that wait for a person, the longest waiting first; those after one of them, by its id. */
export async function heldDrafts(
  db: Database,
  limit: number,
  after: string | undefined,
): Promise<HeldDraft[]> {
  const query = db
    .selectFrom('redaction')
    .leftJoin('blob', (join) =>
      join
        .onRef('blob.redaction_id', '=', 'redaction.id')
        .on('blob.kind', '=', 'original')
        .on('blob.destroyed_at', 'is', null),
    )
    .select(['redaction.id', 'redaction.created_at', 'blob.expires_at'])
    .select(sql<string>`report->'document'->>'name'`.as('name'))
    .select(sql<number>`(report->'summary'->>'review')::int`.as('findings'))
    .select(sql<number>`(report->'summary'->>'blindSpots')::int`.as('blindSpots'))
    .where('redaction.status', '=', 'done')
    .where('redaction.verdict', '=', 'review')
    .orderBy('redaction.created_at')
    .orderBy('redaction.id')
    .limit(limit);
  const rows = await (after === undefined
    ? query
    : query.where(
        sql<boolean>`(redaction.created_at, redaction.id) >
          (select created_at, id from redaction where id = ${after})`,
      )
  ).execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    name: row.name,
    findings: row.findings,
    blindSpots: row.blindSpots,
    until: row.expires_at,
  }));
}
