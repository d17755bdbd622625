import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Keyring } from './keyring.ts';

/*
 * A sealed file: magic (8) · key id length (1) · key id · salt (32) · frames.
 * A frame: last flag (1) · length of its text (4, big endian) · text · tag (16).
 * Every file has a key of its own, HKDF-SHA256 of the master key and the salt; a frame's nonce is its
 * number and the last flag, so frames can be neither swapped, dropped nor added (the STREAM construction).
 */
const MAGIC = Buffer.from('CLPOST01');
const SALT = 32;
const TAG = 16;
const HEAD = 5;
const FRAME = 64 * 1024;

/** A sealed file could not be opened: wrong key, cut short, or changed. */
export class SealError extends Error {}

/** Encrypts a stream with AES-256-GCM in frames of 64 KiB. */
export async function* seal(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  keyring: Keyring,
): AsyncGenerator<Buffer> {
  const { id, key } = keyring.active;
  const salt = randomBytes(SALT);
  const fileKey = deriveKey(key, salt);
  const keyId = Buffer.from(id);
  yield Buffer.concat([MAGIC, Buffer.from([keyId.length]), keyId, salt]);

  let number = 0;
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    // One frame is always held back: only the end of the stream tells which one is the last.
    let at = 0;
    for (; pending.length - at > FRAME; at += FRAME) {
      yield sealFrame(fileKey, number++, pending.subarray(at, at + FRAME), false);
    }
    pending = pending.subarray(at);
  }
  yield sealFrame(fileKey, number, pending, true);
}

/** Decrypts what `seal` wrote; throws a SealError before the end when anything is missing or changed. */
export async function* unseal(
  source: AsyncIterable<Uint8Array>,
  keyring: Keyring,
): AsyncGenerator<Buffer> {
  const input = new ByteReader(source);
  if (!(await input.take(MAGIC.length)).equals(MAGIC)) throw new SealError('not a sealed file');
  const keyId = (await input.take((await input.take(1)).readUInt8())).toString();
  const key = keyring.byId(keyId);
  if (!key) throw new SealError(`no key is called ${JSON.stringify(keyId)}`);
  const fileKey = deriveKey(key, await input.take(SALT));

  for (let number = 0; ; number++) {
    const head = await input.take(HEAD);
    const length = head.readUInt32BE(1);
    if (length > FRAME) throw new SealError('a frame is too long');
    const last = head[0] === 1;
    const text = await input.take(length);
    yield openFrame(fileKey, number, last, head, text, await input.take(TAG));
    if (!last) continue;
    if (!(await input.isAtEnd())) throw new SealError('there is more after the last frame');
    return;
  }
}

const deriveKey = (key: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'clearpost blob', 32));

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(number, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function sealFrame(key: Buffer, number: number, text: Uint8Array, last: boolean): Buffer {
  const head = Buffer.alloc(HEAD);
  head[0] = last ? 1 : 0;
  head.writeUInt32BE(text.length, 1);
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last)).setAAD(head);
  return Buffer.concat([head, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function openFrame(
  key: Buffer,
  number: number,
  last: boolean,
  head: Buffer,
  text: Buffer,
  tag: Buffer,
): Buffer {
  const options = { authTagLength: TAG };
  const cipher = createDecipheriv('aes-256-gcm', key, nonce(number, last), options);
  cipher.setAAD(head).setAuthTag(tag);
  try {
    return Buffer.concat([cipher.update(text), cipher.final()]);
  } catch (cause) {
    throw new SealError('a frame does not fit its tag: wrong key, or the file was changed', {
      cause,
    });
  }
}

/** Takes exact numbers of bytes from a stream of chunks of any size. */
class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    const parts = [this.#rest];
    let have = this.#rest.length;
    while (have < length) {
      const { value, done } = await this.#chunks.next();
      if (done) throw new SealError('the file is cut short');
      parts.push(Buffer.from(value));
      have += value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(length);
    return all.subarray(0, length);
  }

  async isAtEnd(): Promise<boolean> {
    if (this.#rest.length > 0) return false;
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done) return true;
      if (value.length > 0) return false;
    }
  }
}
