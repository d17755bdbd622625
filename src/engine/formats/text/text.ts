import type { LoadedDocument } from '../../core/document.ts';
import type { BlindSpot, Location, ReadText, Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { splicedBytes } from '../shared/byte-splice.ts';
import { decodeAgain, decodeText, looksLikeText } from '../shared/encoding.ts';
import { type Lines, linesOf } from '../shared/lines.ts';
import { unreadableAt } from '../shared/unreadable.ts';

/** Plain text in UTF-8, UTF-16 or GB18030: one segment a line. */
export const text: Format = {
  id: 'text',
  mediaType: 'text/plain',
  extensions: ['.txt', '.md', '.log'],
  channels: ['body'],
  readers: ['iconv-lite'],
  recognises: looksLikeText,
  open: async (bytes) => openLines(bytes),
  reread: rereadLines,
};

const lineLocation = (line: number): Location => ({
  channel: 'body',
  part: '正文',
  address: `第 ${line + 1} 行`,
});

function openLines(bytes: Uint8Array): LoadedDocument {
  const decoded = decodeText(bytes);
  const lines = linesOf(decoded.text);
  const segment = (id: number): Segment => {
    const { start, end } = lines.span(id);
    return { id, text: decoded.text.slice(start, end), location: lineLocation(id) };
  };
  return {
    segments: {
      *[Symbol.iterator]() {
        for (let line = 0; line < lines.count; line++) yield segment(line);
      },
    },
    segment,
    blindSpots: blindSpots(decoded.text, lines),
    removals: [],
    rewrite: async (edits) =>
      splicedBytes(
        bytes,
        decoded,
        edits.map(({ segmentId, span, replacement }) => {
          const { start } = lines.span(segmentId);
          return { span: { start: start + span.start, end: start + span.end }, replacement };
        }),
      ),
  };
}

function blindSpots(text: string, lines: Lines): BlindSpot[] {
  const at = unreadableAt(text);
  if (at === undefined) return [];
  return [{ location: lineLocation(lines.lineAt(at)), reason: 'undecodable' }];
}

async function* rereadLines(bytes: Uint8Array): AsyncGenerator<ReadText> {
  const whole = decodeAgain(bytes);
  let line = 0;
  let start = 0;
  for (const { index, 0: lineEnd } of whole.matchAll(/\r?\n|\r/g)) {
    yield { text: whole.slice(start, index), location: lineLocation(line++) };
    start = index + lineEnd.length;
  }
  yield { text: whole.slice(start), location: lineLocation(line) };
}
