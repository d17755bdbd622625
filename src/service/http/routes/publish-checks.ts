import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { scrubbed } from '../../../engine/report/scrub.ts';
import type { Desk } from '../../jobs/desk.ts';
import { checkAtDesk } from '../../publish/attachments.ts';
import { checkFile } from '../../publish/check-file.ts';
import { checkPage } from '../../publish/check-page.ts';
import { InHand } from '../../publish/in-hand.ts';
import { recordOverride } from '../../publish/override.ts';
import { checkDraft, type Draft, type PublishAnswer } from '../../publish/publish-check.ts';
import { checkEvent } from '../../publish/record-check.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Caller } from '../../store/api-keys.ts';
import { batchedAudit } from '../../store/audit-batch.ts';
import { announce } from '../../webhooks/announce.ts';
import { refuseOutOfScope } from '../access.ts';
import type { Admission } from '../admission.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import { Problem } from '../problem.ts';
import { askedHash, draftOf, hashIfKnown, refuseEmptyAttachments } from '../publish-draft.ts';
import { problems } from '../schemas/problem.ts';
import type { PublishCheckRequest } from '../schemas/publish-check.ts';
import { refuseUnknownPolicy } from '../take-upload.ts';
import { FORM_BYTES, refuseTooLarge } from '../upload.ts';
import type { WebhookDoor } from './webhooks.ts';

export interface PublishDoor {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly admission: Admission;
  readonly maxUploadBytes: number;
  /** Where an override is written down; without it nothing can be overridden. */
  readonly ledger: Promise<Ledger> | undefined;
  /** How long a CMS is kept waiting before it is told to hold and ask again, in milliseconds. */
  readonly publishBudgetMs: number;
  /** Whom to tell once a check is decided after all. */
  readonly webhooks: Promise<WebhookDoor> | undefined;
  /** Fetches an attachment that was named by its address only. */
  readonly fetchAttachment: (href: string) => Promise<Uint8Array>;
}

const DEFAULT_POLICY = 'general';
const MOST_IN_HAND = 256;

/** A CMS asks before it publishes. */
export function publishCheckRoutes(app: FastifyInstance, door: PublishDoor): void {
  const inHand = new InHand<PublishAnswer>(MOST_IN_HAND);
  const write = door.ledger && batchedAudit(door.ledger);
  app.post(
    '/v1/publish-checks',
    {
      config: { needs: ['publish-check'], signed: true },
      bodyLimit: door.maxUploadBytes + FORM_BYTES,
      // Before a byte of the body is in memory, and after it is known who sends it.
      preParsing: async (request, reply, payload) => {
        refuseTooLarge(request, door.maxUploadBytes);
        const announced = request.headers['content-length'];
        const bytes = Number(announced ?? door.maxUploadBytes + FORM_BYTES);
        reply.raw.once('close', door.admission.enter(bytes));
        return payload;
      },
      schema: {
        operationId: 'checkBeforePublishing',
        summary: 'May this page and its attachments be published?',
        description:
          'The decision holds for exactly what was sent, named by `contentHash`. `pending` means: ' +
          'hold it and ask again with the same content; the work goes on meanwhile.',
        tags: ['publish-checks'],
        querystring: Type.Object(
          {
            key: Type.Optional(
              Type.String({ pattern: '^[0-9a-f]{12}$', description: 'Whose signature it is' }),
            ),
          },
          { additionalProperties: false },
        ),
        body: { $ref: 'PublishCheckRequest#' },
        response: {
          200: {
            description: 'The decision',
            content: { 'application/json': { schema: { $ref: 'PublishCheck#' } } },
          },
          ...problems(
            'request-malformed',
            'upload-too-large',
            'content-type-unsupported',
            'attachment-unavailable',
            'review-outdated',
            'busy',
            'not-found',
          ),
        },
      },
    },
    async (request) => {
      const asked = request.body as PublishCheckRequest;
      const { caller } = request;
      await refuseUnknownPolicy(asked.policy, door.sandbox);
      refuseEmptyAttachments(asked);
      if (asked.override) refuseOutOfScope(caller, ['review']);
      if (inHand.isFull) throw new Problem('busy', { retryAfter: 5 });
      const policy = asked.policy ?? DEFAULT_POLICY;
      const answer = await inHand.get(
        `${caller.id} ${policy} ${asked.contentId} ${askedHash(asked)}`,
        door.publishBudgetMs,
        async () => {
          const draft = await draftOf(asked, door.fetchAttachment);
          const decided = await check(draft, policy, caller.id, door);
          // A decision that is not written down is not given: the CMS holds.
          const { sandbox } = door;
          await write?.(await checkEvent(asked.contentId, policy, caller.id, decided, sandbox));
          return decided;
        },
        (late) => tellLate(asked.contentId, late, door).catch((err) => request.log.error({ err })),
      );
      if (!answer) return { decision: 'pending', contentHash: hashIfKnown(asked) };
      if (!asked.override || answer.decision === 'publish') return view(answer);
      return overridden(asked, answer, caller, policy, door);
    },
  );
}

const check = (draft: Draft, policy: string, caller: string, { sandbox, desk }: PublishDoor) =>
  checkDraft(draft, policy, {
    checkPage: (file) => checkPage(file, policy, { sandbox, desk, caller }),
    checkAttachment: (file) => checkAtDesk(file, policy, desk, caller),
  });

/** Whoever was told to come back hears that it is time. A check that failed is one to hold. */
async function tellLate(
  contentId: string,
  answer: PublishAnswer | undefined,
  { webhooks }: PublishDoor,
): Promise<void> {
  if (!webhooks) return;
  const { db, line } = await webhooks;
  await db.transaction().execute((trx) =>
    announce(trx, line, 'publish-check.decided', {
      contentId: scrubbed(contentId),
      contentHash: answer?.contentHash ?? null,
      decision: answer?.decision ?? 'hold',
    }),
  );
}

async function overridden(
  { contentId, override }: PublishCheckRequest,
  answer: PublishAnswer,
  caller: Caller,
  policy: string,
  door: PublishDoor,
) {
  if (!override) return view(answer);
  const { decision, contentHash: hash, findings, attachments } = answer;
  await recordOverride(
    override,
    {
      contentId,
      contentHash: hash,
      policy,
      decision,
      findings: findings.length,
      caller: caller.id,
    },
    (file) => checkFile(file, policy, door.sandbox),
    await ledgerOf(door.ledger),
  );
  return view({ decision: 'publish', contentHash: hash, findings, attachments, overridden: true });
}

const view = ({ page, attachments, redaction, ...answer }: PublishAnswer) => ({
  ...answer,
  ...page,
  report: redaction === undefined ? null : { href: `${redaction}/report` },
  attachments: attachments.map(({ name, decision, href, redaction: own, problem }) => ({
    name,
    decision,
    ...(href !== undefined && { href }),
    ...(own !== undefined && { redaction: own }),
    ...(problem && { problem: problem.code }),
    ...(problem?.detail !== undefined && { detail: problem.detail }),
  })),
});
