import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { type BlobStore, blobNamed } from './blob-store.ts';
import { bucketTrouble, KEEPS_VERSIONS, S3Error } from './s3-error.ts';
import { readListing } from './s3-listing.ts';

/** A bucket of an S3-compatible store: Amazon's, MinIO, Ceph, Swift, or a cloud's object storage. */
export interface S3Options {
  /** `https://host[:port]`, without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where the bucket's name stands: in the path, or as the first label of the host. */
  readonly addressing: 'path' | 'host';
  /** Begins the name of every object, so that several programs may share a bucket. */
  readonly prefix: string;
}

/** Each pause twice as long as the one before: a store that is away for six seconds costs nobody an upload. */
const PAUSES_MS = [100, 200, 400, 800, 1600, 3200];
/** For one try; what is sent is at most as large as an upload. */
const TRY_MS = 300_000;

/** Blobs as objects of a bucket. An object is there whole or not at all: S3 promises it. */
export function s3Store(options: S3Options): BlobStore {
  const { prefix } = options;
  const bucket = bucketUrl(options);
  const client = new AwsClient({ ...options, service: 's3', retries: 0 });

  /** One answer, signed anew at each try. Every request may be made twice: it says the same each time. */
  async function send(path: string, method: string, body?: Buffer<ArrayBuffer>): Promise<Response> {
    // The hash of the body is signed: bytes changed on their way are refused.
    const hash = createHash('sha256').update(body ?? '');
    const headers = { 'x-amz-content-sha256': hash.digest('hex') };
    for (const pause of [...PAUSES_MS, undefined]) {
      const request = {
        method,
        headers,
        signal: AbortSignal.timeout(TRY_MS),
        ...(body && { body }),
      };
      try {
        const answer = await client.fetch(`${bucket}${path}`, request);
        if (pause === undefined || !isPassing(answer.status)) return answer;
        await answer.body?.cancel();
      } catch (error) {
        if (pause === undefined) throw error;
      }
      await sleep(pause);
    }
    throw new Error('never');
  }

  /** Undefined when there is no such object; a bucket that is not there is never taken for that. */
  async function ask(path: string, method: string, body?: Buffer<ArrayBuffer>) {
    const answer = await send(path, method, body);
    if (answer.ok) return answer;
    const code = await codeIn(answer);
    if (answer.status !== 404) throw new S3Error(method, answer.status, code);
    if (code === 'NoSuchKey') return undefined;
    // A HEAD has no words: then the bucket itself is asked.
    const whole = code === 'NoSuchBucket' ? answer : await send('', 'HEAD');
    if (!whole.ok) throw new S3Error(method, whole.status, code || 'NoSuchBucket');
    return undefined;
  }

  const pathOf = (name: string): string => `/${prefix}${blobNamed(name)}`;

  return {
    async put(name, source) {
      const path = pathOf(name);
      // S3 wants the length first; what is sealed is as long as an upload may be, and no longer.
      const stored = await ask(path, 'PUT', Buffer.concat(await Array.fromAsync(source)));
      if (!stored) throw new S3Error('PUT', 404, '');
      await stored.body?.cancel();
    },
    async get(name) {
      return (await ask(pathOf(name), 'GET'))?.body ?? undefined;
    },
    async remove(name) {
      const path = pathOf(name);
      // S3 says the same of an object that was there and of one that was not.
      if (!(await ask(path, 'HEAD'))) return false;
      const answer = await ask(path, 'DELETE');
      if (answer && isOnlyMarked(answer))
        throw new S3Error('DELETE', answer.status, KEEPS_VERSIONS);
      return true;
    },
    async *list() {
      // Pages by the last name, the first version's way: every store knows it.
      for (let marker: string | undefined = ''; marker !== undefined; ) {
        const query = new URLSearchParams({ prefix, marker });
        const answer = await ask(`/?${query}`, 'GET');
        if (!answer) throw new S3Error('GET', 404, '');
        const page = readListing(await answer.text());
        for (const { name, storedAt } of page.blobs)
          yield { name: name.slice(prefix.length), storedAt };
        marker = page.isLast ? undefined : page.blobs.at(-1)?.name;
      }
    },
  };
}

/** Writes, reads and removes something: a wrong secret must show at the start, not at the first upload. */
export async function proveBucket(store: BlobStore): Promise<void> {
  const name = `probe-${randomUUID()}`;
  try {
    await store.put(name, Readable.from([Buffer.from('Clearpost')]));
    await store.remove(name);
  } catch (error) {
    throw bucketTrouble(error);
  }
}

/** Whether the bucket keeps versions: a mark was put over the object, and it is there as before. */
const isOnlyMarked = ({ headers }: Response): boolean =>
  headers.get('x-amz-delete-marker') === 'true' && headers.get('x-amz-version-id') !== 'null';

/** Busy, slowed down, or between two servers. */
const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** S3's own word for what went wrong; empty where it says none, or not as S3 does. */
async function codeIn(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '');
  return /<Code>([A-Za-z]{3,60})<\/Code>/.exec(text)?.[1] ?? '';
}

function bucketUrl({ endpoint, bucket, addressing }: S3Options): string {
  const url = new URL(endpoint);
  return addressing === 'path'
    ? `${url.origin}/${bucket}`
    : `${url.protocol}//${bucket}.${url.host}`;
}
