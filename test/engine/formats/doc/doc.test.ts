import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { doc } from '../../../../src/engine/formats/doc/doc.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { objectPlants, withStreams } from '../cfb-plants.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';

const SECRET = '350102199003074515';
const file = (name: string) => readFileSync(`fixtures/doc/${name}.doc`);

const byLibreOffice = (channel: Plant['channel'], what: string, name = 'notice'): Plant => ({
  channel,
  what: `${what} of LibreOffice`,
  bytes: () => file(name),
});

/** Text of the document changed to other text of that length, wherever it stands. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const wanted = Buffer.from(from, 'utf16le');
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
    bytes.write(to, at, 'utf16le');
  return bytes;
}

const withStream = (path: string, content: string): Buffer =>
  withStreams(file('clean'), { [path]: content });

/** What a changed document is made of: its text stream, and what of the table stream names its pieces. */
interface Parts {
  readonly word: Buffer;
  /** The list of pieces with what stands before it. */
  readonly pieces: Buffer;
  /** Where the text starts in the stream, and how many characters it has. */
  readonly from: number;
  readonly last: number;
}

/** A document of LibreOffice, whose text is one piece, with its text stream or its pieces changed. */
function changed(name: string, change: (parts: Parts) => Pick<Parts, 'word' | 'pieces'>): Buffer {
  const container = XLSX.CFB.read(file(name), { type: 'buffer' });
  const stream = (path: string) => {
    const entry = XLSX.CFB.find(container, path);
    if (!entry) throw new Error(`no ${path}`);
    return entry;
  };
  const word = Buffer.from(stream('/WordDocument').content as Uint8Array);
  const table = Buffer.from(stream('/1Table').content as Uint8Array);
  const [start, length] = [word.readUInt32LE(0x1a2), word.readUInt32LE(0x1a6)];
  const pieces = table.subarray(start, start + length);
  const at = pieces.indexOf(2);
  const [last, from] = [pieces.readUInt32LE(at + 9), pieces.readUInt32LE(at + 15)];
  const next = change({ word, pieces, from, last });
  next.word.writeUInt32LE(table.length, 0x1a2);
  next.word.writeUInt32LE(next.pieces.length, 0x1a6);
  stream('/WordDocument').content = next.word;
  stream('/1Table').content = Buffer.concat([table, next.pieces]);
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer;
}

/** A list of pieces: where in the text each starts, where the last ends, and where each lies. */
function piecesAt(characters: readonly number[], places: readonly number[]): Buffer {
  const pieces = Buffer.alloc(5 + characters.length * 4 + places.length * 8);
  pieces[0] = 2;
  pieces.writeUInt32LE(pieces.length - 5, 1);
  for (const [index, character] of characters.entries())
    pieces.writeUInt32LE(character, 5 + index * 4);
  for (const [index, place] of places.entries())
    pieces.writeUInt32LE(place, 5 + characters.length * 4 + index * 8 + 2);
  return pieces;
}

/**
 * Cuts the text into two pieces in the middle of the number, the second of them further back, as fast
 * saving does: no reader of the bare bytes sees the number whole.
 */
const fastSaved = (): Buffer =>
  changed('notice', ({ word, from, last }) => {
    const cut = (word.indexOf(Buffer.from(SECRET, 'utf16le')) - from) / 2 + 9;
    const moved = word.subarray(from + cut * 2, from + last * 2);
    const hole = Buffer.concat([word.subarray(0, from + cut * 2), Buffer.alloc(moved.length)]);
    const rest = word.subarray(from + last * 2);
    return {
      word: Buffer.concat([hole, rest, moved]),
      pieces: piecesAt([0, cut, last], [from, hole.length + rest.length]),
    };
  });

/** The text anew behind the end, in single bytes; what stood there before is left over. */
const inSingleBytes = (text: string): Buffer =>
  changed('clean', ({ word, last }) => {
    const bytes = Buffer.from(
      text
        .padEnd(last - 1)
        .slice(0, last - 1)
        .concat('\r'),
      'latin1',
    );
    const place = ((word.length << 1) | 0x40000000) >>> 0;
    return { word: Buffer.concat([word, bytes]), pieces: piecesAt([0, last], [place]) };
  });

describeFormat(doc, {
  name: '公示.doc',
  plants: [
    byLibreOffice('body', 'a number in a paragraph'),
    byLibreOffice('table', 'a number in a table'),
    byLibreOffice('header-footer', 'a number in a header'),
    byLibreOffice('text-box', 'a number in a text box'),
    byLibreOffice('hidden', 'a number in hidden text'),
    byLibreOffice('tracked-change', 'a number in a tracked deletion'),
    byLibreOffice('link', 'a number in the target of a link'),
    byLibreOffice('metadata', 'a number in the title'),
    byLibreOffice('note', 'a number in a footnote', 'notes'),
    byLibreOffice('comment', 'a number in a comment', 'notes'),
    {
      channel: 'field',
      what: 'a number in a field code',
      bytes: () => replaced(file('notice'), 'HYPERLINK', 'QUOTE    '),
    },
    { channel: 'body', what: 'a number over two pieces of a fast save', bytes: fastSaved },
    { channel: 'body', what: 'a number in single bytes', bytes: (n) => inSingleBytes(`ID ${n} x`) },
    {
      channel: 'body',
      what: 'a number behind properties in front of the list of pieces',
      bytes: () =>
        changed('notice', ({ word, pieces }) => ({
          word,
          pieces: Buffer.concat([Buffer.from([1, 4, 0, 9, 9, 9, 9]), pieces]),
        })),
    },
    {
      channel: 'hidden',
      what: 'a number of an earlier version behind the text',
      bytes: (n) =>
        changed('clean', ({ word, pieces }) => ({
          word: Buffer.concat([word, Buffer.from(`旧 ${n} 版`, 'utf16le')]),
          pieces: Buffer.from(pieces),
        })),
    },
    {
      channel: 'hidden',
      what: 'a number of an earlier version between two pieces of the text',
      bytes: (n) =>
        changed('clean', ({ word, from, last }) => {
          const left = Buffer.from(`旧 ${n} 版`, 'utf16le');
          const text = word.subarray(from, from + last * 2);
          const end = word.length + left.length;
          return {
            word: Buffer.concat([word, left, text]),
            pieces: piecesAt([0, 1, last], [from, end + 2]),
          };
        }),
    },
    {
      channel: 'body',
      what: 'a number behind a field that came to nothing',
      bytes: (n) => inSingleBytes(`\x13 PAGE \x15 ${n} x`),
    },
    {
      channel: 'body',
      what: 'a number in what a field came to',
      bytes: (n) => inSingleBytes(`\x13 PAGE \x14${n}\x15 x`),
    },
    {
      channel: 'field',
      what: 'a number in a field within a field',
      bytes: (n) => inSingleBytes(`\x13 IF \x13 QUOTE ${n} \x14a\x15 \x14b\x15 x`),
    },
    {
      channel: 'hidden',
      what: 'a number in a stream of its own',
      bytes: (secret) => withStream('/backup', `前 ${secret} 后`),
    },
    ...objectPlants(() => file('clean'), { object: '/ObjectPool/_1234', macros: '/Macros' }),
    {
      channel: 'hidden',
      what: 'a number in a table of an earlier save',
      outcome: 'removed',
      bytes: (secret) => withStream('/0Table', `x ${secret} x`),
    },
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () => file('picture'),
    },
  ],
  clean: { 'a notice of LibreOffice without a number': () => file('clean') },
});

it('takes the documents of WPS for what they are', async () => {
  const { scan, verdict } = await redact({ bytes: file('notice'), name: '公示.wps' }, settings);
  expect([scan.format.id, verdict]).toEqual(['doc', 'masked']);
});

it('says that a document with a password cannot be read', async () => {
  const bytes = file('clean');
  const start = bytes.indexOf(Buffer.from([0xec, 0xa5]));
  bytes.writeUInt16LE(bytes.readUInt16LE(start + 0x0a) | 0x0100, start + 0x0a);
  await expect(redact({ bytes, name: '公示.doc' }, settings)).rejects.toMatchObject({
    code: 'document-encrypted',
  });
});

it('knows in which row and column each cell stands', async () => {
  const document = await doc.open(file('scholarship'), surroundings(settings.limits));
  const cells = [...document.segments].filter(({ cell }) => cell !== undefined);
  const tables = Map.groupBy(cells, ({ cell }) => cell?.table);
  const [first] = tables.values();
  const rows = [...Map.groupBy(first ?? [], ({ cell }) => cell?.row).values()];
  expect(rows[0]?.map(({ text }) => text)).toContain('身份证号');
  expect(rows.length).toBeGreaterThan(10);
  for (const [index, row] of rows.entries()) {
    expect(row.map(({ cell }) => [cell?.row, cell?.column])).toEqual(
      rows[0]?.map((_, column) => [index, column]),
    );
    expect(row[1]?.location.address).toBe(`表 1 第 ${index + 1} 行第 2 列`);
  }
  expect(tables.size).toBeGreaterThan(1);
});

it.each([
  [
    'lists pieces past the end of the text',
    ({ word, last }: Parts) => ({ word, pieces: piecesAt([0, last], [word.length]) }),
  ],
  ['lists no pieces', ({ word }: Parts) => ({ word, pieces: Buffer.from([1, 0, 0, 3, 0, 0]) })],
  [
    'lists pieces that are not there',
    ({ word }: Parts) => ({ word, pieces: Buffer.from([2, 99, 0, 0, 0, 0]) }),
  ],
])(
  'says that a document is damaged when it %s',
  async (_, change) =>
    await expect(
      redact({ bytes: changed('clean', change), name: '公示.doc' }, settings),
    ).rejects.toMatchObject({ code: 'document-damaged' }),
);

describeMutations('公示.doc', file('notice'), SECRET);
describeMutations('对象.doc', file('objects'), SECRET);
