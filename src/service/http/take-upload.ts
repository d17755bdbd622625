import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Admission } from './admission.ts';
import { Problem, type ProblemCode } from './problem.ts';
import type { UploadSchema } from './schemas/redaction.ts';
import { FORM_BYTES, readUpload, refuseTooLarge } from './upload.ts';

/** What a route needs to take a document in. */
export interface UploadDoor {
  readonly sandbox: Sandbox;
  readonly admission: Admission;
  readonly maxUploadBytes: number;
  /** True while no further redaction can be taken in. */
  readonly isBusy: () => Promise<boolean>;
}

export type UploadedForm = Static<typeof UploadSchema>;

/** What can go wrong with an upload, for the contract. */
export const uploadProblems = [
  'request-malformed',
  'upload-too-large',
  'content-type-unsupported',
  'format-unsupported',
  'document-damaged',
  'document-encrypted',
  'document-limit-exceeded',
  'busy',
] as const satisfies readonly ProblemCode[];

/** Reads the form before it is validated; turns it away early when there is no room for it. */
export function takeUpload({ sandbox, admission, maxUploadBytes, isBusy }: UploadDoor) {
  return {
    bodyLimit: maxUploadBytes + FORM_BYTES,
    preValidation: async (request: FastifyRequest, reply: FastifyReply) => {
      refuseTooLarge(request, maxUploadBytes);
      if (sandbox.isFull() || (await isBusy())) throw new Problem('busy', { retryAfter: 5 });
      const announced = Number(request.headers['content-length'] ?? maxUploadBytes + FORM_BYTES);
      reply.raw.once('close', admission.enter(announced));
      const form = await readUpload(request, maxUploadBytes);
      await refuseUnknownPolicy(form.policy, sandbox);
      request.body = form;
    },
  };
}

/** 400 that names the field and the policies there are. */
export async function refuseUnknownPolicy(policy: unknown, sandbox: Sandbox): Promise<void> {
  if (typeof policy !== 'string' || policy === 'auto') return;
  const { policies } = await sandbox.catalog;
  if (policies.some(({ id }) => id === policy)) return;
  const known = ['auto', ...policies.map(({ id }) => id)].join(', ');
  throw new Problem('request-malformed', {
    field: 'policy',
    detail: `没有这个发布规则；可用的有 ${known} · no such policy; there are: ${known}`,
  });
}
