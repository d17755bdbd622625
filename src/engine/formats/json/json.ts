import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { Location, ReadText, Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { splicedBytes, type TextEdit } from '../shared/byte-splice.ts';
import { decodeAgain, decodeText, looksLikeText } from '../shared/encoding.ts';
import { JSON_STRING, runsIn } from '../shared/escapes.ts';
import { linesOf } from '../shared/lines.ts';
import { asShown, isMarkedUp, mayBeMarkedUp, shownRuns } from '../shared/markup.ts';
import { merged } from '../shared/merged-edits.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { spliced } from '../shared/splice.ts';
import { textBlindSpots } from '../shared/text-blind-spots.ts';
import { withoutExponent } from '../shared/without-exponent.ts';
import { type Run, sourceEdits, textOf } from '../shared/written-text.ts';
import { type Leaf, leavesOf, type Token } from './leaves.ts';
import { valuesIn } from './reread.ts';
import { Entries, type Entry } from './rows.ts';

/**
 * JSON and JSON Lines: one segment a value, with its key in front as a label; lists of objects are tables. A number that is masked
 * becomes a string, for stars are no number; the text stays valid JSON.
 */
export const json: Format = {
  id: 'json',
  mediaType: 'application/json',
  extensions: ['.json', '.jsonl', '.ndjson', '.geojson'],
  channels: ['body', 'table'],
  readers: ['iconv-lite', 'JSON.parse'],
  recognises: (bytes, name) =>
    /\.(?:json|jsonl|ndjson|geojson)$/i.test(name) && looksLikeText(bytes),
  open: async (bytes) => openLeaves(bytes),
  reread: (bytes) => rereadLeaves(bytes),
};

/** Between a key and its value; not in the source, so no edit can fall on it. */
const COLON: Run = { start: 0, end: 0, text: ':' };

function openLeaves(bytes: Uint8Array): LoadedDocument {
  const decoded = decodeText(bytes);
  const { text } = decoded;
  const entries = new Entries(leavesOf(text), text);
  const markedUp = markedUpValues(text, entries);
  /** Behind all entries come those that are read a second time, as they are shown. */
  const read = (id: number): { entry: Entry; runs: Run[] } => {
    const isShown = id >= entries.count;
    const entry = entries.at(isShown ? markedUp.at(id - entries.count) : id);
    const runs = runsOfLeaf(text, entry);
    return isShown
      ? { entry: { ...entry, cell: undefined }, runs: shownRuns(textOf(text, runs), runs) }
      : { entry, runs };
  };
  const lines = linesOf(text);
  const locate = (offset: number, isCell = false): Location => {
    const line = lines.lineAt(offset);
    const address = `第 ${line + 1} 行第 ${offset - lines.span(line).start + 1} 字`;
    return { channel: isCell ? 'table' : 'body', part: '正文', address };
  };
  const segment = (id: number): Segment => {
    const { entry, runs } = read(id);
    const start = entry.value?.[0] ?? entry.key?.[0] ?? 0;
    const said = {
      id,
      text: textOf(text, runs),
      location: locate(start, entry.cell !== undefined),
    };
    return entry.cell ? { ...said, cell: entry.cell } : said;
  };
  return {
    segments: {
      *[Symbol.iterator]() {
        for (let id = 0; id < entries.count + markedUp.length; id++) yield segment(id);
      },
    },
    segment,
    blindSpots: textBlindSpots(text, locate),
    removals: [],
    rewrite: async (edits) =>
      splicedBytes(
        bytes,
        decoded,
        merged(
          Map.groupBy(edits, ({ segmentId }) => segmentId)
            .entries()
            .flatMap(([id, own]) =>
              id < entries.count
                ? editsOfEntry(text, entries.at(id), own)
                : sourceEdits(text, read(id).runs, own, escaped),
            )
            .toArray(),
        ),
      ),
  };
}

/** Strings that are pieces of pages, in which tags and entities may part a number. */
function markedUpValues(text: string, entries: Entries): OffsetList {
  const found = new OffsetList();
  if (!mayBeMarkedUp(text) && !ESCAPED.test(text)) return found;
  for (let id = 0; id < entries.count; id++) {
    const { value } = entries.at(id);
    if (!value || !isString(text, value)) continue;
    const written = text.slice(...value);
    if (!mayBeMarkedUp(written) && !ESCAPED.test(written)) continue;
    if (isMarkedUp(textOf(text, runsIn(text, value[0] + 1, value[1] - 1, JSON_STRING))))
      found.push(id);
  }
  return found;
}

/** The signs of a tag or an entity, as some programs write them. */
const ESCAPED = /\\u00(?:3c|26|2a|60)/i;

const isString = (text: string, [start, end]: Token) => text[start] === '"' && end - start > 1;

function runsOfLeaf(text: string, { key, value }: Leaf): Run[] {
  const runsOf = (token: Token | undefined): Run[] => {
    if (!token) return [];
    const [start, end] = token;
    return isString(text, token)
      ? runsIn(text, start + 1, end - 1, JSON_STRING)
      : [bareRun(text, token)];
  };
  return [...runsOf(key), ...(key && value ? [COLON] : []), ...runsOf(value)];
}

/** A number with an exponent, as Java writes a long one, is read as what it comes to. */
function bareRun(text: string, [start, end]: Token): Run {
  const said = withoutExponent(text.slice(start, end));
  return said === '' ? { start, end } : { start, end, text: said };
}

/** The head of a column stands for every key of that name. */
const editsOfEntry = (text: string, entry: Entry, edits: readonly Edit[]): readonly TextEdit[] =>
  entry.same.length === 0
    ? editsOfLeaf(text, entry, edits)
    : entry.same.flatMap((key) => editsOfLeaf(text, { key: undefined, value: key }, edits));

function editsOfLeaf(text: string, leaf: Leaf, edits: readonly Edit[]): readonly TextEdit[] {
  const written = sourceEdits(text, runsOfLeaf(text, leaf), edits, escaped);
  return leaf.value ? quoted(text, leaf.value, written) : written;
}

/** The text of a JSON string. Bare words get the same: a quote in one would open a string. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A bare number or word that an edit changes becomes a string as a whole; a comment stays one. */
function quoted(text: string, value: Token, edits: readonly TextEdit[]): readonly TextEdit[] {
  const [start, end] = value;
  const inside = edits.filter(({ span }) => span.start >= start && span.end <= end);
  if (inside.length === 0 || isString(text, value) || text[start] === '/') return edits;
  const own = inside.map(({ span, replacement }) => ({
    span: { start: span.start - start, end: span.end - start },
    replacement,
  }));
  const replacement = `"${spliced(text.slice(start, end), own)}"`;
  return [...edits.filter((edit) => !inside.includes(edit)), { span: { start, end }, replacement }];
}

async function* rereadLeaves(bytes: Uint8Array): AsyncGenerator<ReadText> {
  let value = 0;
  for (const text of valuesIn(decodeAgain(bytes))) {
    const location: Location = { channel: 'body', part: '正文', address: `第 ${++value} 项` };
    yield { text, location };
    if (mayBeMarkedUp(text)) yield { text: asShown(text), location };
  }
}
