import type { Transaction } from 'kysely';
import type { BlobStore } from './blobs/blob-store.ts';
import { seal, unseal } from './blobs/frames.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database, Schema } from './database.ts';

export type BlobKind = Schema['blob']['kind'];

/** Sealed files of redactions: nothing enters the store in the clear, and every blob has a row. */
export interface Vault {
  /** Seals and stores bytes; `record` must follow in the transaction that makes them count. */
  put(name: string, bytes: Iterable<Uint8Array>): Promise<void>;
  /** The opened bytes, or undefined once destroyed. */
  get(name: string): Promise<AsyncIterable<Buffer> | undefined>;
  /** Removes the bytes at once; the row that says so is the caller's. */
  remove(name: string): Promise<boolean>;
}

/** A blob that replaces another has a name of its own: two at once must not write one file. */
export const blobName = (redactionId: string, kind: BlobKind, version = ''): string =>
  `${redactionId}-${kind}${version === '' ? '' : `-${version}`}`;

export const openVault = (blobs: BlobStore, keyring: Keyring): Vault => ({
  put: (name, bytes) => blobs.put(name, seal(bytes, keyring)),
  async get(name) {
    const sealed = await blobs.get(name);
    return sealed && unseal(sealed, keyring);
  },
  remove: (name) => blobs.remove(name),
});

/** The blob that counts; undefined when there is none or it was destroyed. */
export async function currentBlob(
  db: Database,
  redactionId: string,
  kind: BlobKind,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('blob')
    .select('name')
    .where('redaction_id', '=', redactionId)
    .where('kind', '=', kind)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst();
  return row?.name;
}

/** Makes a stored blob count; the one before it is destroyed at the next sweep, and the trail tells. */
export async function recordBlob(
  trx: Transaction<Schema>,
  blob: {
    readonly name: string;
    readonly redactionId: string;
    readonly kind: BlobKind;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await trx
    .updateTable('blob')
    .set({ kind: 'retired', expires_at: new Date() })
    .where('redaction_id', '=', blob.redactionId)
    .where('kind', '=', blob.kind)
    .execute();
  await trx
    .insertInto('blob')
    .values({
      name: blob.name,
      redaction_id: blob.redactionId,
      kind: blob.kind,
      expires_at: blob.expiresAt,
      destroyed_at: null,
    })
    .execute();
}
