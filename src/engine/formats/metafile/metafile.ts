import type { LoadedDocument } from '../../core/document.ts';
import type { BlindSpot, Location, ReadText, Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { binaryTexts } from '../shared/binary-text.ts';
import { patched } from '../shared/cfb-patch.ts';
import { stringsIn } from '../shared/cfb-strings.ts';
import { patchesOf, type StreamText } from '../shared/cfb-text.ts';
import { couldIdentify } from '../shared/ooxml/technical.ts';
import { type Drawing, drawingBy } from './drawing.ts';
import { isEmf, readEmf } from './emf.ts';
import { linesOf } from './lines.ts';
import { isWmf, readWmf } from './wmf.ts';

/**
 * Windows metafiles, in which Office keeps what an embedded list looks like: its texts are drawn as
 * texts, so they are read and starred in place.
 */
export const metafile: Format = {
  id: 'metafile',
  mediaType: 'image/emf',
  extensions: ['.emf', '.wmf'],
  channels: ['image', 'hidden'],
  readers: ['clearpost strings'],
  recognises: (bytes) => isEmf(bufferOf(bytes)) || isWmf(bufferOf(bytes)),
  open: async (bytes) => openMetafile(bufferOf(bytes)),
  reread: rereadMetafile,
};

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function openMetafile(data: Buffer): LoadedDocument {
  const stream = { path: '', bytes: data, extents: [{ start: 0, end: data.length }] };
  const drawing = drawingBy(() => (isEmf(data) ? readEmf(data) : readWmf(data)));
  const lines = linesOf(drawing.texts).map((line, index) => ({
    source: { stream, ...line },
    location: place('image', '图中文字', `第 ${index + 1} 行`),
  }));
  // Descriptions and comments, what newer programs draw instead, what stands after the end.
  const others = [...stringsIn(stream)]
    .filter(({ text }) => couldIdentify(text))
    .map((source) => ({ source, location: place('hidden', '其他数据', '') }));
  const texts: readonly { source: StreamText; location: Location }[] = [...lines, ...others];
  const segments = texts.map(
    ({ source, location }, id): Segment => ({ id, text: source.text, location }),
  );
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: blindSpotsOf(drawing),
    removals: [],
    rewrite: async (edits) =>
      patched(
        data,
        edits.flatMap(({ segmentId, span, replacement }) => {
          const text = texts[segmentId];
          return text ? [...patchesOf(text.source, span, replacement)] : [];
        }),
      ),
  };
}

const place = (channel: Location['channel'], part: string, address: string): Location => ({
  channel,
  part,
  address,
});

const blindSpotsOf = ({ isOnlyText }: Drawing): BlindSpot[] =>
  isOnlyText ? [] : [{ location: place('image', '图片', ''), reason: 'image' }];

/** Looks at no record: whatever letters stand anywhere in the bytes. */
async function* rereadMetafile(bytes: Uint8Array): AsyncGenerator<ReadText> {
  const data = bufferOf(bytes);
  for (const text of binaryTexts(data)) yield { text, location: place('image', '图片', '') };
  for (const [text] of new TextDecoder('gb18030')
    .decode(data)
    .matchAll(/[\x20-\x7e\u4e00-\u9fff]{6,}/g))
    yield { text, location: place('image', '图片', '') };
}
