import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { settings } from '../settings.ts';
import { run, wordFile } from './docx/word-file.ts';
import { zipOf } from './stored-zip.ts';
import { excelFile, inline } from './xlsx/excel-file.ts';

/** Nothing but the header says what they are. */
const ACCOUNTS = ['100234500678', '100234500913'] as const;
const [LEFT, RIGHT] = ACCOUNTS;

const cell = (text: string, span = '') =>
  `<w:tc><w:tcPr>${span}</w:tcPr><w:p>${run(text)}</w:p></w:tc>`;
const ODF = ['office', 'table', 'text']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const odsCell = (text: string, more = '') =>
  `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;

function bySheetJs(): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['姓名', '银行账号', null, '备注'],
    ['张三', LEFT, RIGHT, '无'],
  ]);
  sheet['!merges'] = [{ s: { r: 0, c: 1 }, e: { r: 0, c: 2 } }];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '名单');
  return XLSX.write(book, { type: 'buffer', bookType: 'biff8' });
}

const FILES: Readonly<Record<string, Uint8Array>> = {
  'list.xlsx': excelFile({
    rows: `<row r="1">${inline('A1', '姓名')}${inline('B1', '银行账号')}<c r="C1"/>${inline('D1', '备注')}</row><row r="2">${inline('A2', '张三')}${inline('B2', LEFT)}${inline('C2', RIGHT)}</row>`,
    afterRows:
      '<mergeCells count="2"><mergeCell ref="A9:A10"/><mergeCell ref="B1:C1"/></mergeCells>',
  }),
  'list.xls': bySheetJs(),
  'list.docx': wordFile({
    body: `<w:tbl><w:tr>${cell('姓名')}${cell('银行账号', '<w:gridSpan w:val="2"/>')}${cell('备注')}</w:tr><w:tr>${cell('张三')}${cell(LEFT)}${cell(RIGHT)}${cell('无')}</w:tr></w:tbl>`,
  }),
  'list.html': Buffer.from(
    `<table><tr><th>姓名<th colspan=2>银行账号<th>备注</tr><tr><td>张三<td>${LEFT}<td>${RIGHT}<td>无</table>`,
  ),
  'list.ods': zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content ${ODF}><office:body><office:spreadsheet><table:table table:name="a"><table:table-row>${odsCell('姓名')}${odsCell('银行账号', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${odsCell('备注')}</table:table-row><table:table-row>${odsCell('张三')}${odsCell(LEFT)}${odsCell(RIGHT)}${odsCell('无')}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
  }),
};

for (const [name, bytes] of Object.entries(FILES))
  it(`lets a header head every column that it is merged over: ${name}`, async () => {
    const { decisions, document } = (await redact({ bytes, name }, settings)).scan;
    const masked = decisions
      .filter(({ action }) => action === 'mask')
      .map(({ finding: { pieces } }) => document.segment(pieces[0].segmentId).text);
    expect(masked).toEqual(ACCOUNTS);
  });
