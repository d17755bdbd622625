import type { LoadedDocument } from '../../core/document.ts';
import type { Location, ReadText, Segment } from '../../core/segment.ts';
import type { Span } from '../../core/span.ts';
import type { Format } from '../format.ts';
import { splicedBytes } from '../shared/byte-splice.ts';
import { decodeAgain, decodeText, looksLikeText } from '../shared/encoding.ts';
import { LEFT_IN_TEXT, runsIn } from '../shared/escapes.ts';
import { linesOf } from '../shared/lines.ts';
import { textBlindSpots } from '../shared/text-blind-spots.ts';
import { type Run, sourceEdits, textOf } from '../shared/written-text.ts';

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
    const span = lines.span(id);
    return {
      id,
      text: textOf(decoded.text, runsOfLine(decoded.text, span)),
      location: lineLocation(id),
    };
  };
  return {
    segments: {
      *[Symbol.iterator]() {
        for (let line = 0; line < lines.count; line++) yield segment(line);
      },
    },
    segment,
    blindSpots: textBlindSpots(decoded.text, (at) => lineLocation(lines.lineAt(at))),
    removals: [],
    rewrite: async (edits) =>
      splicedBytes(
        bytes,
        decoded,
        Map.groupBy(edits, ({ segmentId }) => segmentId)
          .entries()
          .flatMap(([id, own]) =>
            sourceEdits(decoded.text, runsOfLine(decoded.text, lines.span(id)), own, plain),
          )
          .toArray(),
      ),
  };
}

/** Logs and exports leave escapes behind: `\u8eab` for 身. They are read as what they stand for. */
const runsOfLine = (text: string, { start, end }: Span): Run[] =>
  runsIn(text, start, end, LEFT_IN_TEXT);

const plain = (text: string): string => text;

async function* rereadLines(bytes: Uint8Array): AsyncGenerator<ReadText> {
  const whole = decodeAgain(bytes);
  let line = 0;
  let start = 0;
  for (const { index, 0: lineEnd } of whole.matchAll(/\r?\n|\r/g)) {
    yield { text: unescaped(whole.slice(start, index)), location: lineLocation(line++) };
    start = index + lineEnd.length;
  }
  yield { text: unescaped(whole.slice(start)), location: lineLocation(line) };
}

const unescaped = (line: string): string =>
  line
    .replaceAll(/&#x([0-9a-f]{1,5});/gi, (_, hex) => String.fromCodePoint(Number(`0x${hex}`)))
    .replaceAll(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
