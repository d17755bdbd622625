import { unzipSync } from 'fflate';
import type { Channel, ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { binaryTexts } from '../shared/binary-text.ts';
import { rereadEmbedded } from '../shared/embedded.ts';
import { unclaimedBytes } from '../shared/zip/unclaimed.ts';
import { openZip } from '../shared/zip/zip.ts';

/** So much is unpacked at a time. */
const BATCH_BYTES = 64 << 20;

/** The second reading of an archive: unpacked by fflate, each file by its own second reader and raw. */
export async function* rereadArchive(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const archive = openZip(bytes, surroundings.limits);
  for (const { name } of archive.entries) yield read('file-name', name);
  for (const run of binaryTexts(unclaimedBytes(archive))) yield read('comment', run);
  for (const { from, to } of batchesOf(archive.entries.map(({ inflated }) => inflated))) {
    let index = -1;
    const files = unzipSync(bytes, { filter: () => ++index >= from && index < to });
    for (const [name, content] of Object.entries(files)) {
      yield read('file-name', name);
      yield* rereadEmbedded(content, name.split('/').at(-1) as string, surroundings);
      const raw = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
      for (const run of binaryTexts(raw)) yield read('attachment', run);
    }
  }
}

const read = (channel: Channel, text: string): ReadText => ({
  text,
  location: { channel, part: '压缩包', address: '' },
});

function* batchesOf(sizes: readonly number[]): Generator<{ from: number; to: number }> {
  let from = 0;
  let total = 0;
  for (const [index, size] of sizes.entries()) {
    total += size;
    if (total < BATCH_BYTES) continue;
    yield { from, to: index + 1 };
    from = index + 1;
    total = 0;
  }
  if (from < sizes.length) yield { from, to: sizes.length };
}
