import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../../sandbox/child-process.ts';
import { type Frame, readFrames, writeFrame } from '../../sandbox/frames.ts';
import { type ExportedDocument, ExportIncomplete, MOST_BYTES } from '../exported.ts';
import type { Opening, Told } from './messages.ts';

const ENTRY = fileURLToPath(new URL('./child.ts', import.meta.url));
const MEMORY_MB = 1536;
/** The child says at least so often that it goes on. */
const SILENCE_SECONDS = 120;

/**
 * The pages of a web archive, packed or not, one after another; of several captures the latest. The archive
 * is parsed in a child process that can read it and nothing else. Throws ExportIncomplete at the end of
 * one that is damaged.
 */
export async function* readWarc(path: string): AsyncGenerator<ExportedDocument> {
  for await (const { told, bytes } of toldOf(path)) {
    if (told.kind === 'end' && told.isDamaged) throw new ExportIncomplete(told.records);
    if (told.kind !== 'document') continue;
    const { url, status, headers, problem, isCut } = told;
    yield { url, status, headers, bytes, ...(problem !== null && { problem }), isCut };
  }
}

/** The address of the first page in an archive; undefined when it holds none. */
export async function firstPageOf(path: string): Promise<string | undefined> {
  for await (const { told } of toldOf(path)) {
    if (told.kind === 'passed' && told.url !== null) return told.url;
    if (told.kind === 'end') return undefined;
  }
  return undefined;
}

async function* toldOf(
  path: string,
): AsyncGenerator<{ readonly told: Told; readonly bytes: Buffer | undefined }> {
  const real = realpathSync(path);
  const cwd = mkdtempSync(join(tmpdir(), 'clearpost-warc-'));
  const child = launch({ entry: ENTRY, readable: [real], memoryMb: MEMORY_MB, cwd });
  try {
    const opening: Opening = { path: real, mostBytes: MOST_BYTES };
    writeFrame(child.channel, opening).catch(() => {});
    const frames = readFrames(child.channel, 2 * MOST_BYTES);
    for (let records = 0; ; records++) {
      const frame = await withinSilence(frames.next(), child.kill);
      // Dead, killed or talking nonsense: what came before is whole.
      if (!frame) throw new ExportIncomplete(records);
      const told = frame.message as Told;
      yield { told, bytes: frame.blobs[0] };
      if (told.kind === 'end') return;
    }
  } finally {
    child.kill();
    await child.ended;
    rmSync(cwd, { recursive: true, force: true });
  }
}

async function withinSilence(
  next: Promise<IteratorResult<Frame>>,
  kill: () => void,
): Promise<Frame | undefined> {
  const timer = setTimeout(kill, SILENCE_SECONDS * 1000);
  try {
    const { done, value } = await next;
    return done ? undefined : value;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
