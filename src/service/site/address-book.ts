import { createHmac, hkdfSync } from 'node:crypto';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import { installationSecret } from '../store/installation-secret.ts';
import { sealerOf } from '../store/sealed-text.ts';

/** Keeps addresses and titles of pages out of the database's sight: it holds keys and sealed forms only. */
export interface AddressBook {
  /** The same for the same address: 16 bytes. */
  keyOf(url: string): Buffer;
  seal(text: string): Buffer;
  open(sealed: Uint8Array): string;
  /** For keyed fingerprints of findings and persons: the same person over sites and years. */
  readonly fingerprintKey: Buffer;
}

const KEY_BYTES = 16;

export async function openAddressBook(db: Database, keyring: Keyring): Promise<AddressBook> {
  const secret = await installationSecret(db, keyring, 'site');
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const pageKey = derived('clearpost page');
  const sealer = sealerOf(keyring, 'clearpost address');
  return {
    keyOf: (url) => createHmac('sha256', pageKey).update(url).digest().subarray(0, KEY_BYTES),
    seal: sealer.seal,
    open: (sealed) => sealer.open(sealed).toString(),
    fingerprintKey: derived('clearpost fingerprint'),
  };
}
