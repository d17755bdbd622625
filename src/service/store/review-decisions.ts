import type { Transaction } from 'kysely';
import type { AddedMask, Override, Review, Said } from '../../engine/core/review.ts';
import type { Database, Schema } from './database.ts';

/** One person's decision, as it is kept: no value, the text of a mask lies sealed elsewhere. */
export interface ReviewDecision {
  readonly about: Schema['review_decision']['about'];
  /** Id of a finding or of an added mask; empty for blind spots. */
  readonly subject: string;
  /** To `keep` what an added mask hid is to take that mask back. */
  readonly action: 'mask' | 'keep';
  readonly said: Said;
}

/** What an added mask hides, by the mask's id. */
export type NamedMasks = Readonly<Record<string, AddedMask['what']>>;

/** Every decision about a redaction, the oldest first. */
export async function decisionsAbout(db: Database, id: string): Promise<ReviewDecision[]> {
  const rows = await db
    .selectFrom('review_decision')
    .selectAll()
    .where('redaction_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    about: row.about,
    subject: row.subject,
    action: row.action,
    said: {
      by: row.decided_by,
      at: row.decided_at.toISOString(),
      ground: row.ground,
      reason: row.reason,
    },
  }));
}

/** Adds decisions behind those that are there; a count of them that is no longer true fails. */
export async function insertDecisions(
  trx: Transaction<Schema>,
  redactionId: string,
  count: number,
  decisions: readonly ReviewDecision[],
): Promise<void> {
  const rows = decisions.map(({ about, subject, action, said }, index) => ({
    redaction_id: redactionId,
    seq: count + index + 1,
    about,
    subject,
    action,
    ground: said.ground,
    reason: said.reason,
    decided_by: said.by,
    decided_at: said.at,
  }));
  await trx.insertInto('review_decision').values(rows).execute();
}

/**
 * What all decisions together ask for. Of one finding the last action holds; people who agree with it
 * stand beside each other, each with the latest they said.
 */
export function reviewOf(
  decisions: readonly ReviewDecision[],
  masks: NamedMasks,
): Omit<Review, 'check'> {
  const overrides = new Map<string, Override>();
  const added: AddedMask[] = [];
  let accepted: readonly Said[] = [];
  for (const { about, subject, action, said } of decisions) {
    const what = masks[subject];
    if (about === 'blind-spots') accepted = withLatest(accepted, said);
    else if (about === 'mask' && what) added.push({ id: subject, what, said });
    else if (about === 'finding')
      overrides.set(
        subject,
        withWord(overrides.get(subject), { findingId: subject, action }, said),
      );
  }
  return { overrides: [...overrides.values()], masks: added, accepted };
}

function withWord(
  before: Override | undefined,
  { findingId, action }: Pick<Override, 'findingId' | 'action'>,
  said: Said,
): Override {
  const agreed = before?.action === action ? before.said : [];
  return { findingId, action, said: withLatest(agreed, said) };
}

const withLatest = (before: readonly Said[], said: Said): readonly Said[] => [
  ...before.filter(({ by }) => by !== said.by),
  said,
];

/** The masks that people added and nobody took back. */
export const standingMasks = (decisions: readonly ReviewDecision[]): ReadonlySet<string> => {
  const standing = new Set<string>();
  for (const { about, subject, action } of decisions) {
    if (about !== 'mask') continue;
    if (action === 'mask') standing.add(subject);
    else standing.delete(subject);
  }
  return standing;
};
