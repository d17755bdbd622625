import type { DocumentErrorCode } from '../../engine/core/errors.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every error that the service can answer with. The key is stable: programs depend on it. */
export const PROBLEMS = {
  'request-malformed': { status: 400, title: '请求格式不对 · malformed request' },
  unauthorized: { status: 401, title: '需要访问密钥 · an API key is needed' },
  forbidden: { status: 403, title: '不允许 · not allowed' },
  'not-found': { status: 404, title: '没有这个资源 · not found' },
  'not-acceptable': { status: 406, title: '给不出所要的格式 · not available in that form' },
  'site-known': { status: 409, title: '网站已登记 · the site is registered already' },
  'scan-under-way': { status: 409, title: '正在检查这个网站 · a scan is under way' },
  'scan-over': { status: 409, title: '扫描状态不允许 · the scan is not in such a state' },
  'document-withheld': { status: 409, title: '文件不可发布，暂不提供 · the document is withheld' },
  'review-unfinished': {
    status: 409,
    title: '还有内容待复核 · findings still wait for a decision',
  },
  'review-outdated': { status: 409, title: '已有新的决定，请刷新 · decided about anew meanwhile' },
  'second-person-needed': { status: 409, title: '须由另一人确认 · another person must agree' },
  'document-destroyed': { status: 410, title: '文件已销毁 · the document was destroyed' },
  'upload-too-large': { status: 413, title: '文件过大 · the upload is too large' },
  'content-type-unsupported': { status: 415, title: '请求类型不对 · wrong content type' },
  'format-unsupported': { status: 415, title: '不支持这种文件 · not a supported document' },
  'document-damaged': { status: 422, title: '文件已损坏 · the document is damaged' },
  'document-encrypted': { status: 422, title: '文件有密码 · the document is encrypted' },
  'document-limit-exceeded': {
    status: 422,
    title: '文件超出处理上限 · the document exceeds a limit',
  },
  'attachment-unavailable': {
    status: 422,
    title: '附件取不到 · an attachment could not be fetched',
  },
  'idempotency-conflict': { status: 422, title: '幂等键用于另一请求 · key used for another body' },
  'rate-limited': { status: 429, title: '请求过于频繁 · too many requests' },
  internal: { status: 500, title: '服务内部错误 · internal error' },
  busy: { status: 503, title: '服务繁忙，请稍后再试 · busy, try again later' },
} as const satisfies Record<DocumentErrorCode, ProblemKind> & Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemParticulars {
  /** For people, Chinese then English; never a piece of the document. */
  readonly detail?: string | undefined;
  /** The field of the request that is wrong. */
  readonly field?: string | undefined;
  /** The limit that was passed, in bytes. */
  readonly limitBytes?: number | undefined;
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number | undefined;
  /** Where the redaction stands whose file is withheld. */
  readonly redaction?: string | undefined;
  /** Instead of the customary status of this kind. */
  readonly status?: number | undefined;
}

/** An answer that is an error, thrown from anywhere in a route. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly particulars: ProblemParticulars;

  constructor(code: ProblemCode, particulars: ProblemParticulars = {}) {
    super(code);
    this.code = code;
    this.particulars = particulars;
  }

  get status(): number {
    return this.particulars.status ?? PROBLEMS[this.code].status;
  }
}

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** RFC 9457. The type is a name, not a place: it means the same on every installation. */
export const problemBody = (problem: Problem, requestId: string) => {
  const { detail, field, limitBytes, redaction } = problem.particulars;
  return {
    type: `urn:clearpost:problem:${problem.code}`,
    title: PROBLEMS[problem.code].title,
    status: problem.status,
    code: problem.code,
    ...(detail === undefined ? {} : { detail }),
    ...(field === undefined ? {} : { field }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(redaction === undefined ? {} : { redaction }),
    requestId,
  };
};
