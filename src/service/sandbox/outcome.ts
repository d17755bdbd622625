import { DocumentError, type DocumentErrorCode } from '../../engine/core/errors.ts';
import { ReviewError, type ReviewErrorCode } from '../../engine/core/review-error.ts';
import type { ShownForm } from '../../engine/core/trace.ts';
import type { Report } from '../../engine/report/report.ts';
import type { Answer, Looked } from './messages.ts';

/** What a redaction in the sandbox gives. */
export interface SandboxOutcome {
  readonly report: Report;
  readonly output: Buffer | undefined;
  /** Empty unless the task wanted them. */
  readonly shownForms: readonly ShownForm[];
}

/** The sandbox failed at a document in a way that is ours. `where` may be logged. */
export class SandboxFailure extends Error {
  readonly where: string;

  constructor(where: string) {
    super(`sandbox: ${where}`);
    this.where = where;
  }
}

/** A child's answer as it came. */
export interface Received {
  readonly answer: Answer;
  readonly blobs: readonly Buffer[];
}

/** Reads the answer to a redaction; throws what it says went wrong. */
export function outcomeOf({ answer, blobs }: Received): SandboxOutcome {
  if (answer.kind === 'done')
    return { report: answer.report, output: blobs[0], shownForms: answer.shownForms ?? [] };
  throw failureIn(answer);
}

/** Reads the answer to a look; throws what it says went wrong. */
export function lookedOf({ answer }: Received): Looked {
  if (answer.kind === 'looked') return answer.looked;
  throw failureIn(answer);
}

/** Reads the answer to a preview; throws what it says went wrong. */
export function pictureOf({ answer, blobs }: Received): Buffer | undefined {
  if (answer.kind === 'pictured') return blobs[0];
  throw failureIn(answer);
}

function failureIn(answer: Answer): Error {
  if (answer.kind === 'document-error' && isKnown(answer.code))
    return new DocumentError(answer.code, answer.detail ?? undefined);
  if (answer.kind === 'review-error' && isReviewCode(answer.code))
    return new ReviewError(answer.code);
  return new SandboxFailure(
    answer.kind === 'failed' ? printable(answer.where) : 'malformed answer',
  );
}

/** V8 aborts or traps when its heap or the kernel's limit is full; the kernel's last resort is SIGKILL. */
const OUT_OF_MEMORY: ReadonlySet<NodeJS.Signals | null> = new Set([
  'SIGABRT',
  'SIGTRAP',
  'SIGKILL',
]);

/** What the sudden end of a child says about the document that it held. */
export const afterDeath = (signal: NodeJS.Signals | null, memoryMb: number): Error =>
  OUT_OF_MEMORY.has(signal)
    ? new DocumentError(
        'document-limit-exceeded',
        `处理所需内存超过 ${memoryMb} MB · processing it needs more than ${memoryMb} MB of memory`,
      )
    : new SandboxFailure(`child ended by ${signal ?? 'itself'}`);

export const tooSlow = (seconds: number): DocumentError =>
  new DocumentError(
    'document-limit-exceeded',
    `处理超过 ${seconds} 秒 · processing it took longer than ${seconds} seconds`,
  );

const CODES: Readonly<Record<DocumentErrorCode, true>> = {
  'format-unsupported': true,
  'document-damaged': true,
  'document-encrypted': true,
  'document-limit-exceeded': true,
};
const isKnown = (code: string): boolean => Object.hasOwn(CODES, code);

const REVIEW_CODES: Readonly<Record<ReviewErrorCode, true>> = {
  'finding-unknown': true,
  'text-absent': true,
  'place-absent': true,
  'reason-tells': true,
};
const isReviewCode = (code: string): boolean => Object.hasOwn(REVIEW_CODES, code);

/** A child that was taken over may say anything; a log line takes only this much of it. */
const printable = (where: string): string =>
  String(where)
    .replaceAll(/[^\w@./:< -]/g, '?')
    .slice(0, 400);
