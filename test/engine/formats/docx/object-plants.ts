import * as XLSX from 'xlsx';
import type { Plant } from '../contract.ts';
import { zipOf } from '../shared/zip-file.ts';
import { hanging, paragraph, run, wordFile } from './word-file.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const workbook = (secret: string) => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['身份证号'], [secret]]), '名单');
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
};

/** An OLE container with one stream of a program that nobody knows. */
const oleObject = (secret: string) => {
  const container = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(container, '/\u0001Ole10Native', Buffer.from(`\0证 ${secret}\0`));
  return new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' }) as Uint8Array);
};

/** Where a number can stand in what a Word file carries along. */
export const objectPlants: Plant[] = [
  {
    channel: 'table',
    what: 'a number in a workbook inside the document',
    bytes: (s) => wordFile(hanging('package', 'word/embeddings/book.xlsx', workbook(s))),
  },
  {
    channel: 'body',
    what: 'a number in a document inside a document',
    bytes: (s) =>
      wordFile(
        hanging('package', 'word/embeddings/inner.docx', wordFile({ body: paragraph(run(s)) })),
      ),
  },
  {
    channel: 'attachment',
    what: 'a number in an object of an unknown program',
    outcome: 'removed',
    bytes: (s) =>
      wordFile(
        hanging('oleObject', 'word/embeddings/oleObject1.bin', oleObject(s), {
          body: paragraph(
            '<w:r><w:object><v:shape/><o:OLEObject Type="Embed" r:id="rId9"/></w:object></w:r>',
          ),
        }),
      ),
  },
  {
    channel: 'script',
    what: 'a number in a macro',
    outcome: 'removed',
    bytes: (s) =>
      wordFile(
        hanging('vbaProject', 'word/vbaProject.bin', Buffer.from(`\0\u0001Attribute ${s}\0`)),
      ),
  },
  {
    channel: 'form',
    what: 'a number in the state of a control',
    outcome: 'removed',
    bytes: (s) =>
      wordFile(
        hanging(
          'control',
          'word/activeX/activeX1.xml',
          '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ax:persistence="persistStreamInit" r:id="rId1"/>',
          {
            body: paragraph('<w:r><w:object><w:control r:id="rId9" w:name="a"/></w:object></w:r>'),
            parts: {
              'word/activeX/_rels/activeX1.xml.rels':
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary" Target="activeX1.bin"/></Relationships>',
              'word/activeX/activeX1.bin': Buffer.concat([Buffer.from([0, 1]), utf16(s)]),
            },
          },
        ),
      ),
  },
  {
    channel: 'metadata',
    what: 'a number in the settings of a printer',
    bytes: (s) =>
      wordFile(
        hanging(
          'printerSettings',
          'word/printerSettings1.bin',
          Buffer.concat([Buffer.from([0, 1]), utf16(`打印 ${s}`), Buffer.from([0, 0])]),
        ),
      ),
  },
  {
    channel: 'hidden',
    what: 'a number in the data of a mail merge',
    bytes: (s) =>
      wordFile(
        hanging(
          'recipientData',
          'word/recipientData.xml',
          `<w:recipients xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:recipientData><w:uniqueTag w:val="证 ${s}"/></w:recipientData></w:recipients>`,
        ),
      ),
  },
  {
    channel: 'metadata',
    what: 'a number in a digital signature',
    bytes: (s) =>
      wordFile({
        packageArrows: [['rId9', 'digital-signature/origin', '_xmlsignatures/origin.sigs']],
        parts: {
          '_xmlsignatures/origin.sigs': '',
          '_xmlsignatures/_rels/origin.sigs.rels':
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature" Target="sig1.xml"/></Relationships>',
          '_xmlsignatures/sig1.xml': `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object><SignatureComments>${s}</SignatureComments></Object></Signature>`,
        },
      }),
  },
  {
    channel: 'body',
    what: 'a number in a web page that the document takes in',
    bytes: (s) =>
      wordFile(
        hanging('aFChunk', 'word/afchunk1.htm', `<html><body><p>证 ${s}</p></body></html>`, {
          body: '<w:altChunk r:id="rId9"/>',
        }),
      ),
  },
  {
    channel: 'image',
    what: 'a picture',
    outcome: 'blind-spot',
    bytes: () => wordFile(hanging('image', 'word/media/image1.png', PNG)),
  },
  {
    channel: 'image',
    what: 'a picture in a document inside the document',
    outcome: 'blind-spot',
    bytes: () =>
      wordFile(
        hanging(
          'package',
          'word/embeddings/inner.docx',
          wordFile(hanging('image', 'word/media/image1.png', PNG)),
        ),
      ),
  },
  {
    channel: 'image',
    what: 'handwriting',
    outcome: 'blind-spot',
    bytes: () =>
      wordFile(
        hanging(
          'customXml',
          'word/ink/ink1.xml',
          '<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML"><inkml:trace>1 2, 3 4</inkml:trace></inkml:ink>',
        ),
      ),
  },
  {
    channel: 'hidden',
    what: 'a number in the second copy of an old drawing',
    bytes: (s) => {
      const copy = Buffer.from(
        zipOf([{ name: 'drs/shapexml.xml', content: Buffer.from(`<a descr="证 ${s}"/>`) }]),
      );
      return wordFile({
        body: paragraph(
          `<w:r><w:pict><v:shape o:gfxdata="${copy.toString('base64')}"/></w:pict></w:r>`,
        ),
      });
    },
  },
  {
    channel: 'attachment',
    what: 'a sound',
    outcome: 'blind-spot',
    bytes: () =>
      wordFile(hanging('audio', 'word/media/media1.wav', Buffer.from('RIFF\0\0\0\0WAVE\0'))),
  },
  {
    channel: 'file-name',
    what: 'a number in the name of a part',
    bytes: (s) =>
      wordFile({
        ...hanging('customXml', `word/list ${s}.xml`, '<a/>'),
      }),
  },
  {
    channel: 'hidden',
    what: 'a number after the end of the package',
    outcome: 'removed',
    bytes: (s) => Buffer.concat([wordFile({ body: paragraph(run('甲')) }), Buffer.from(`证 ${s}`)]),
  },
];
