// Attachments, written by other programs' libraries or by hand, never by the code under test.
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import xlsx from 'xlsx';

export type Row = readonly [name: string, number: string];
type Write = (rows: readonly Row[]) => Promise<Uint8Array> | Uint8Array;

const text = (rows: readonly Row[]) =>
  rows.map(([name, number]) => `${name}，身份证号${number}。`).join('\r\n');
const sheet = (rows: readonly Row[]) =>
  `姓名,身份证号\r\n${rows.map((row) => row.join(',')).join('\r\n')}`;

/** By ending. */
export const WRITERS: Readonly<Record<string, Write>> = {
  txt: (rows) => Buffer.from(text(rows)),
  csv: (rows) => iconv.encode(sheet(rows), 'gbk'),
  xlsx: (rows) => {
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(
      book,
      xlsx.utils.aoa_to_sheet([['姓名', '身份证号'], ...rows.map((row) => [...row])]),
      '名单',
    );
    return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' });
  },
  docx: (rows) => docx(rows),
  pdf: (rows) => pdf(rows),
  zip: (rows) => zipSync({ '名单.txt': strToU8(text(rows)), '说明.txt': strToU8('附件说明') }),
  json: (rows) => Buffer.from(JSON.stringify(rows.map(([姓名, 身份证号]) => ({ 姓名, 身份证号 })))),
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

function docx(rows: readonly Row[]): Uint8Array {
  const paragraphs = rows
    .map(([name, number]) => `<w:p><w:r><w:t>${name} 身份证号 ${number}</w:t></w:r></w:p>`)
    .join('');
  const part = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${part}"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${XML}<w:document xmlns:w="${WORD}"><w:body>${paragraphs}</w:body></w:document>`,
    ),
  });
}

async function pdf(rows: readonly Row[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  rows.forEach(([, number], at) => {
    // The standard fonts have no Chinese.
    page.drawText(`ID ${number.replaceAll(/[^\w]/g, '')}`, {
      x: 60,
      y: 780 - at * 18,
      size: 12,
      font,
    });
  });
  return document.save({ useObjectStreams: false });
}
