import type { Task } from './messages.ts';

const LIGHT_BYTES = 64 * 1024;
const LIGHT = 0.01;
/** `data:` as it is written or begun to be written in HTML: such a page carries other documents. */
const EMBEDS = /data(?::|&)/i;

/**
 * How much of a child's life a document takes. A short page is read by nothing but our own kind of
 * parser, in JavaScript: a CMS that asks hundreds of times a second would otherwise have most of the
 * machine start children. Anything else counts whole.
 */
export function wearOf({ name }: Pick<Task, 'name'>, bytes: Uint8Array): number {
  if (bytes.length > LIGHT_BYTES || !name.endsWith('.html')) return 1;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return PAGE_START.test(text) && !EMBEDS.test(text) ? LIGHT : 1;
}

/** A name proves nothing: bytes that begin as a page are never taken for a binary format. */
const PAGE_START = /^(?:\xef\xbb\xbf)?\s*<(?:title|!doctype html|html)[\s>]/i;
