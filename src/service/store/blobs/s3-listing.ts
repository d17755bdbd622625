import { SaxesParser } from 'saxes';
import type { ListedBlob } from './blob-store.ts';

/** A page of what is in a bucket. */
export interface Listing {
  readonly blobs: readonly ListedBlob[];
  readonly isLast: boolean;
}

/** Reads S3's answer (ListObjects, version 1). Throws on what is not XML. */
export function readListing(xml: string): Listing {
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
