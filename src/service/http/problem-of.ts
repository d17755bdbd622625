import { DocumentError } from '../../engine/core/errors.ts';
import { IdempotencyConflict, Overtaken } from '../jobs/desk.ts';
import { AttachmentUnavailable } from '../publish/fetch-attachment.ts';
import { SandboxBusy } from '../sandbox/pool.ts';
import { isDatabaseAway } from '../store/away.ts';
import { Problem, type ProblemCode } from './problem.ts';
import { reviewProblemOf } from './review-problem.ts';

const RETRY_SECONDS = 5;

interface Thrown {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly validation?: readonly { instancePath: string; params: Record<string, unknown> }[];
  readonly validationContext?: string;
}

/** Codes of the libraries below us, and what they are to a caller. */
const LIBRARY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type-unsupported',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'content-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'upload-too-large',
  FST_REQ_FILE_TOO_LARGE: 'upload-too-large',
};

// What the parser says quotes the body.
const NOT_JSON = { field: 'body', detail: '正文不是 JSON · the body is not JSON' };

/** Whatever was thrown, as an answer. What is not known to be the caller's doing is ours: 500, no word more. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DocumentError) return new Problem(error.code, { detail: error.detail });
  if (error instanceof SandboxBusy) return new Problem('busy', { retryAfter: RETRY_SECONDS });
  if (error instanceof AttachmentUnavailable) return new Problem('attachment-unavailable');
  if (error instanceof IdempotencyConflict) return new Problem('idempotency-conflict');
  if (error instanceof Overtaken) return new Problem('review-outdated');
  const review = reviewProblemOf(error);
  if (review) return review;
  const { code, statusCode, validation, validationContext } = (error ?? {}) as Thrown;
  if (validation) return invalid(validation, validationContext);
  const known = typeof code === 'string' ? LIBRARY_CODES[code] : undefined;
  if (known) return new Problem(known);
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return new Problem('request-malformed', NOT_JSON);
  if (isDatabaseAway(error)) return new Problem('busy', { retryAfter: RETRY_SECONDS });
  if (statusCode === 429) return new Problem('rate-limited');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Problem('request-malformed', { status: statusCode });
  return new Problem('internal');
}

function invalid([first]: NonNullable<Thrown['validation']>, where: string | undefined): Problem {
  const inside = first?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  const culprit = first?.params.missingProperty ?? first?.params.additionalProperty;
  const field = [inside, typeof culprit === 'string' ? culprit : '']
    .filter((part) => part !== '')
    .join('.')
    // An unknown field's name is the caller's own, and may be a number of somebody's.
    .replaceAll(/[^\w.-]|\d{5,}[Xx]?/g, '?')
    .slice(0, 80);
  return new Problem('request-malformed', {
    field: field || where,
    detail: `字段不对：${field || where} · this field is missing, unknown or wrong: ${field || where}`,
  });
}
