import { Socket } from 'node:net';
import { DocumentError } from '../../engine/core/errors.ts';
import { ReviewError } from '../../engine/core/review-error.ts';
import { type Frame, readFrames, writeFrame } from './frames.ts';
import type { Answer, AnyTask, Setup } from './messages.ts';
import { placeOf } from './place-of.ts';

/** The file descriptor over which a child talks to the service, in both directions. */
export const CHANNEL_FD = 3;

export interface Reply {
  readonly answer: Answer;
  readonly blobs?: readonly Uint8Array[];
}

/** One task done: the document comes in, an answer goes out. May throw anything. */
export type Handler<T = AnyTask> = (task: T, bytes: Buffer) => Promise<Reply>;

/** The life of a child: set up once, then one task after another until the service hangs up. */
export async function serveTasks(
  start: (setup: Setup) => Promise<[Answer, Handler]>,
): Promise<void> {
  const channel = new Socket({ fd: CHANNEL_FD, readable: true, writable: true });
  const frames = readFrames(channel, Number.MAX_SAFE_INTEGER);
  const first = await frames.next();
  if (first.done) return;
  const setup = first.value.message as Setup;
  const send = ({ answer, blobs }: Reply) => {
    const isSpent = process.memoryUsage.rss() > setup.spentMb * 1024 * 1024;
    return writeFrame(channel, { answer, isSpent }, blobs);
  };
  const [ready, handle] = await start(setup).catch(cannotStart);
  await send({ answer: ready });
  for await (const frame of frames) await send(await answerTo(frame, handle));
}

const cannotStart = (error: unknown): [Answer, Handler] => [
  { kind: 'cannot-start', reason: error instanceof Error ? error.message : String(error) },
  async () => Promise.reject(error),
];

async function answerTo({ message, blobs }: Frame, handle: Handler): Promise<Reply> {
  try {
    return await handle(message as AnyTask, blobs[0] ?? Buffer.alloc(0));
  } catch (error) {
    return { answer: failure(error) };
  }
}

/** Only our own errors may speak: the message of any other error may quote the document. */
function failure(error: unknown): Answer {
  if (error instanceof ReviewError) return { kind: 'review-error', code: error.code };
  const known = error instanceof DocumentError ? error : limitBehind(error);
  if (known) return { kind: 'document-error', code: known.code, detail: known.detail ?? null };
  return { kind: 'failed', where: placeOf(error) };
}

/** What V8 and Node say of a document that asks for too much. */
const TOO_MUCH =
  /^(?:Maximum call stack size exceeded|Array buffer allocation failed|Invalid (?:string|array|typed array|array buffer) length|WebAssembly\.Memory.*could not allocate memory.*)/;
const TOO_MUCH_CODES: readonly unknown[] = [
  'ERR_MEMORY_ALLOCATION_FAILED',
  'ERR_BUFFER_TOO_LARGE',
  'ERR_STRING_TOO_LONG',
];

function limitBehind(error: unknown): DocumentError | undefined {
  if (!(error instanceof Error)) return undefined;
  const isTooMuch =
    (error instanceof RangeError && TOO_MUCH.test(error.message)) ||
    ('code' in error && TOO_MUCH_CODES.includes(error.code));
  if (!isTooMuch) return undefined;
  return new DocumentError(
    'document-limit-exceeded',
    '文件嵌套过深或解开后过大 · nested too deep, or too large once unpacked',
  );
}
