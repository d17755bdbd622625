import type { Transaction } from 'kysely';
import type { BlobStore } from './blobs/blob-store.ts';
import { seal, unseal } from './blobs/frames.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Schema } from './database.ts';

export type BlobKind = Schema['blob']['kind'];

/** Sealed files of redactions: nothing enters the store in the clear, and every blob has a row. */
export interface Vault {
  /** Seals and stores bytes; `record` must follow in the transaction that makes them count. */
  put(redactionId: string, kind: BlobKind, bytes: Iterable<Uint8Array>): Promise<void>;
  record(
    trx: Transaction<Schema>,
    redactionId: string,
    kind: BlobKind,
    expiresAt: Date,
  ): Promise<void>;
  /** The opened bytes, or undefined once destroyed. */
  get(redactionId: string, kind: BlobKind): Promise<AsyncIterable<Buffer> | undefined>;
  /** Removes the bytes at once; the row that says so is the caller's. */
  remove(redactionId: string, kind: BlobKind): Promise<boolean>;
}

export const blobName = (redactionId: string, kind: BlobKind): string => `${redactionId}-${kind}`;

export function openVault(blobs: BlobStore, keyring: Keyring): Vault {
  return {
    put: (id, kind, bytes) => blobs.put(blobName(id, kind), seal(bytes, keyring)),
    async record(trx, id, kind, expiresAt) {
      await trx
        .insertInto('blob')
        .values({
          name: blobName(id, kind),
          redaction_id: id,
          kind,
          expires_at: expiresAt,
          destroyed_at: null,
        })
        .execute();
    },
    async get(id, kind) {
      const sealed = await blobs.get(blobName(id, kind));
      return sealed && unseal(sealed, keyring);
    },
    remove: (id, kind) => blobs.remove(blobName(id, kind)),
  };
}
