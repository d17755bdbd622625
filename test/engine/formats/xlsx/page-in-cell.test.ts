// Sheets that a web site exported hold the source of its pages: a number must go whatever tags part it.
import { expect, it } from 'vitest';
import { CFB, read, utils, write } from 'xlsx';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';

async function masked(...cells: string[]) {
  const book = utils.book_new();
  const rows = [['栏目', '内容'], ...cells.map((cell) => ['公示', cell])];
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '导出');
  const bytes = new Uint8Array(write(book, { type: 'buffer', bookSST: true }));
  const { output, verdict, scan } = await redact({ bytes, name: '导出.xlsx' }, settings);
  const sheet = read(output as Uint8Array).Sheets.导出;
  return {
    verdict,
    output: output as Uint8Array,
    places: scan.decisions.map(
      ({ finding }) => scan.document.segment(finding.segmentId).location.address,
    ),
    cells: cells.map((_, index) => sheet?.[`B${index + 2}`]?.v),
  };
}

it.each([
  ['电话138<b>0013</b>8000', '电话***<b>****</b>****'],
  [
    '<p>身份证号：350102<span style="color:red">19900307</span>0012</p>',
    '<p>身份证号：******<span style="color:red">********</span>****</p>',
  ],
  ['身份证号350102&#49;99003070012', '身份证号******************'],
  [
    '<a href="tel:13900139000">电话</a>138<i>0013</i>8000',
    '<a href="tel:***********">电话</a>***<i>****</i>****',
  ],
])('%s', async (cell, expected) => {
  const { cells, verdict, output, places } = await masked(cell);
  expect(cells).toEqual([expected]);
  expect(verdict).toBe('masked');
  expect(new Set(places)).toEqual(new Set(['B2']));
  expect(leaks(output, '350102199003070012', '13800138000', '13900139000')).toEqual([]);
});

it('in cells that share one string', async () => {
  const { cells } = await masked('电话138<b>0013</b>8000', '电话138<b>0013</b>8000');
  expect(new Set(cells)).toEqual(new Set(['电话***<b>****</b>****']));
});

it.each([
  ['as numbers', (xml: string) => xml.replaceAll('&lt;', '&#60;').replaceAll('&gt;', '&#62;')],
  [
    'as they are',
    (xml: string) =>
      xml.replaceAll(/<t>([^<]*&lt;[^<]*)<\/t>/g, (_, text: string) => {
        return `<t><![CDATA[${text.replaceAll('&lt;', '<').replaceAll('&gt;', '>')}]]></t>`;
      }),
  ],
])('whose tags another program wrote %s', async (_, written) => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['内容'], ['电话138<b>0013</b>8000']]), '导出');
  const file = CFB.read(write(book, { type: 'buffer', bookSST: true }), { type: 'buffer' });
  const strings = CFB.find(file, '/xl/sharedStrings.xml');
  const xml = Buffer.from(strings?.content ?? []).toString();
  expect(written(xml)).not.toBe(xml);
  CFB.utils.cfb_add(file, '/xl/sharedStrings.xml', Buffer.from(written(xml)));
  const bytes = Uint8Array.from(CFB.write(file, { fileType: 'zip', type: 'buffer' }) as Uint8Array);
  const { output, verdict } = await redact({ bytes, name: '导出.xlsx' }, settings);
  expect(verdict).toBe('masked');
  expect(read(output as Uint8Array).Sheets.导出?.A2?.v).toBe('电话***<b>****</b>****');
});

it('what is no source of a page stays as it is', async () => {
  const { cells, verdict } = await masked('甲<b>乙</b> & 丙', '1<2，3>2');
  expect(cells).toEqual(['甲<b>乙</b> & 丙', '1<2，3>2']);
  expect(verdict).toBe('clean');
});
