import { type Kysely, sql } from 'kysely';

/** Drafts that wait for days outlive a change of keys, and two people may have to let one go. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The key of the keyring that the ids of its findings were made with.
  'alter table redaction add column key_id text',
  // One person's word before, now a list.
  `update redaction set report = report || jsonb_build_object(
      'accepted', case when jsonb_typeof(report->'accepted') = 'object'
        then jsonb_build_array(report->'accepted') else '[]'::jsonb end,
      'personsToRelease', 1)
    where report is not null and jsonb_typeof(report->'accepted') is distinct from 'array'`,
];
