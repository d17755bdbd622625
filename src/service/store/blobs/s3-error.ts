/** A bucket that refuses or is not there. The code is S3's own word; its sentences may name an owner or a key. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(method: string, status: number, code: string) {
    super(`S3 ${method}: ${[status, code].join(' ').trim()}`);
    this.status = status;
    this.code = code;
  }
}

/** What an operator is told when the bucket cannot be used, before anything is taken in. */
export function bucketTrouble(error: unknown): Error {
  if (!(error instanceof S3Error))
    return new Error('连不上存储（CLEARPOST_S3_ENDPOINT） · the store cannot be reached', {
      cause: error,
    });
  const { code, status } = error;
  const [zh, en] = ADVICE[code] ?? BY_STATUS[status] ?? ['存储拒绝访问', 'the store refuses'];
  return new Error(`${zh} · ${en} (${error.message})`, { cause: error });
}

type Advice = readonly [zh: string, en: string];

/** Ours, where S3 calls it a success. */
export const KEEPS_VERSIONS = 'KeepsVersions';

const SECRET: Advice = [
  'CLEARPOST_S3_ACCESS_KEY_ID 或 CLEARPOST_S3_SECRET_ACCESS_KEY 不对',
  'the access key or its secret is wrong',
];
const REGION: Advice = ['CLEARPOST_S3_REGION 不对', 'the region is wrong'];
const BUCKET: Advice = ['没有这个存储桶（CLEARPOST_S3_BUCKET）', 'there is no such bucket'];

const ADVICE: Readonly<Record<string, Advice>> = {
  InvalidAccessKeyId: SECRET,
  SignatureDoesNotMatch: SECRET,
  AuthorizationHeaderMalformed: REGION,
  NoSuchBucket: BUCKET,
  RequestTimeTooSkewed: ['本机时钟与存储相差太多', 'this machine’s clock is too far off'],
  [KEEPS_VERSIONS]: [
    '这个存储桶保留历史版本，删掉的文件其实还在：请关闭版本控制，或换一个桶',
    'the bucket keeps versions, so nothing is destroyed in it: switch versioning off or take another',
  ],
  AccessDenied: ['这把密钥无权读写这个存储桶', 'this key may not use the bucket'],
};

const BY_STATUS: Readonly<Record<number, Advice>> = { 400: REGION, 403: SECRET, 404: BUCKET };
