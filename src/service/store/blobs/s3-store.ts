import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { SaxesParser } from 'saxes';
import { type BlobStore, blobNamed, type ListedBlob } from './blob-store.ts';

/** A bucket of an S3-compatible store: Amazon's, MinIO, Ceph, or a cloud's object storage. */
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

/** Twice as long each time, from 50 ms on: a store that is away for three seconds costs nobody an upload. */
const RETRIES = 6;

/** Blobs as objects of a bucket. An object is there whole or not at all: S3 promises it. */
export function s3Store(options: S3Options): BlobStore {
  const { prefix } = options;
  const bucket = bucketUrl(options);
  const client = new AwsClient({ ...options, service: 's3', retries: RETRIES });

  async function ask(path: string, method: string, body?: Buffer): Promise<Response> {
    // The hash of the body is signed: bytes changed on their way are refused.
    const hash = createHash('sha256').update(body ?? '');
    const headers = { 'x-amz-content-sha256': hash.digest('hex') };
    const answer = await client.fetch(`${bucket}${path}`, {
      method,
      headers,
      ...(body && { body: new Uint8Array(body) }),
    });
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    // The store's own words may name the bucket's owner or the key; the number says enough.
    throw new Error(`S3 ${method}: ${answer.status}`);
  }

  const has = async (path: string): Promise<boolean> => (await ask(path, 'HEAD')).ok;
  const pathOf = (name: string): string => `/${prefix}${blobNamed(name)}`;

  return {
    async put(name, source) {
      const path = pathOf(name);
      // S3 wants the length first; what is sealed is as long as an upload may be, and no longer.
      const { status } = await ask(path, 'PUT', Buffer.concat(await Array.fromAsync(source)));
      if (status === 404) throw new Error('S3 PUT: there is no such bucket');
    },
    async get(name) {
      const answer = await ask(pathOf(name), 'GET');
      if (answer.ok && answer.body) return answer.body;
      await answer.body?.cancel();
      return undefined;
    },
    async remove(name) {
      const path = pathOf(name);
      // S3 says the same of an object that was there and of one that was not.
      if (!(await has(path))) return false;
      await ask(path, 'DELETE');
      return true;
    },
    async *list() {
      // Pages by the last name, the first version's way: every store knows it.
      for (let marker: string | undefined = ''; marker !== undefined; ) {
        const query = new URLSearchParams({ prefix, marker });
        const page = readListing(await (await ask(`/?${query}`, 'GET')).text());
        for (const { name, storedAt } of page.blobs)
          yield { name: name.slice(prefix.length), storedAt };
        marker = page.isLast ? undefined : page.blobs.at(-1)?.name;
      }
    },
  };
}

function bucketUrl({ endpoint, bucket, addressing }: S3Options): string {
  const url = new URL(endpoint);
  return addressing === 'path'
    ? `${url.origin}/${bucket}`
    : `${url.protocol}//${bucket}.${url.host}`;
}

interface Listing {
  readonly blobs: readonly ListedBlob[];
  readonly isLast: boolean;
}

function readListing(xml: string): Listing {
  const blobs: ListedBlob[] = [];
  const open: string[] = [];
  let fields: Record<string, string> = {};
  const listing: Record<string, string> = {};
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    open.push(name);
    if (name === 'Contents') fields = {};
  });
  parser.on('text', (text) => {
    const into = open.at(-2) === 'Contents' ? fields : listing;
    into[open.at(-1) ?? ''] = text;
  });
  parser.on('closetag', ({ name }) => {
    open.pop();
    if (name === 'Contents')
      blobs.push({ name: fields.Key ?? '', storedAt: new Date(fields.LastModified ?? Number.NaN) });
  });
  parser.write(xml).close();
  return { blobs, isLast: listing.IsTruncated !== 'true' };
}
