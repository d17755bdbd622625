import { ConfigurationError, type SettingReader } from './setting-reader.ts';
import type { S3Options } from './store/blobs/s3-store.ts';

export type BucketSettings = S3Options;

/** What every store takes; some take more, none of it needed. */
const BUCKET = /^[A-Za-z0-9][\w.-]{1,61}[A-Za-z0-9]$/;
const PREFIX = /^(?:[\w.-]+\/)*$/;

/** A bucket of an S3-compatible store; undefined when no endpoint is named. Half a bucket is none. */
export function readBucket(read: SettingReader): BucketSettings | undefined {
  const endpoint = read.text('CLEARPOST_S3_ENDPOINT', '');
  const settings = {
    endpoint,
    bucket: read.text('CLEARPOST_S3_BUCKET', ''),
    region: read.text('CLEARPOST_S3_REGION', 'us-east-1'),
    accessKeyId: read.secret('CLEARPOST_S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: read.secret('CLEARPOST_S3_SECRET_ACCESS_KEY') ?? '',
    addressing: read.oneOf('CLEARPOST_S3_ADDRESSING', 'path', ['path', 'host'] as const),
    prefix: read.text('CLEARPOST_S3_PREFIX', ''),
  };
  if (endpoint === '') return undefined;
  if (
    !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '') ||
    URL.parse(endpoint)?.pathname !== '/'
  )
    throw new ConfigurationError(
      'CLEARPOST_S3_ENDPOINT 应为不带路径的 http(s) 网址 · must be an http(s) URL without a path',
    );
  for (const [name, value] of [
    ['BUCKET', settings.bucket],
    ['ACCESS_KEY_ID', settings.accessKeyId],
    ['SECRET_ACCESS_KEY', settings.secretAccessKey],
  ])
    if (value === '')
      throw new ConfigurationError(
        `设了 CLEARPOST_S3_ENDPOINT 就须设 CLEARPOST_S3_${name} · CLEARPOST_S3_ENDPOINT needs CLEARPOST_S3_${name}`,
      );
  if (!BUCKET.test(settings.bucket))
    throw new ConfigurationError(
      'CLEARPOST_S3_BUCKET 须为 3 到 63 个字母、数字、点或连字符 · must be 3 to 63 letters, digits, dots or hyphens',
    );
  if (!PREFIX.test(settings.prefix))
    throw new ConfigurationError(
      'CLEARPOST_S3_PREFIX 须以 / 结尾 · CLEARPOST_S3_PREFIX must end with /',
    );
  return settings;
}
