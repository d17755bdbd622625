import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Keyring } from './blobs/keyring.ts';

/** An Ed25519 key in PKCS #8 is these bytes and the 32 of its seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * What exports are signed with: who reads one needs none of our secrets to check it, only the public key
 * that the office handed over. It follows from the active master key and changes with it.
 */
export function auditSigningKey({ active }: Keyring): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', active.key, '', 'clearpost audit signature', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half as 43 characters, to be handed over on paper if need be. */
export const publicKeyText = (key: KeyObject): string =>
  createPublicKey(key)
    .export({ format: 'der', type: 'spki' })
    .subarray(SPKI.length)
    .toString('base64url');

/** Undefined for text that is no key. */
export function publicKeyOf(text: string): KeyObject | undefined {
  const raw = Buffer.from(text, 'base64url');
  if (raw.length !== 32) return undefined;
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
}
