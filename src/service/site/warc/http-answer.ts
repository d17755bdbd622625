import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { type Fields, headFields } from './head-fields.ts';

/** An answer of a server as an archive keeps it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Fields;
  /** Undefined when it cannot be unpacked, or is too large once unpacked. */
  readonly body: Buffer | undefined;
  /** True when a part of the body is missing. */
  readonly isCut: boolean;
}

const EMPTY_LINE = /\r?\n\r?\n/;
const MOST_HEAD = 256 * 1024;

/** Reads the HTTP answer in a record; undefined when it is none. */
export function httpAnswer(block: Buffer, mostBytes: number): HttpAnswer | undefined {
  const start = block.toString('latin1', 0, MOST_HEAD);
  const end = EMPTY_LINE.exec(start) ?? { index: start.length, 0: '' };
  const { first, fields } = headFields(start.slice(0, end.index));
  const [, status] = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(first) ?? [];
  if (status === undefined || end.index >= MOST_HEAD) return undefined;
  const sent = block.subarray(end.index + end[0].length);
  const { body, isCut } = unchunked(sent, fields);
  return {
    status: Number(status),
    headers: fields,
    body: unpacked(body, fields, mostBytes),
    isCut: isCut || sent.length < declared(fields),
  };
}

/** Writers that put a body together or unpack it leave the header, and the body is longer then. */
const declared = (fields: Fields): number =>
  'transfer-encoding' in fields || 'content-encoding' in fields
    ? 0
    : Number(fields['content-length']) || 0;

/** The chunks of a body put together, or the body itself where a writer has done so already. */
function unchunked(
  body: Buffer,
  fields: Fields,
): { readonly body: Buffer; readonly isCut: boolean } {
  if (!/chunked/i.test(fields['transfer-encoding'] ?? '')) return { body, isCut: false };
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\n', at);
    const size = line < 0 ? '' : body.toString('latin1', at, line);
    if (!/^[0-9a-f]{1,8}\s*(?:;.*)?$/i.test(size))
      return parts.length === 0
        ? { body, isCut: false }
        : { body: Buffer.concat(parts), isCut: true };
    const length = Number.parseInt(size, 16);
    if (length === 0) return { body: Buffer.concat(parts), isCut: false };
    parts.push(body.subarray(line + 1, line + 1 + length));
    if (line + 1 + length > body.length) return { body: Buffer.concat(parts), isCut: true };
    at = line + 1 + length;
    if (body[at] === 13) at += 1;
    if (body[at] === 10) at += 1;
  }
}

type Unpack = (body: Buffer, limit: { readonly maxOutputLength: number }) => Buffer;
const UNPACKERS: Readonly<Record<string, Unpack>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (body, limit) => {
    try {
      return inflateSync(body, limit);
    } catch {
      // Half of all servers leave out the two bytes of zlib.
      return inflateRawSync(body, limit);
    }
  },
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** What was packed for the way is unpacked; undefined when it cannot be. */
function unpacked(body: Buffer, fields: Fields, maxOutputLength: number): Buffer | undefined {
  const coding = (fields['content-encoding'] ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity' || body.length === 0) return body;
  const unpack = UNPACKERS[coding];
  try {
    return unpack?.(body, { maxOutputLength });
  } catch {
    // Many writers unpack the body and leave the header that says it is packed.
    return isText(body) ? body : undefined;
  }
}

const isText = (body: Buffer): boolean => !body.subarray(0, 1024).some((byte) => byte < 9);
