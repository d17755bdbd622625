/** Where sealed files lie. Names are ours (`[a-z0-9-]`), never an uploader's. */
export interface BlobStore {
  /** Stores the whole stream or nothing; replaces what had the name. */
  put(name: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes, or undefined when there is no such blob. */
  get(name: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** True when there was such a blob and now is none. */
  remove(name: string): Promise<boolean>;
  list(): AsyncIterable<ListedBlob>;
}

export interface ListedBlob {
  readonly name: string;
  readonly storedAt: Date;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,127}$/;

/** The name itself; throws on one that could be a path or a query. */
export function blobNamed(name: string): string {
  if (!NAME.test(name)) throw new Error('not a blob name');
  return name;
}
