import type { Readable, Writable } from 'node:stream';

/** One message between the service and a child: a little JSON, and bytes that JSON is too slow for. */
export interface Frame {
  readonly message: unknown;
  readonly blobs: readonly Buffer[];
}

// A frame on the wire: length of the head (4 bytes), the head as JSON, the blobs one after another.
interface Head {
  readonly message: unknown;
  readonly blobs: readonly number[];
}

const MAX_HEAD_BYTES = 64 * 1024 * 1024;

/** Writes one frame; resolves when the other side has taken it. */
export async function writeFrame(
  stream: Writable,
  message: unknown,
  blobs: readonly Uint8Array[] = [],
): Promise<void> {
  const head: Head = { message, blobs: blobs.map(({ length }) => length) };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const parts = [length, json, ...blobs];
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    stream.cork();
    parts.forEach((part, index) => {
      stream.write(part, index === parts.length - 1 ? done : undefined);
    });
    stream.uncork();
  });
}

/**
 * Reads frame after frame until the stream ends. Throws on a frame that is malformed or larger than
 * `maxBytes`: a child that was taken over must not be able to fill the memory of the service.
 */
export async function* readFrames(stream: Readable, maxBytes: number): AsyncGenerator<Frame> {
  const source = byteSource(stream);
  for (;;) {
    const length = await source.take(4);
    if (!length) return;
    const headBytes = length.readUInt32BE();
    if (headBytes > Math.min(MAX_HEAD_BYTES, maxBytes)) throw new Error('frame head too large');
    const head = parseHead(await source.need(headBytes));
    const total = head.blobs.reduce((sum, bytes) => sum + bytes, 0);
    if (total > maxBytes) throw new Error('frame too large');
    const blobs: Buffer[] = [];
    for (const bytes of head.blobs) blobs.push(await source.need(bytes));
    yield { message: head.message, blobs };
  }
}

function parseHead(json: Buffer): Head {
  const head = JSON.parse(json.toString()) as Partial<Head> | null;
  const blobs = head?.blobs;
  if (!Array.isArray(blobs) || !blobs.every((bytes) => Number.isInteger(bytes) && bytes >= 0))
    throw new Error('frame head malformed');
  return { message: head?.message, blobs };
}

function byteSource(stream: Readable) {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);

  /** Exactly `bytes` bytes, copied once; undefined when the stream ended before the first of them. */
  async function take(bytes: number): Promise<Buffer | undefined> {
    const taken = Buffer.allocUnsafeSlow(bytes);
    let at = 0;
    while (at < bytes) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done && at === 0) return undefined;
        if (next.done) throw new Error('frame cut short');
        rest = next.value;
      }
      const copied = rest.copy(taken, at);
      rest = rest.subarray(copied);
      at += copied;
    }
    return taken;
  }

  async function need(bytes: number): Promise<Buffer> {
    const taken = await take(bytes);
    if (!taken) throw new Error('frame cut short');
    return taken;
  }

  return { take, need };
}
