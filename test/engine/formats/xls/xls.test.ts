import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { xls } from '../../../../src/engine/formats/xls/xls.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { objectPlants, withStreams } from '../cfb-plants.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';

const SECRET = '350102199003074515';
const file = (name: string) => readFileSync(`fixtures/xls/${name}.xls`);

/** A workbook as SheetJS writes it: text in the cells themselves, or in a shared table. */
function bySheetJs(rows: unknown[][], bookSST = false): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '名单');
  return XLSX.write(book, { type: 'buffer', bookType: 'biff8', bookSST });
}

/** The same file with another stream in it. */
const withStream = (path: string, content: string | Buffer): Buffer =>
  withStreams(bySheetJs([['学院']]), { [path]: content });

/** Bytes put where no stream looks: a sector behind the last one. */
const afterLastSector = (base: Buffer, text: string) =>
  Buffer.concat([base, Buffer.alloc(512).fill(text, 0, text.length, 'latin1')]);

const corners: Readonly<Record<string, string>> = JSON.parse(
  readFileSync('fixtures/channels/planted.json', 'utf8'),
).sheet;

/** LibreOffice's workbook with a number in every corner, with the wanted number in one of them. */
function inCorner(corner: string, secret: string): Buffer {
  const bytes = readFileSync('fixtures/channels/sheet.xls');
  for (const encoding of ['utf16le', 'latin1'] as const) {
    const wanted = Buffer.from(corners[corner] ?? '', encoding);
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
      bytes.write(secret, at, encoding);
  }
  return bytes;
}

const byLibreOffice = (channel: Plant['channel'], what: string, name = 'list'): Plant => ({
  channel,
  what: `${what} of LibreOffice`,
  bytes: () => file(name),
});

describeFormat(xls, {
  name: '名单.xls',
  plants: [
    byLibreOffice('table', 'a number in a cell'),
    byLibreOffice('table', 'a number that the table of strings breaks in two', 'long-list'),
    byLibreOffice('formula', 'a number in a formula'),
    byLibreOffice('comment', 'a number in a comment'),
    byLibreOffice('header-footer', 'a number in a page header'),
    byLibreOffice('link', 'a number in the target of a link'),
    byLibreOffice('outline', 'a number in the name of a sheet'),
    byLibreOffice('metadata', 'a number in the keywords'),
    {
      ...byLibreOffice('table', 'a telephone in a number cell'),
      secret: 'phone',
    },
    {
      ...byLibreOffice('formula', 'a telephone as a number in a formula'),
      secret: 'phone',
    },
    {
      channel: 'table',
      what: 'a telephone in a number cell of SheetJS',
      secret: 'phone',
      bytes: (secret) => bySheetJs([['电话'], [Number(secret)]]),
    },
    {
      channel: 'table',
      what: 'a number in a cell of its own text',
      bytes: (secret) => bySheetJs([['身份证号'], [secret]]),
    },
    {
      channel: 'cache',
      what: 'a number in a shared string that no cell shows',
      bytes: (secret) => orphaned(bySheetJs([['身份证号'], [secret]], true)),
    },
    {
      channel: 'hidden',
      what: 'a number in a stream of its own',
      bytes: (secret) => withStream('/backup', `前 ${secret} 后`),
    },
    {
      channel: 'hidden',
      what: 'a number in UTF-16 in a stream of its own',
      bytes: (secret) => withStream('/backup', Buffer.from(`x前 ${secret} 后`, 'utf16le')),
    },
    {
      channel: 'hidden',
      what: 'a number in a sector that belongs to nothing',
      bytes: (secret) => afterLastSector(file('clean-list'), secret),
    },
    ...(
      [
        ['form', 'list to choose from'],
        ['form', 'error message'],
        ['form', 'input message'],
        ['chart', 'title of a chart'],
        ['text-box', 'drawing'],
        ['header-footer', 'footer'],
        ['formula', 'defined name'],
      ] as const
    ).map(
      ([channel, corner]): Plant => ({
        channel,
        what: `a number in the corner “${corner}”`,
        bytes: (secret) => inCorner(corner, secret),
      }),
    ),
    ...objectPlants(() => file('clean-list'), {
      object: '/MBD00012345',
      macros: '/_VBA_PROJECT_CUR',
    }),
    {
      channel: 'attachment',
      what: 'a number in the state of controls',
      outcome: 'removed',
      bytes: (secret) => withStream('/Ctls', `x ${secret} x`),
    },
    {
      channel: 'hidden',
      what: 'a number in a copy for Excel 95',
      outcome: 'removed',
      bytes: (secret) => withStream('/Book', `x ${secret} x`),
    },
    byLibreOffice('cache', "a number in a pivot table's copy of its list", 'pivot'),
    {
      ...byLibreOffice('cache', "a telephone in a pivot table's copy of its list", 'pivot'),
      secret: 'phone',
    },
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () => file('picture'),
    },
  ],
  clean: { 'a workbook of LibreOffice without a number': () => file('clean-list') },
});

/** Points every cell at the first shared string, so that the others are left over. */
function orphaned(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const head = Buffer.from([0xfd, 0, 10, 0]);
  for (let at = copy.indexOf(head); at >= 0; at = copy.indexOf(head, at + 1))
    copy.writeUInt32LE(0, at + 10);
  return copy;
}

const rowsOf = (bytes: Uint8Array): unknown[][] =>
  XLSX.utils.sheet_to_json(XLSX.read(bytes, { type: 'buffer' }).Sheets.名单 ?? {}, { header: 1 });

it('takes the tables of WPS for what they are', async () => {
  const { scan, verdict } = await redact({ bytes: file('list'), name: '名单.et' }, settings);
  expect([scan.format.id, verdict]).toEqual(['xls', 'masked']);
});

it('leaves every other cell as it was', async () => {
  const { output } = await redact({ bytes: file('list'), name: '名单.xls' }, settings);
  const [header, zhang, li, ...rest] = rowsOf(output as Uint8Array);
  expect(header).toEqual(['姓名', '身份证号', '电话', '备注']);
  expect(zhang).toMatchObject(['张三', '*'.repeat(18), {}, `身份证号${'*'.repeat(18)},已核`]);
  expect(li?.slice(0, 2)).toEqual(['李四', '无']);
  expect(rest).toEqual(rowsOf(file('list')).slice(3));
});

it('turns a number cell into a text cell of five stars, and keeps its format', async () => {
  const document = await xls.open(file('list'), surroundings(settings.limits));
  const cell = [...document.segments].find(({ text }) => text === '13900001234');
  const output = await document.rewrite([
    { segmentId: cell?.id ?? -1, span: { start: 3, end: 7 }, replacement: '****' },
  ]);
  expect(rowsOf(output)[1]?.[2]).toBe('*****');
});

/** Makes the record after the first one say that all others are encrypted (FILEPASS). */
function withPassword(bytes: Buffer): Buffer {
  const first = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0, 0, 6, 5, 0]));
  bytes.writeUInt16LE(0x2f, first + 20);
  return bytes;
}

it('says that a workbook with a password cannot be read', async () =>
  await expect(
    redact({ bytes: withPassword(file('clean-list')), name: '名单.xls' }, settings),
  ).rejects.toMatchObject({ code: 'document-encrypted' }));

describeMutations('名单.xls', file('list'), SECRET);
describeMutations('对象.xls', file('objects'), SECRET);
describeMutations('透视.xls', file('pivot'), SECRET);
