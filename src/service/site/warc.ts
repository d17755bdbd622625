import { brotliDecompressSync, createGunzip, gunzipSync, inflateSync } from 'node:zlib';
import type { ExportedDocument } from './exported.ts';

/** A web archive (WARC, ISO 28500) is cut short or is none. */
export class WarcDamaged extends Error {}

/** One document; a larger one is passed over and told as unread. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_HEAD = 64 * 1024;

/** Reads the pages of a web archive, packed or not, one after another; a record larger than memory is passed over. */
export async function* readWarc(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<ExportedDocument> {
  const bytes = new Bytes(await unpacked(source));
  for (let head = await bytes.head(); head !== undefined; head = await bytes.head()) {
    const { first, fields } = fieldsOf(head);
    const length = Number(fields['content-length']);
    if (!/^WARC\/\d/.test(first) || !Number.isSafeInteger(length) || length < 0)
      throw new WarcDamaged('not a WARC record');
    const url = (fields['warc-target-uri'] ?? '').replace(/^<|>$/g, '');
    const isPage =
      /^(?:response|resource)$/.test(fields['warc-type'] ?? '') && /^https?:/i.test(url);
    if (isPage && length <= MOST_BYTES) {
      const document = documentOf(fields, await bytes.take(length));
      if (document) yield { url, ...document };
    } else {
      await bytes.skip(length);
      if (isPage) yield { url, status: 200, headers: {}, bytes: undefined };
    }
  }
}

const documentOf = (fields: Fields, block: Buffer): Content | undefined =>
  fields['warc-type'] === 'resource'
    ? { status: 200, headers: { 'content-type': fields['content-type'] ?? '' }, bytes: block }
    : responseOf(block);

type Fields = Readonly<Record<string, string>>;
type Content = Omit<ExportedDocument, 'url'>;

/** The HTTP answer in a record; undefined when it is something else, such as an answer of DNS. */
function responseOf(block: Buffer): Content | undefined {
  const end = block.indexOf('\r\n\r\n');
  const { first, fields } = fieldsOf(block.toString('latin1', 0, Math.max(0, end)));
  const [, status] = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(first) ?? [];
  if (end < 0 || status === undefined) return undefined;
  const body = block.subarray(end + 4);
  return { status: Number(status), headers: fields, bytes: plainBody(body, fields) };
}

/** What was packed for the way is unpacked; undefined when it cannot be. */
function plainBody(body: Buffer, fields: Readonly<Record<string, string>>): Buffer | undefined {
  const whole = /chunked/i.test(fields['transfer-encoding'] ?? '') ? joined(body) : body;
  const limit = { maxOutputLength: MOST_BYTES };
  try {
    switch ((fields['content-encoding'] ?? '').toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(whole, limit);
      case 'deflate':
        return inflateSync(whole, limit);
      case 'br':
        return brotliDecompressSync(whole, limit);
      default:
        return whole;
    }
  } catch {
    // Many writers unpack the body and leave the header that says it is packed.
    return isPacked(whole) ? undefined : whole;
  }
}

const isPacked = (body: Buffer): boolean => body[0] === 0x1f && body[1] === 0x8b;

/** The chunks of a body put together, or the body itself where a writer has done so already. */
function joined(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at);
    const size = line < 0 ? '' : body.toString('latin1', at, line);
    if (!/^[0-9a-f]{1,8}\s*(?:;.*)?$/i.test(size)) return body;
    const length = Number.parseInt(size, 16);
    if (length === 0) return Buffer.concat(parts);
    if (line + 2 + length > body.length) return body;
    parts.push(body.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}

function fieldsOf(head: string): {
  readonly first: string;
  readonly fields: Record<string, string>;
} {
  const [first = '', ...lines] = head.split('\r\n');
  const fields: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !(name in fields)) fields[name] = line.slice(colon + 1).trim();
  }
  return { first, fields };
}

/** A packed archive is a row of gzip members, which Node unpacks as one. */
async function unpacked(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return rest(chunks);
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const whole = rest(chunks, first.value);
  if (!isGzip) return whole;
  const gunzip = createGunzip();
  void feed(whole, gunzip);
  return gunzip;
}

async function* rest(
  chunks: AsyncIterator<Uint8Array>,
  first?: Uint8Array,
): AsyncGenerator<Uint8Array> {
  if (first) yield first;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

async function feed(
  source: AsyncIterable<Uint8Array>,
  gunzip: ReturnType<typeof createGunzip>,
): Promise<void> {
  try {
    for await (const chunk of source) {
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve));
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
  }
}

/** A stream that is read by heads and lengths. */
class Bytes {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Lines up to an empty one; undefined at the end. Empty lines in front are passed over. */
  async head(): Promise<string | undefined> {
    for (;;) {
      while (this.#held[0] === 13 || this.#held[0] === 10) this.#held = this.#held.subarray(1);
      const end = this.#held.indexOf('\r\n\r\n');
      if (end > 0) {
        const head = this.#held.toString('latin1', 0, end);
        this.#held = this.#held.subarray(end + 4);
        return head;
      }
      if (this.#held.length > MOST_HEAD) throw new WarcDamaged('a head without an end');
      if (!(await this.#more())) {
        if (this.#held.length === 0) return undefined;
        throw new WarcDamaged('cut short');
      }
    }
  }

  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw new WarcDamaged('cut short');
      const part = this.#held.subarray(0, missing);
      parts.push(part);
      this.#held = this.#held.subarray(part.length);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  async skip(length: number): Promise<void> {
    for (let missing = length; missing > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw new WarcDamaged('cut short');
      const passed = Math.min(missing, this.#held.length);
      this.#held = this.#held.subarray(passed);
      missing -= passed;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length);
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    return true;
  }
}
