import type { LoadedDocument } from '../../core/document.ts';
import type { Location, ReadText, Segment } from '../../core/segment.ts';
import type { Span } from '../../core/span.ts';
import type { Format } from '../format.ts';
import { splicedBytes } from '../shared/byte-splice.ts';
import { decodeAgain, decodeText, looksLikeText } from '../shared/encoding.ts';
import { LEFT_IN_TEXT, runsIn } from '../shared/escapes.ts';
import { type Lines, linesOf } from '../shared/lines.ts';
import { withoutTags } from '../shared/markup.ts';
import { merged } from '../shared/merged-edits.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { textBlindSpots } from '../shared/text-blind-spots.ts';
import { type Run, sourceEdits, textOf } from '../shared/written-text.ts';
import { hasMarks, shownRuns } from './markup.ts';
import { type Unit, unitsOf } from './rows.ts';

/** Plain text in UTF-8, UTF-16 or GB18030: one segment a line, in tables one a field. */
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

const fieldLocation = (line: number, column: number): Location => ({
  ...lineLocation(line),
  address: `第 ${line + 1} 行第 ${column + 1} 列`,
});

function openLines(bytes: Uint8Array): LoadedDocument {
  const decoded = decodeText(bytes);
  const lines = linesOf(decoded.text);
  const units = unitsOf(decoded.text, lines);
  const marked = markedLines(decoded.text, lines);
  const unitOf = (id: number): Unit => {
    if (id < units.count) return units.at(id);
    const line = marked.at(id - units.count);
    return { line, ...lines.span(line) };
  };
  const runsOf = (id: number): Run[] => {
    const { start, end } = unitOf(id);
    return id < units.count
      ? runsOfLine(decoded.text, { start, end })
      : shownRuns(decoded.text, start, end);
  };
  const segment = (id: number): Segment => {
    const { line, cell } = unitOf(id);
    const seen = { id, text: textOf(decoded.text, runsOf(id)) };
    return cell
      ? { ...seen, location: fieldLocation(line, cell.column), cell }
      : { ...seen, location: lineLocation(line) };
  };
  return {
    segments: {
      *[Symbol.iterator]() {
        for (let id = 0; id < units.count + marked.length; id++) yield segment(id);
      },
    },
    segment,
    blindSpots: textBlindSpots(decoded.text, (at) => lineLocation(lines.lineAt(at))),
    removals: [],
    rewrite: async (edits) =>
      splicedBytes(
        bytes,
        decoded,
        merged(
          Map.groupBy(edits, ({ segmentId }) => segmentId)
            .entries()
            .flatMap(([id, own]) => sourceEdits(decoded.text, runsOf(id), own, plain))
            .toArray(),
        ),
      ),
  };
}

/** Lines that are read a second time, without the marks that part their digits. */
function markedLines(text: string, lines: Lines): OffsetList {
  const marked = new OffsetList();
  for (let line = 0; line < lines.count; line++) {
    const { start, end } = lines.span(line);
    if (hasMarks(text.slice(start, end))) marked.push(line);
  }
  return marked;
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
    yield* views(whole.slice(start, index), line++);
    start = index + lineEnd.length;
  }
  yield* views(whole.slice(start), line);
}

/** Four stars set nothing off: they hide something. */
const SETS_OFF = /<[^<>]{1,10}>|(?<!\*)\*{1,3}(?!\*)|(?<!_)_{1,3}(?!_)|[~`\\]/g;

/** A line as it stands, and without what sets letters off in Markdown and on pages. */
function* views(line: string, number: number): Generator<ReadText> {
  const location = lineLocation(number);
  yield { text: unescaped(line), location };
  if (/\d\s?<[^<>]{1,400}>/.test(line)) yield { text: withoutTags(line), location };
  if (!/\d[^\d\s]*[*_~`>\\][^\d\s]*\d/.test(line)) return;
  yield { text: line.replaceAll(SETS_OFF, ''), location };
}

const unescaped = (line: string): string =>
  line
    .replaceAll(/&#x([0-9a-f]{1,5});/gi, (_, hex) => String.fromCodePoint(Number(`0x${hex}`)))
    .replaceAll(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (_, long, short) =>
      String.fromCharCode(Number(`0x${long ?? short}`)),
    );
