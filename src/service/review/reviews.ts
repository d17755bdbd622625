import { randomUUID } from 'node:crypto';
import type { AddedMask, Ground, Said } from '../../engine/core/review.ts';
import { ReviewError } from '../../engine/core/review-error.ts';
import { mayPublish } from '../../engine/core/verdict.ts';
import type { Report } from '../../engine/report/report.ts';
import type { Backing } from '../jobs/desk.ts';
import { type Parcel, unpack } from '../jobs/parcel.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { findingKeyOf } from '../store/finding-key.ts';
import { find, type RedactionRow } from '../store/redactions.ts';
import {
  decisionsAbout,
  type NamedMasks,
  type ReviewDecision,
  reviewOf,
  standingMasks,
} from '../store/review-decisions.ts';
import { currentBlob } from '../store/vault.ts';
import { commitDecisions, type Held, NotTheLatest } from './commit.ts';
import { ReviewRefused } from './refused.ts';

interface Word {
  readonly ground: Ground | null;
  readonly reason: string | null;
}

/** What a person wants done about a draft. */
export type ReviewWish =
  | (Word & {
      readonly about: 'finding';
      /** One or many: what is said is said of each of them. */
      readonly findingIds: readonly string[];
      readonly action: 'mask' | 'keep';
    })
  | (Word & { readonly about: 'mask'; readonly what: AddedMask['what'] })
  /** Takes an added mask back. */
  | (Word & { readonly about: 'unmask'; readonly maskId: string })
  | (Word & { readonly about: 'blind-spots' });

/** Where people decide about drafts. */
export interface Reviews {
  /**
   * Decides, rewrites and verifies again, and writes down who did; throws a ReviewRefused, a ReviewError
   * or a SandboxBusy, and then nothing has changed.
   * @param seen the revision that the person saw; without it the newest is decided about.
   */
  decide(id: string, wish: ReviewWish, by: string, seen?: number): Promise<RedactionRow>;
}

const TRIES = 3;

export function openReviews(backing: Backing, sandbox: Sandbox): Reviews {
  return {
    async decide(id, wish, by, seen) {
      for (let turn = 1; ; turn++) {
        try {
          return await decideOnce(backing, sandbox, await held(backing, id, seen), wish, by);
        } catch (error) {
          if (!(error instanceof NotTheLatest)) throw error;
          if (seen !== undefined || turn === TRIES) throw new ReviewRefused('outdated');
        }
      }
    },
  };
}

async function held(backing: Backing, id: string, seen: number | undefined): Promise<Held> {
  const { db, vault } = backing;
  const row = await find(db, id);
  if (row?.status === 'destroyed') throw new ReviewRefused('gone');
  if (row?.status !== 'done') throw new ReviewRefused('not-done');
  if (seen !== undefined && seen !== row.revision) throw new ReviewRefused('outdated');
  const name = await currentBlob(db, id, 'masks');
  const sealed = name === undefined ? undefined : await vault.get(name);
  // Without what they named, masks that people added would silently be no more.
  if (name !== undefined && !sealed) throw new ReviewRefused('gone');
  const masks: NamedMasks = sealed
    ? JSON.parse(Buffer.concat(await Array.fromAsync(sealed)).toString())
    : {};
  const decisions = await decisionsAbout(db, id);
  if ([...standingMasks(decisions)].some((id) => !masks[id])) throw new ReviewRefused('gone');
  return { row, report: row.report as Report, decisions, masks };
}

async function draftOf({ db, vault }: Backing, id: string): Promise<Parcel> {
  const name = await currentBlob(db, id, 'original');
  const original = name === undefined ? undefined : await vault.get(name);
  if (!original) throw new ReviewRefused('gone');
  return unpack(original);
}

async function decideOnce(
  backing: Backing,
  sandbox: Sandbox,
  before: Held,
  wish: ReviewWish,
  by: string,
): Promise<RedactionRow> {
  const { row } = before;
  if (wish.about === 'blind-spots' && mayPublish(before.report.verdict)) return row;
  const made = decisionsOf(wish, { by, at: new Date().toISOString(), ...wordOf(wish) });
  refuseUnfit(made, before);
  const decisions = [...before.decisions, ...made];
  const masks = masksAfter(wish, before.masks, made[0].subject);
  const { name, policy, password, context, bytes } = await draftOf(backing, row.id);
  const check = wish.reason === null ? [] : [wish.reason];
  const review = { ...reviewOf(decisions, masks), check };
  const key = findingKeyOf(backing.keyring, row.keyId ?? backing.keyring.active.id);
  // Taken out of the keyring too early: what the person saw cannot be found again.
  if (!key) throw new ReviewRefused('changed');
  const draft = { name, policy, password, context: context ?? undefined };
  const task = { ...draft, review, findingKey: key.toString('base64'), wantsOutput: true };
  const outcome = await sandbox.redact(task, bytes).catch((error: unknown) => {
    // It stood in the report that the person saw, and is no more: the rules or keys have changed since.
    if (error instanceof ReviewError && error.code === 'finding-unknown')
      throw new ReviewRefused('changed');
    throw error;
  });
  await commitDecisions(backing, before, { made, masks, ...outcome });
  return { ...row, report: outcome.report, revision: row.revision + 1 };
}

const wordOf = ({ ground, reason }: Word): Word => ({ ground, reason });

function masksAfter(wish: ReviewWish, before: NamedMasks, maskId: string): NamedMasks {
  if (wish.about === 'mask') return { ...before, [maskId]: wish.what };
  if (wish.about !== 'unmask') return before;
  const { [maskId]: _gone, ...rest } = before;
  return rest;
}

type Made = readonly [ReviewDecision, ...ReviewDecision[]];

function decisionsOf(wish: ReviewWish, said: Said): Made {
  switch (wish.about) {
    case 'finding': {
      const { action } = wish;
      const [first = '', ...others] = wish.findingIds;
      const about = (subject: string) => ({ about: 'finding', subject, action, said }) as const;
      return [about(first), ...others.map(about)];
    }
    case 'mask':
      return [{ about: 'mask', subject: randomUUID(), action: 'mask', said }];
    case 'unmask':
      return [{ about: 'mask', subject: wish.maskId, action: 'keep', said }];
    case 'blind-spots':
      return [{ about: 'blind-spots', subject: '', action: 'keep', said }];
  }
}

/** What can be told to be in vain without opening the draft. */
function refuseUnfit([first, ...others]: Made, { report, decisions }: Held): void {
  if (first.about === 'mask') {
    const isKnown = first.action === 'mask' || standingMasks(decisions).has(first.subject);
    if (!isKnown) throw new ReviewRefused('mask-unknown');
    return;
  }
  if (first.about === 'blind-spots') {
    if (report.summary.review > 0) throw new ReviewRefused('unfinished');
    if (report.blindSpots.length === 0) throw new ReviewRefused('nothing-blind');
    if (report.accepted.some(({ by }) => by === first.said.by))
      throw new ReviewRefused('second-person');
    return;
  }
  const byId = new Map(report.findings.map((finding) => [finding.id, finding]));
  for (const { subject, action, said } of [first, ...others]) {
    const finding = byId.get(subject);
    if (!finding) throw new ReviewRefused('finding-unknown');
    const { decided } = finding;
    const isWaiting = finding.action === 'review' && decided?.action === action;
    if (isWaiting && decided.said.every(({ by }) => by === said.by))
      throw new ReviewRefused('second-person');
  }
}
