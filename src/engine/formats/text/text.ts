import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { spliced } from '../shared/splice.ts';

/** Plain text: one segment a line. */
export const text: Format = {
  id: 'text',
  mediaType: 'text/plain',
  extensions: ['.txt', '.md'],
  channels: ['body'],
  readers: ['TextDecoder'],
  recognises: (bytes) => !bytes.includes(0),
  open: async (bytes) => openLines(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
  async *reread(bytes) {
    yield {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      location: { channel: 'body', part: '正文', address: '' },
    };
  },
};

function openLines(whole: string): LoadedDocument {
  const lines = whole.split('\n');
  const segments = lines.map(
    (line, id): Segment => ({
      id,
      text: line,
      location: { channel: 'body', part: '正文', address: `第 ${id + 1} 行` },
    }),
  );
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: [],
    removals: [],
    rewrite: async (edits) =>
      new TextEncoder().encode(
        lines.map((line, id) => spliced(line, editsOf(id, edits))).join('\n'),
      ),
  };
}

const editsOf = (id: number, edits: readonly Edit[]): Edit[] =>
  edits.filter(({ segmentId }) => segmentId === id);
