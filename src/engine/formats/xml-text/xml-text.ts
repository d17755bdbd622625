import type { LoadedDocument } from '../../core/document.ts';
import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot, Location, Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { splicedBytes, type TextEdit } from '../shared/byte-splice.ts';
import { type DecodedText, decodeText, looksLikeText } from '../shared/encoding.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { unreadableAt } from '../shared/unreadable.ts';
import { type ByteEdit, mergedEdits } from '../shared/xml/byte-edit.ts';
import { maskRuns } from '../shared/xml/mask-run.ts';
import { textOf } from '../shared/xml/run.ts';
import { doctypeOf } from './prolog.ts';
import { XmlReader } from './reader.ts';
import { rereadXml } from './reread.ts';
import type { Unit } from './unit.ts';

/** XML of any vocabulary, SVG and the tables that Excel 2003 wrote: texts, attributes, comments. */
export const xmlText: Format = {
  id: 'xml',
  mediaType: 'application/xml',
  extensions: ['.xml', '.svg', '.rss', '.kml', '.xsl', '.plist'],
  channels: ['body', 'table', 'comment', 'hidden', 'image'],
  readers: ['iconv-lite', 'saxes'],
  recognises: (bytes, name) => looksLikeText(bytes) && (NAMED.test(name) || isXml(bytes, name)),
  open: async (bytes) => openXml(bytes),
  reread: rereadXml,
};

const NAMED = /\.(?:xml|svg|rss|atom|kml|gml|xslt?|xsd|plist|wsdl|config)$/i;
const OTHER_TEXT = /\.(?:txt|md|log|csv|tsv|json|jsonl|ndjson|geojson)$/i;
/** Every text becomes an object. */
const LARGEST = 32 << 20;

/** Excel and Word 2003 wrote such files as `.xls` and `.doc`. */
const isXml = (bytes: Uint8Array, name: string): boolean =>
  !OTHER_TEXT.test(name) &&
  /^\s*<\?xml\s/.test(
    Buffer.from(bytes.subarray(0, 200))
      .toString('latin1')
      .replaceAll(/\0|^[\xef\xbb\xbf\xff\xfe]+/g, ''),
  );

function openXml(bytes: Uint8Array): LoadedDocument {
  if (bytes.length > LARGEST)
    throw new DocumentError(
      'document-limit-exceeded',
      `XML 超过 ${LARGEST >> 20} MB · the XML is larger than ${LARGEST >> 20} MB`,
    );
  const decoded = decodeText(bytes);
  const utf8 = Buffer.from(decoded.text);
  const reader = new XmlReader(withoutDoctype(utf8)).read();
  const units = [...doctypeUnits(utf8), ...reader.units];
  const lines = new LineNumbers(utf8);
  const locate = (channel: Location['channel'], at: number): Location => ({
    channel,
    part: PARTS[channel] ?? '正文',
    address: `第 ${lines.at(at)} 行`,
  });
  const segment = (id: number): Segment => {
    const unit = units[id];
    if (!unit) throw new RangeError('no such segment');
    const { channel, runs, cell } = unit;
    const location = locate(channel, runs.find(({ form }) => form !== 'virtual')?.start ?? 0);
    const text = runs.map((run) => textOf(utf8, run)).join('');
    return { id, text, location, ...(cell && { cell }) };
  };
  const bad = unreadableAt(decoded.text);
  const undecodable: BlindSpot[] =
    bad === undefined
      ? []
      : [
          {
            location: locate('body', Buffer.byteLength(decoded.text.slice(0, bad))),
            reason: 'undecodable',
          },
        ];
  return {
    segments: {
      *[Symbol.iterator]() {
        for (let id = 0; id < units.length; id++) yield segment(id);
      },
    },
    segment,
    blindSpots: [
      ...undecodable,
      ...reader.packed.map(({ at, reason }) => ({ location: locate('image', at), reason })),
    ],
    removals: [],
    rewrite: async (edits) => {
      const written = [...Map.groupBy(edits, ({ segmentId }) => segmentId)].flatMap(([id, own]) => {
        const { runs, alongside } = units[id] as Unit;
        return [...own.flatMap((edit) => maskRuns(utf8, runs, edit)), ...alongside];
      });
      return splicedBytes(bytes, decoded, textEdits(utf8, decoded, mergedEdits(written)));
    },
  };
}

const PARTS: Partial<Record<Location['channel'], string>> = {
  comment: '注释',
  hidden: '属性',
  image: '图片',
};

/** The scanner knows no DOCTYPE: it sees blanks there. */
function withoutDoctype(bytes: Buffer): Buffer {
  const doctype = doctypeOf(bytes);
  if (!doctype) return bytes;
  return Buffer.from(bytes).fill(' ', doctype.start, doctype.end);
}

function doctypeUnits(bytes: Buffer): Unit[] {
  const doctype = doctypeOf(bytes);
  if (!doctype) return [];
  return [
    {
      channel: 'hidden',
      runs: [{ form: 'literal', ...doctype }],
      cell: undefined,
      alongside: [],
    },
  ];
}

/** Edits of the UTF-8 bytes as edits of the text, whatever its own encoding. */
function textEdits(utf8: Buffer, { text }: DecodedText, edits: readonly ByteEdit[]): TextEdit[] {
  let byte = 0;
  let unit = 0;
  const unitAt = (wanted: number): number => {
    unit += utf8.toString('utf8', byte, wanted).length;
    byte = wanted;
    return Math.min(unit, text.length);
  };
  return edits.map(({ start, end, replacement }) => ({
    span: { start: unitAt(start), end: unitAt(end) },
    replacement,
  }));
}

/** Line numbers, from 1, by byte. */
class LineNumbers {
  readonly #starts = new OffsetList();

  constructor(bytes: Buffer) {
    for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1))
      this.#starts.push(at + 1);
  }

  at(byte: number): number {
    return this.#starts.lastAtOrBelow(byte) + 2;
  }
}
