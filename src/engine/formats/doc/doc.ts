import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot, Location } from '../../core/segment.ts';
import type { Format, Surroundings } from '../format.ts';
import { type CompoundFile, holdsStream, readCompoundFile } from '../shared/cfb.ts';
import { looseTexts } from '../shared/cfb-leftovers.ts';
import { type CfbObjects, readObjects, withObjects } from '../shared/cfb-objects.ts';
import { patched } from '../shared/cfb-patch.ts';
import { stringsIn } from '../shared/cfb-strings.ts';
import type { StreamText } from '../shared/cfb-text.ts';
import { thumbnailIn } from '../shared/cfb-thumbnail.ts';
import type { Embedded } from '../shared/embedded.ts';
import { Sections } from '../shared/sections.ts';
import { type Fib, readFib } from './fib.ts';
import { formattingOf } from './formatting.ts';
import { FIELD_CODE, type Passage, passagesOf, withFieldCodes } from './passages.ts';
import { PassagesSection } from './passages-section.ts';
import { outsidePieces, readPieces } from './pieces.ts';
import { rereadDoc } from './reread.ts';

/** Word 97–2003 and WPS documents, overwritten in place: every character becomes one character. */
export const doc: Format = {
  id: 'doc',
  mediaType: 'application/msword',
  extensions: ['.doc', '.dot', '.wps'],
  channels: [
    'body',
    'table',
    'header-footer',
    'note',
    'comment',
    'text-box',
    'field',
    'link',
    'tracked-change',
    'hidden',
    'metadata',
    'image',
    'attachment',
    'script',
  ],
  readers: ['word-extractor', 'clearpost string search'],
  recognises: (bytes) => holdsStream(bytes, 'WordDocument'),
  open: async (bytes, surroundings) => {
    try {
      return await openDoc(bytes, surroundings);
    } catch (error) {
      // A count or an offset that points past the end of its stream.
      throw error instanceof RangeError ? damaged(error) : error;
    }
  },
  reread: rereadDoc,
};

const damaged = (cause?: Error) =>
  new DocumentError('document-damaged', 'Word 文档损坏 · the Word document is damaged', { cause });

async function openDoc(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument> {
  const file = readCompoundFile(bytes);
  const word = file.stream('WordDocument');
  if (!word) throw damaged();
  const data = bufferOf(word.bytes);
  const fib = readFib(data);
  const tableStream = file.stream(fib.table);
  if (!tableStream) throw damaged();
  const table = bufferOf(tableStream.bytes);
  const whole = readPieces(word, table, fib.pieces);
  const more = bufferOf(file.stream('Data')?.bytes ?? new Uint8Array());
  const streams = { word: data, table, data: more };
  const formatting = formattingOf(whole, streams, fib.characterPages, fib.paragraphPages);
  const flags = withFieldCodes(whole.text, formatting);
  const objects = withUnusedTable(await readObjects(file, surroundings), file, fib);
  const thumbnail = thumbnailIn(file);
  const own = new PassagesSection([
    ...passagesOf(whole, flags, fib.stories),
    ...outside(whole),
    ...looseTexts(file, ['WordDocument', ...objects.embedded.keys()]),
  ]);
  const sections = new Sections<PassagesSection | Embedded>([own, ...objects.embedded.values()]);
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: [
      ...picturesIn(whole.text, flags, table, fib),
      ...[...objects.embedded.values()].flatMap(({ blindSpots }) => blindSpots),
    ],
    removals: [...objects.removals, ...(thumbnail ? [thumbnail.removal] : [])],
    rewrite: async (edits) => {
      const groups = new Map<unknown, Edit[]>(sections.edits(edits));
      const patches = [
        ...own.patches(groups.get(own) ?? []),
        ...(thumbnail ? [thumbnail.patch] : []),
      ];
      return withObjects(patched(bytes, patches), objects, groups);
    },
  };
}

/** The other table stream is left over from an earlier save; nothing in the document needs it. */
function withUnusedTable(
  objects: CfbObjects,
  { streams }: CompoundFile,
  { table }: Fib,
): CfbObjects {
  const unused = streams.find(({ path }) => /^[01]Table$/.test(path) && path !== table);
  if (!unused) return objects;
  const location: Location = { channel: 'hidden', part: '旧版本残留', address: '' };
  return {
    ...objects,
    gone: [...objects.gone, unused.path],
    removals: [...objects.removals, { what: 'old-revision', when: 'always', location }],
  };
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** What an earlier version left behind between the pieces of today's text. */
function* outside(whole: StreamText): Generator<Passage> {
  const location: Location = { channel: 'hidden', part: '旧版本残留', address: '' };
  for (const { start, end } of outsidePieces(whole))
    for (const source of stringsIn(whole.stream, start, end)) yield { source, location };
}

/** U+0001 outside the code of a field stands for a picture; drawings keep theirs in the picture store. */
function picturesIn(
  text: string,
  flags: Uint8Array,
  table: Buffer,
  { drawings }: Fib,
): BlindSpot[] {
  let inline = 0;
  for (let at = text.indexOf('\u0001'); at >= 0; at = text.indexOf('\u0001', at + 1))
    if (!((flags[at] as number) & FIELD_CODE)) inline++;
  const store = table.subarray(drawings.start, drawings.end).includes(Buffer.from([0x07, 0xf0]));
  return Array.from({ length: inline + (store ? 1 : 0) }, (_, index) => ({
    location: { channel: 'image', part: '正文', address: `图片 ${index + 1}` },
    reason: 'image',
  }));
}
