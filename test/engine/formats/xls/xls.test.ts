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
import {
  type BiffFile,
  biffFile,
  formula,
  label,
  number,
  record,
  result,
  sharedString,
  shown,
  strings,
} from './biff-file.ts';

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

const byHand = (
  channel: Plant['channel'],
  what: string,
  content: (secret: string) => BiffFile,
): Plant => ({ channel, what, bytes: (secret) => biffFile(content(secret)) });

function oldWorkbook(): Buffer {
  const bytes = biffFile({ sheets: { 一: [] } });
  bytes.writeUInt16LE(0x500, bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0, 0, 6, 5, 0])) + 4);
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
    byHand('cache', 'a number in the reading aid of a string', (n) => ({
      globals: [strings(1, sharedString('张三', `xxxx${n}x`))],
      sheets: { 名单: [shown(0, 0, 0)] },
    })),
    byHand('cache', 'a number in a reading aid that runs over into the next record', (n) => {
      const bytes = sharedString('张三', `xxxx${n}x`);
      return {
        globals: [strings(1, bytes.subarray(0, 31), bytes.subarray(31))],
        sheets: { 名单: [shown(0, 0, 0)] },
      };
    }),
    byHand(
      'table',
      'a number of which the next record has the last digits in single bytes',
      (n) => {
        const bytes = sharedString(n);
        const rest = Buffer.concat([Buffer.from([0]), Buffer.from(n.slice(9))]);
        return {
          globals: [strings(1, bytes.subarray(0, 3 + 18), rest)],
          sheets: { 名单: [label(0, 0, '身份证号'), shown(1, 0, 0)] },
        };
      },
    ),
    byHand('table', 'a number in a string that begins with a record', (n) => ({
      globals: [strings(2, sharedString('张三'), sharedString(n))],
      sheets: { 名单: [label(0, 0, '身份证号'), shown(1, 0, 1)] },
    })),
    byHand('table', 'a number that a formula came to', (n) => ({
      sheets: { 名单: [formula(0, 0, Buffer.from([0x1e, 1, 0])), result(n)] },
    })),
    {
      ...byHand('formula', 'a telephone in the code of a formula', (n) => ({
        sheets: {
          名单: [
            formula(
              0,
              0,
              Buffer.concat([Buffer.from([0x1f]), Buffer.from(Float64Array.of(Number(n)).buffer)]),
            ),
            result('无'),
          ],
        },
      })),
      secret: 'phone',
    },
    byHand('hidden', 'a number behind the last record', (n) => ({
      sheets: { 名单: [label(0, 0, '无')] },
      after: Buffer.concat([Buffer.alloc(8), Buffer.from(`x ${n} x`)]),
    })),
    byHand('hidden', 'a number in a record that nobody knows', (n) => ({
      sheets: { 名单: [label(0, 0, '无'), record(0x7fff, Buffer.from(`x ${n} x`))] },
    })),
    byHand('table', 'a number in a sheet that does not end', (n) => ({
      sheets: { 名单: [label(0, 0, n), record(0x809, 0x600, 0x20, 0, 0, 0, 0, 0, 0)] },
    })),
    byHand('cache', "a number behind the end of a pivot table's copy of its list", (n) => ({
      sheets: { 名单: [label(0, 0, '无')] },
      streams: {
        '/_SX_DB_CUR/0001': Buffer.concat([record(0x0a), Buffer.alloc(4), Buffer.from(`x ${n} x`)]),
      },
    })),
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () => file('picture'),
    },
  ],
  clean: { 'a workbook of LibreOffice without a number': () => file('clean-list') },
});

it('knows the sheet, row and column of each cell, in whatever order they are written', async () => {
  const document = await xls.open(
    biffFile({
      sheets: {
        一: [label(2, 1, '丁'), label(0, 0, '甲'), number(0, 27, 7.5), label(2, 0, '丙')],
        二: [label(0, 0, '戊'), record(0xe5, 1, 0, 0, 0, 2)],
      },
    }),
    surroundings(settings.limits),
  );
  const cells = Array.from(
    document.segments,
    ({ text, cell, location }) =>
      [
        text,
        `${location.part}!${location.address}`,
        [cell?.table, cell?.row, cell?.column, cell?.columns],
      ] as const,
  ).filter(([, , [table]]) => table !== undefined);
  expect(cells).toEqual([
    ['甲', '一!A1', [0, 0, 0, undefined]],
    ['7.5', '一!AB1', [0, 0, 27, undefined]],
    ['丙', '一!A3', [0, 2, 0, undefined]],
    ['丁', '一!B3', [0, 2, 1, undefined]],
    ['戊', '二!A1', [1, 0, 0, 3]],
  ]);
});

it('makes the mentions of an object and of macros harmless when these go', async () => {
  const mention = record(
    0x5d,
    Buffer.from('15001200080001001160000000000000000000000000', 'hex'),
    Buffer.from('080002003300', 'hex'),
    Buffer.from('09000c000a00050002341200cdab0000', 'hex'),
    Buffer.from('00000000', 'hex'),
  );
  const plain = record(
    0x5d,
    Buffer.from('15001200080002001160000000000000000000000000', 'hex'),
    Buffer.from('00000000', 'hex'),
  );
  const bytes = biffFile({
    globals: [record(0xd3)],
    sheets: { 名单: [mention, plain, label(0, 0, SECRET)] },
    streams: {
      '/MBD0000ABCD/CONTENTS': Buffer.from('x'),
      '/_VBA_PROJECT_CUR/VBA/dir': Buffer.from('x'),
      '/Ctls': Buffer.from('x'),
    },
  });
  const { output } = await redact({ bytes, name: '名单.xls' }, settings);
  const workbook = Buffer.from(
    XLSX.CFB.find(XLSX.CFB.read(Buffer.from(output as Uint8Array), { type: 'buffer' }), '/Workbook')
      ?.content as Uint8Array,
  );
  expect(workbook.includes(record(0xd3))).toBe(false);
  expect(workbook.includes(record(0x1c0))).toBe(true);
  expect(workbook.includes(Buffer.from('09000c000a0005', 'hex'))).toBe(false);
  expect(workbook.includes(Buffer.from('080002000100', 'hex'))).toBe(true);
  expect(workbook.includes(plain)).toBe(true);
});

it.each([
  ['is older than Excel 97', oldWorkbook(), 'format-unsupported'],
  [
    'ends in the middle of a record',
    biffFile({ sheets: { 一: [] }, after: Buffer.from([4, 2, 99, 0]) }),
    'document-damaged',
  ],
  [
    'points past its strings',
    biffFile({ globals: [strings(1, Buffer.from([99, 0, 1, 1]))], sheets: { 一: [] } }),
    'document-damaged',
  ],
])(
  'says that a workbook cannot be read when it %s',
  async (_, bytes, code) =>
    await expect(redact({ bytes, name: '名单.xls' }, settings)).rejects.toMatchObject({ code }),
);

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
