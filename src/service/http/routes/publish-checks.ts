import type { FastifyInstance } from 'fastify';
import type { Desk } from '../../jobs/desk.ts';
import { checkAtDesk } from '../../publish/attachments.ts';
import { checkFile, type DraftFile } from '../../publish/check-file.ts';
import { InHand } from '../../publish/in-hand.ts';
import { recordOverride } from '../../publish/override.ts';
import { checkDraft, contentHash, type PublishAnswer } from '../../publish/publish-check.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Caller } from '../../store/api-keys.ts';
import { refuseOutOfScope } from '../access.ts';
import type { Admission } from '../admission.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import type { PublishCheckRequest } from '../schemas/publish-check.ts';
import { refuseUnknownPolicy } from '../take-upload.ts';

export interface PublishDoor {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly admission: Admission;
  /** Where an override is written down; without it nothing can be overridden. */
  readonly ledger: Promise<Ledger> | undefined;
  /** How long a CMS is kept waiting before it is told to hold and ask again, in milliseconds. */
  readonly publishBudgetMs: number;
  /** Fetches an attachment that was named by its address only. */
  readonly fetchAttachment: (href: string) => Promise<Uint8Array>;
}

const DEFAULT_POLICY = 'general';
const MOST_IN_HAND = 256;

/** A CMS asks before it publishes. */
export function publishCheckRoutes(app: FastifyInstance, door: PublishDoor): void {
  const inHand = new InHand<PublishAnswer>(MOST_IN_HAND);
  app.post(
    '/v1/publish-checks',
    {
      config: { needs: ['publish-check'] },
      schema: {
        operationId: 'checkBeforePublishing',
        summary: 'May this page and its attachments be published?',
        description:
          'The decision holds for exactly what was sent, named by `contentHash`. `pending` means: ' +
          'hold it and ask again with the same content; the work goes on meanwhile.',
        tags: ['publish-checks'],
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
            'busy',
            'not-found',
          ),
        },
      },
    },
    async (request, reply) => {
      const asked = request.body as PublishCheckRequest;
      await refuseUnknownPolicy(asked.policy, door.sandbox);
      if (asked.override) refuseOutOfScope(request.caller, ['review']);
      reply.raw.once('close', door.admission.enter(Number(request.headers['content-length'] ?? 0)));
      const policy = asked.policy ?? DEFAULT_POLICY;
      const draft = { ...asked, attachments: await attachmentsOf(asked, door) };
      const hash = contentHash(draft);
      if (inHand.isFull) throw new Problem('busy', { retryAfter: 5 });
      const key = `${request.caller.id} ${policy} ${hash}`;
      const answer = await inHand.get(key, door.publishBudgetMs, () =>
        checkDraft(draft, policy, {
          sandbox: door.sandbox,
          checkAttachment: (file) => checkAtDesk(file, policy, door.desk, request.caller.id),
        }),
      );
      if (!answer) return { decision: 'pending', contentHash: hash };
      if (!asked.override || answer.decision === 'publish') return view(answer);
      return overridden(asked, answer, request.caller, policy, door);
    },
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

const attachmentsOf = (asked: PublishCheckRequest, door: PublishDoor): Promise<DraftFile[]> =>
  Promise.all(
    (asked.attachments ?? []).map(async ({ name, base64, href }, index) => {
      if (base64 !== undefined) return { name, bytes: Buffer.from(base64, 'base64') };
      if (href !== undefined) return { name, bytes: await door.fetchAttachment(href) };
      const field = `attachments.${index}`;
      const detail = '须有 base64 或 href · needs base64 or href';
      throw new Problem('request-malformed', { field, detail });
    }),
  );

const view = ({ page, attachments, ...answer }: PublishAnswer) => ({
  ...answer,
  ...page,
  attachments: attachments.map(({ name, decision, href, problem }) => ({
    name,
    decision,
    ...(href !== undefined && { href }),
    ...(problem && { problem: problem.code }),
    ...(problem?.detail !== undefined && { detail: problem.detail }),
  })),
});
