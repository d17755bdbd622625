import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealError } from './blobs/frames.ts';
import type { Keyring } from './blobs/keyring.ts';

/** Seals short things for a column of the database. */
export interface Sealer {
  seal(text: string | Uint8Array): Buffer;
  /** Throws a SealError for what another keyring sealed or somebody changed. */
  open(sealed: Uint8Array): Buffer;
}

const IV = 12;
const TAG = 16;

/** A sealed text: key id length (1) · key id · nonce (12) · tag (16) · AES-256-GCM of the text. */
export function sealerOf(keyring: Keyring, purpose: string): Sealer {
  const known = new Map<string, Buffer>();
  const keyOf = (id: string): Buffer => {
    const master = keyring.byId(id);
    if (!master) throw new SealError(`no key is called ${JSON.stringify(id)}`);
    const key = known.get(id) ?? Buffer.from(hkdfSync('sha256', master, '', purpose, 32));
    known.set(id, key);
    return key;
  };
  const head = Buffer.from([keyring.active.id.length, ...Buffer.from(keyring.active.id)]);
  return {
    seal(text) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', keyOf(keyring.active.id), iv);
      const body = Buffer.concat([cipher.update(text), cipher.final()]);
      return Buffer.concat([head, iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
      const at = 1 + (bytes[0] ?? 0);
      if (bytes.length < at + IV + TAG) throw new SealError('cut short');
      const key = keyOf(bytes.toString('utf8', 1, at));
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(at, at + IV));
      decipher.setAuthTag(bytes.subarray(at + IV, at + IV + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(at + IV + TAG)), decipher.final()]);
      } catch (cause) {
        throw new SealError('wrong key, or changed', { cause });
      }
    },
  };
}
