import { hkdfSync } from 'node:crypto';
import type { Keyring } from './blobs/keyring.ts';

/** What fingerprints and ids of findings are made with: the same on every machine and after every start. */
export const findingKey = ({ active }: Keyring): Buffer => derived(active.key);

/**
 * The one that a draft was read with: what people saw of it keeps its ids when the keys rotate.
 * Undefined when that key was taken out of the keyring.
 */
export function findingKeyOf(keyring: Keyring, keyId: string): Buffer | undefined {
  const key = keyring.byId(keyId);
  return key && derived(key);
}

const derived = (key: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', 'clearpost fingerprints', 32));
