import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { metafile } from '../../../../src/engine/formats/metafile/metafile.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { hanging, paragraph, run, wordFile } from '../docx/word-file.ts';
import { describeMutations } from '../mutations.ts';
import { zipOf } from '../stored-zip.ts';
import { excelFile, inline, row } from '../xlsx/excel-file.ts';
import {
  emfOf,
  manyTexts,
  narrowText,
  record,
  smallText,
  wideText,
  wmfOf,
  wmfRecord,
} from './emf-file.ts';

const SECRET = '350102199003074515';
const file = (name: string) => readFileSync(`fixtures/metafile/${name}`);

const drawn = (
  what: string,
  ...records: readonly ((secret: string) => Buffer | Buffer[])[]
): Plant => ({
  channel: 'image',
  what,
  bytes: (secret) => emfOf(...records.flatMap((one) => one(secret))),
});
const inWmf = (
  what: string,
  ...records: readonly ((secret: string) => Buffer | Buffer[])[]
): Plant => ({
  channel: 'image',
  what,
  bytes: (secret) => wmfOf(...records.flatMap((one) => one(secret))),
});
const unread = (what: string, ...records: Buffer[]): Plant => ({
  channel: 'image',
  what,
  outcome: 'blind-spot',
  bytes: () => emfOf(...records),
});
const unreadWmf = (what: string, ...records: Buffer[]): Plant => ({
  ...unread(what),
  bytes: () => wmfOf(...records),
});

/** The strokes of a pocket calculator's digits: where each begins and ends, in a field of one by two. */
const STROKES = [
  [0, 0, 1, 0],
  [1, 0, 1, 1],
  [1, 1, 1, 2],
  [0, 2, 1, 2],
  [0, 1, 0, 2],
  [0, 0, 0, 1],
  [0, 1, 1, 1],
] as const;
const LIT = [
  '012345',
  '12',
  '01346',
  '01236',
  '1256',
  '02356',
  '023456',
  '012',
  '0123456',
  '012356',
];
const strokesOf = (digits: string) =>
  [...digits].flatMap((digit, place) =>
    [...(LIT[Number(digit)] as string)].map((stroke) => {
      const [x1, y1, x2, y2] = STROKES[Number(stroke)] as (typeof STROKES)[number];
      return [place * 20 + x1 * 10, y1 * 10, place * 20 + x2 * 10, y2 * 10] as const;
    }),
  );
const PHONE = '13900001234';
const notice = wideText('公示', 0, 0);
const lineTo = (x: number, y: number) => record(54, x, y);

describeFormat(metafile, {
  name: '图.emf',
  plants: [
    { ...drawn('a number in a line of a picture by LibreOffice'), bytes: () => file('notice.emf') },
    drawn('a number in a picture', (s) => wideText(s, 0, 0)),
    drawn('a number in single bytes', (s) => narrowText(Buffer.from(s), 0, 0)),
    drawn('a number behind a name in GBK', (s) =>
      narrowText(iconv.encode(`张三 ${s}`, 'gbk'), 0, 0),
    ),
    drawn('a number in one of several texts', (s) => manyTexts(s, 0, 0)),
    drawn('a number in a small text', (s) => smallText(s, 0, 0)),
    drawn('a number in a small text of single bytes', (s) => smallText(s, 0, 0, true)),
    drawn('a number in a box of ruled lines', (s) => [
      ...[wideText(s, 0, 0), record(27, 0, 0), lineTo(0, 20), lineTo(200, 20)],
      ...[record(43, 0, 0, 200, 20), record(4, 0, 0, 0, 0, 3, 0, 0, 9, 0, 9, 9)],
      record(76, ...new Array(23).fill(0)),
    ]),
    inWmf('a number in an old picture', (s) => wmfRecord(0x0521, s.length, Buffer.from(s), 10, 20)),
    inWmf('a number in an old picture that measures its letters', (s) => [
      wmfRecord(0x0a32, 10, 0, 9, 0, Buffer.from(`${s.slice(0, 9)}\0`), ...new Array(9).fill(5)),
      wmfRecord(0x0a32, 10, 45, 9, 4, 0, 0, 0, 0, Buffer.from(s.slice(9))),
    ]),
    {
      channel: 'hidden',
      what: 'a number in a remark',
      bytes: (s) => emfOf(notice, record(70, 40, Buffer.from(`note ${s} end`))),
    },
    {
      channel: 'hidden',
      what: 'a number after the end',
      bytes: (s) => Buffer.concat([emfOf(notice), record(70, 40, Buffer.from(`note ${s} end`))]),
    },
    unread('a bitmap in a picture', notice, record(81, ...new Array(20).fill(0))),
    unread('a slanted line', notice, record(27, 0, 0), lineTo(9, 9)),
    unread('an outline with slanted edges', record(3, 0, 0, 0, 0, 3, 0, 0, 9, 9, 0, 9)),
    unread(
      'digits of straight rules',
      ...strokesOf(PHONE).flatMap(([x1, y1, x2, y2]) => [record(27, x1, y1), lineTo(x2, y2)]),
    ),
    unread(
      'digits of straight outlines',
      ...strokesOf(PHONE).map((ends) => record(3, 0, 0, 0, 0, 2, ...ends)),
    ),
    unread('digits of thin boxes', ...strokesOf(PHONE).map((ends) => record(43, ...ends))),
    unreadWmf(
      'digits of straight rules in an old picture',
      ...strokesOf(PHONE).flatMap(([x1, y1, x2, y2]) => [
        wmfRecord(0x0214, y1, x1),
        wmfRecord(0x0213, y2, x2),
      ]),
    ),
    unreadWmf(
      'digits of thin boxes in an old picture',
      ...strokesOf(PHONE).map(([x1, y1, x2, y2]) => wmfRecord(0x041b, y2, x2, y1, x1)),
    ),
    unread('an outline of many corners', record(3, 0, 0, 0, 0, 9, ...new Array(18).fill(0))),
    unread('words drawn by the numbers of their glyphs', wideText('公示', 0, 0, 10, 0x10)),
    unread('words that go on where the last ones ended', record(22, 1), notice),
    unread('a page that moves between words', notice, record(10, 9, 9), notice),
    unread(
      'a picture for newer programs',
      record(70, 20, Buffer.from('EMF+'), Buffer.from('1c40000014000000', 'hex'), 0, 0, 0),
    ),
    unread('a picture of another kind in a remark', record(70, 8, Buffer.from('GDIC'), 2)),
    unread('a record that runs past the end', Buffer.from('5400000000ffff00', 'hex')),
    unread(
      'a text that runs past the end',
      record(84, 0, 0, 0, 0, 1, 0, 0, 0, 0, 999_999, 76, 0, 0, 0, 0, 0, 0),
    ),
    unreadWmf('a bitmap in an old picture', wmfRecord(0x0f43, 0, 0)),
    unreadWmf('a slanted line in an old picture', wmfRecord(0x0214, 0, 0), wmfRecord(0x0213, 9, 9)),
    unreadWmf('words of an old picture that go on where the last ones ended', wmfRecord(0x012e, 1)),
    unreadWmf(
      'words of an old picture by the numbers of their glyphs',
      wmfRecord(0x0a32, 0, 0, 2, 0x10, Buffer.from('ab')),
    ),
    { ...unreadWmf('a picture of LibreOffice in an old picture'), bytes: () => file('notice.wmf') },
  ],
  clean: {
    'a picture of LibreOffice that names nobody': () => file('clean.emf'),
    'a ruled table of LibreOffice': () => file('table.emf'),
    'an old picture that names nobody': () =>
      wmfOf(wmfRecord(0x0521, 4, iconv.encode('公示', 'gbk'), 1, 1)),
    'a picture with a header for newer programs': () =>
      emfOf(record(70, 20, Buffer.from('EMF+'), Buffer.from('014000000c000000', 'hex'), 0), notice),
  },
});

it.each([
  [
    'the last digit',
    emfOf(wideText(SECRET.slice(0, 17), 0, 0), wideText(SECRET.slice(17), 170, 0)),
  ],
  [
    'the last half first',
    emfOf(wideText(SECRET.slice(9), 90, 0), wideText(SECRET.slice(0, 9), 0, 0)),
  ],
  ['each digit', emfOf(...[...SECRET].map((digit, index) => wideText(digit, 10 * index, 0)))],
  [
    'each digit, small,',
    emfOf(...[...SECRET].map((digit, index) => smallText(digit, 10 * index, 0))),
  ],
])('stars a number of which an order of its own draws %s', async (_, bytes) => {
  const { verdict, output } = await redact({ bytes, name: '图.emf' }, settings);
  expect(verdict).toBe('masked');
  expect(leaks(output as Uint8Array, SECRET)).toEqual([]);
});

it('keeps words apart that stand in different cells', async () => {
  const bytes = emfOf(wideText('350102199', 0, 0), wideText('003074515', 400, 0));
  const { segments } = await metafile.open(bytes, undefined as never);
  expect([...segments][0]?.text).toBe('350102199\t003074515');
});

const emf = () => file('notice.emf');
const list = () => excelFile({ rows: row(inline('A1', SECRET)) });
const arrows = (...more: readonly (readonly [string, string, string])[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${more
    .map(
      ([id, kind, target]) =>
        `<Relationship Id="${id}" Type="http://x/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

it.each<[string, string, () => Uint8Array]>([
  [
    'a Word document with a list inside, of which it keeps the looks',
    '公示.docx',
    () =>
      wordFile(
        hanging('package', 'word/embeddings/book.xlsx', list(), {
          body: paragraph(
            '<w:r><w:object><v:shape><v:imagedata r:id="rId5"/></v:shape><o:OLEObject Type="Embed" r:id="rId9"/></w:object></w:r>',
          ),
          arrows: [['rId5', 'image', 'media/image1.emf']],
          parts: { 'word/media/image1.emf': emf() },
        }),
      ),
  ],
  [
    'a workbook with a picture on a sheet',
    '名单.xlsx',
    () =>
      excelFile({
        rows: row(inline('A1', SECRET)),
        sheetArrows: [['rId9', 'drawing', '../drawings/drawing1.xml']],
        parts: {
          'xl/drawings/drawing1.xml':
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>',
          'xl/drawings/_rels/drawing1.xml.rels': arrows(['rId1', 'image', '../media/image1.emf']),
          'xl/media/image1.emf': emf(),
        },
      }),
  ],
  [
    'a text document with a picture',
    '公示.odt',
    () =>
      zipOf({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'content.xml':
          '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        'Pictures/1.emf': emf(),
        'META-INF/manifest.xml':
          '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
      }),
  ],
  [
    'rich text with an object, of which it keeps the looks',
    '公示.rtf',
    () =>
      Buffer.from(
        `{\\rtf1\\ansi {\\object\\objemb{\\*\\objdata 0105}{\\result {\\pict\\emfblip\\picw10 ${emf()
          .toString('hex')
          .replaceAll(/(.{127})/g, '$1\n')}}}}\\par }`,
      ),
  ],
  [
    'a page with a picture in an address',
    '公示.html',
    () => Buffer.from(`<p>公示</p><img src="data:image/x-emf;base64,${emf().toString('base64')}">`),
  ],
  [
    'a saved page with a picture',
    '公示.mht',
    () =>
      Buffer.from(
        `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--B\r\nContent-Type: image/x-emf\r\nContent-Transfer-Encoding: base64\r\n\r\n${emf().toString('base64')}\r\n--B--\r\n`,
      ),
  ],
])('stars the words that a picture draws in %s', async (_, name, bytes) => {
  const { verdict, output, scan } = await redact({ bytes: bytes(), name }, settings);
  expect(scan.document.blindSpots).toEqual([]);
  expect(verdict).toBe('masked');
  expect(leaks(output as Uint8Array, SECRET, '13900001234')).toEqual([]);
});

it('asks a person to look when a picture in a Word document is drawn by more than words', async () => {
  const bytes = wordFile(
    hanging('image', 'word/media/image1.wmf', file('notice.wmf'), { body: paragraph(run('x')) }),
  );
  const { verdict, output, scan } = await redact({ bytes, name: '公示.docx' }, settings);
  expect(verdict).toBe('review');
  expect(scan.document.blindSpots[0]?.location.part).toMatch(/^图片 1/);
  expect(leaks(output as Uint8Array, SECRET)).toEqual([]);
});

describeMutations('图.emf', file('notice.emf'), SECRET, 30);
describeMutations('图.wmf', file('notice.wmf'), SECRET, 30);
