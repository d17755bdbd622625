import { readFileSync } from 'node:fs';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { onePage, shown, stream, utf16 } from './hand-made.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const fixture = (name: string) => () => readFileSync(`fixtures/${name}`);

const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]';
const FONTS = '/Resources << /Font << /F1 5 0 R >> >>';

/** What is drawn: the page itself and everything that it draws with. */
const DRAWN: Plant[] = [
  {
    channel: 'body',
    what: 'a number in one string',
    bytes: (id) => onePage({ content: shown(`ID: ${id}`) }),
  },
  {
    channel: 'body',
    what: 'a number in the array of a TJ, kerned between its digits',
    bytes: (id) =>
      onePage({
        content: `BT /F1 12 Tf 72 700 Td [${[...id].map((digit) => `(${digit}) -20`).join(' ')}] TJ ET`,
      }),
  },
  {
    channel: 'body',
    what: 'a number drawn glyph by glyph',
    bytes: (id) =>
      onePage({
        content: [...id].map((digit, index) => shown(digit, 72 + index * 6.672)).join('\n'),
      }),
  },
  {
    channel: 'body',
    what: 'a number shown by \' and by "',
    bytes: (id) =>
      onePage({ content: `BT /F1 12 Tf 14 TL 72 700 Td (ID) ' 0 0 (${id}) " (${id}) ' ET` }),
  },
  {
    channel: 'body',
    what: 'a number turned by a quarter',
    bytes: (id) => onePage({ content: `BT /F1 12 Tf 0 1 -1 0 300 300 Tm (ID: ${id}) Tj ET` }),
  },
  {
    channel: 'body',
    what: 'a number on a page that is turned for reading',
    bytes: (id) => onePage({ page: '/Rotate 90', content: shown(`ID: ${id}`) }),
  },
  {
    channel: 'body',
    what: 'a number in white',
    bytes: (id) => onePage({ content: `1 g ${shown(id)} 0 g` }),
  },
  {
    channel: 'hidden',
    what: 'a number under a black box, somebody’s earlier redaction',
    bytes: (id) => onePage({ content: `${shown(id)} 70 695 200 20 re f` }),
  },
  {
    channel: 'body',
    what: 'a number in a form that two forms draw',
    bytes: (id) =>
      onePage({
        resources: '/XObject << /X1 10 0 R /X2 11 0 R >>',
        content: '/X1 Do q 1 0 0 1 0 -200 cm /X2 Do Q',
        objects: {
          10: stream('/X3 Do', `${FORM} /Resources << /XObject << /X3 12 0 R >> >>`),
          11: stream('/X3 Do', `${FORM} /Resources << /XObject << /X3 12 0 R >> >>`),
          12: stream(shown(`ID: ${id}`), `${FORM} ${FONTS}`),
        },
      }),
  },
  {
    channel: 'body',
    what: 'a number split over a page and a form',
    bytes: (id) =>
      onePage({
        resources: '/XObject << /X1 10 0 R >>',
        content: `${shown(id.slice(0, 10))} /X1 Do`,
        objects: { 10: stream(shown(id.slice(10), 72 + 10 * 6.672), `${FORM} ${FONTS}`) },
      }),
  },
  {
    channel: 'body',
    what: 'a number in a form without resources of its own',
    bytes: (id) =>
      onePage({
        resources: '/XObject << /X1 10 0 R >>',
        content: '/X1 Do',
        objects: { 10: stream(shown(`ID: ${id}`), FORM) },
      }),
  },
  {
    channel: 'body',
    what: 'a number in a tiling pattern',
    bytes: (id) =>
      onePage({
        resources: '/Pattern << /P1 10 0 R >>',
        content: '/Pattern cs /P1 scn 0 0 595 842 re f',
        objects: {
          10: stream(
            shown(`ID: ${id}`),
            `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 ${FONTS}`,
          ),
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number in a soft mask',
    bytes: (id) =>
      onePage({
        resources:
          '/ExtGState << /G1 << /Type /ExtGState /SMask << /S /Luminosity /G 10 0 R >> >> >>',
        content: '/G1 gs',
        objects: {
          10: stream(shown(`ID: ${id}`), `${FORM} ${FONTS} /Group << /S /Transparency >>`),
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number in the drawing of a Type 3 glyph',
    bytes: (id) =>
      onePage({
        page: '/Annots [12 0 R]',
        objects: {
          10: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 /Widths [1000] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << /Font << /F1 5 0 R >> >> >>',
          11: stream(`1000 0 d0 ${shown(`ID: ${id}`)}`),
          12: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 1 1] /DR << /Font << /T3 10 0 R >> >> >>',
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'an invisible number, as OCR puts it over a scan',
    bytes: (id) => onePage({ content: `BT /F1 12 Tf 3 Tr 72 700 Td (ID: ${id}) Tj ET` }),
  },
  {
    channel: 'hidden',
    what: 'a number beyond the edge of the page',
    bytes: (id) => onePage({ content: shown(`ID: ${id}`, 72, 1200) }),
  },
  {
    channel: 'hidden',
    what: 'a number outside the crop box',
    bytes: (id) => onePage({ page: '/CropBox [0 0 595 500]', content: shown(`ID: ${id}`) }),
  },
  {
    channel: 'hidden',
    what: 'a number on a layer that is switched off',
    bytes: (id) =>
      onePage({
        catalog: '/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>',
        resources: '/Properties << /L1 10 0 R >>',
        content: `/OC /L1 BDC ${shown(`ID: ${id}`)} EMC`,
        objects: { 10: '<< /Type /OCG /Name (draft) >>' },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number in a comment between the operators of a page',
    bytes: (id) => onePage({ content: `% checked by ${id}\n` }),
  },
  {
    channel: 'hidden',
    what: 'a number that an unknown operator is given',
    bytes: (id) => onePage({ content: `BX (${id}) unknown EX` }),
  },
  {
    channel: 'hidden',
    what: 'a number in a form that nothing draws',
    bytes: (id) =>
      onePage({
        resources: '/XObject << /X1 10 0 R >>',
        objects: { 10: stream(shown(`ID: ${id}`), `${FORM} ${FONTS}`) },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number that stands in for the glyphs when they are read out',
    bytes: (id) => onePage({ content: `/Span << /ActualText (${id}) >> BDC ${shown('name')} EMC` }),
  },
  {
    channel: 'body',
    what: 'a telephone number that is pressed to no width',
    secret: 'phone',
    bytes: (phone) => onePage({ content: shown(`${phone}`).replace(' Tf', ' Tf 0 Tz') }),
  },
  {
    channel: 'hidden',
    what: 'a number deep among the properties of marked words',
    bytes: (id) =>
      onePage({ content: `/Span << /A [(x) << /B (${id}) >>] >> BDC ${shown('name')} EMC` }),
  },
  {
    channel: 'table',
    what: 'a number in a ruled table',
    bytes: (id) =>
      onePage({
        content: `${[680, 700, 720].map((y) => `72 ${y} m 400 ${y} l S`).join(' ')}
          ${[72, 150, 400].map((x) => `${x} 680 m ${x} 720 l S`).join(' ')}
          ${shown('Name', 76, 706)} ${shown('ID', 154, 706)} ${shown('Li', 76, 686)} ${shown(id, 154, 686)}`,
      }),
  },
  {
    channel: 'image',
    what: 'a picture that is large enough for a number',
    outcome: 'blind-spot',
    bytes: () =>
      onePage({
        resources: '/XObject << /I1 10 0 R >>',
        content: 'q 300 0 0 100 72 500 cm /I1 Do Q',
        objects: {
          10: stream(
            new Uint8Array(300 * 100),
            '/Type /XObject /Subtype /Image /Width 300 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8',
          ),
        },
      }),
  },
  {
    channel: 'image',
    what: 'a picture that is written in the page itself',
    outcome: 'blind-spot',
    bytes: () =>
      onePage({
        content: `q 300 0 0 100 72 500 cm BI /W 60 /H 10 /CS /G /BPC 8 ID ${'A'.repeat(600)} EI Q`,
      }),
  },
  {
    channel: 'image',
    what: 'a number whose digits are drawn as curves',
    outcome: 'blind-spot',
    bytes: () => {
      const digit = (x: number) =>
        `${x} 700 m ${Array.from({ length: 8 }, (_, at) => `${x} ${701 + at} ${x + 5} ${701 + at} ${x + (at % 5)} ${702 + at} c`).join(' ')} f`;
      return onePage({
        content: Array.from({ length: 11 }, (_, at) => digit(72 + at * 7)).join('\n'),
      });
    },
  },
  {
    channel: 'attachment',
    what: 'a PDF that is attached as it is, without a filter',
    bytes: (id) =>
      onePage({
        catalog: '/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>',
        objects: {
          10: '<< /Type /Filespec /F (inner.pdf) /EF << /F 11 0 R >> >>',
          11: stream(onePage({ content: shown(`ID: ${id}`) }), '/Type /EmbeddedFile', false),
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'a stream that no one knows the use of',
    outcome: 'blind-spot',
    bytes: () =>
      onePage({ catalog: '/Own 10 0 R', objects: { 10: stream(new Uint8Array([1, 2, 255, 0])) } }),
  },
  {
    channel: 'body',
    what: 'text in a font that keeps its letters to itself',
    outcome: 'blind-spot',
    bytes: () =>
      onePage({
        resources: '/Font << /F1 5 0 R /F2 10 0 R >>',
        content: 'BT /F2 12 Tf 72 700 Td <00010002> Tj ET',
        objects: {
          10: '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Hidden /Encoding /Identity-H /DescendantFonts [11 0 R] >>',
          11: '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Hidden /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
        },
      }),
  },
];

/** What stands beside the pages. */
const BESIDE: Plant[] = [
  {
    channel: 'annotation',
    what: 'a number in a note',
    bytes: (id) =>
      onePage({
        page: `/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (ID: ${id}) >>]`,
      }),
  },
  {
    channel: 'annotation',
    what: 'a number in an appearance that shows only while the mouse is down',
    bytes: (id) =>
      onePage({
        page: '/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] /AP << /N 10 0 R /D << /On 11 0 R >> >> >>]',
        objects: {
          10: stream('', `${FORM} ${FONTS}`),
          11: stream(shown(`ID: ${id}`), `${FORM} ${FONTS}`),
        },
      }),
  },
  {
    channel: 'form',
    what: 'a number as the value and the default of a field',
    bytes: (id) =>
      onePage({
        catalog: '/AcroForm << /Fields [10 0 R] >>',
        page: '/Annots [10 0 R]',
        objects: {
          10: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [10 10 200 30] /V (${id}) /DV ${utf16(id)} >>`,
        },
      }),
  },
  {
    channel: 'form',
    what: 'a number in the data of an XFA form',
    outcome: 'removed',
    bytes: (id) =>
      onePage({
        catalog: '/AcroForm << /Fields [] /XFA 10 0 R >>',
        objects: { 10: stream(`<xdp><data><id>${id}</id></data></xdp>`) },
      }),
  },
  {
    channel: 'outline',
    what: 'a number in a bookmark',
    bytes: (id) =>
      onePage({
        catalog: '/Outlines 10 0 R',
        objects: {
          10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
          11: `<< /Title ${utf16(`学生 ${id}`)} /Parent 10 0 R /Dest [3 0 R /Fit] >>`,
        },
      }),
  },
  {
    channel: 'link',
    what: 'a number in the address of a link',
    bytes: (id) =>
      onePage({
        page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [10 10 20 20] /A << /S /URI /URI (https://example.gov.cn/?id=${id}) >> >>]`,
      }),
  },
  {
    channel: 'link',
    what: 'a number as the name of a destination',
    bytes: (id) =>
      onePage({
        catalog: `/Names << /Dests << /Names [(${id}) [3 0 R /Fit]] >> >>`,
        page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [10 10 20 20] /Dest (${id}) >>]`,
      }),
  },
  {
    channel: 'metadata',
    what: 'a number in the document information',
    bytes: (id) =>
      onePage({
        trailer: '/Info 10 0 R',
        objects: { 10: `<< /Title ${utf16(`名单 ${id}`)} /Keywords (${id}) >>` },
      }),
  },
  {
    channel: 'metadata',
    what: 'a number in the XMP packet, in an element and in an attribute',
    bytes: (id) =>
      onePage({
        catalog: '/Metadata 10 0 R',
        objects: {
          10: stream(
            `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description dc:x="${id}"><dc:title>ID: ${id}</dc:title></rdf:Description></x:xmpmeta>`,
            '/Type /Metadata /Subtype /XML',
            false,
          ),
        },
      }),
  },
  {
    channel: 'metadata',
    what: 'a number in a property that somebody called ID',
    bytes: (id) => onePage({ trailer: '/Info 10 0 R', objects: { 10: `<< /ID (${id}) >>` } }),
  },
  {
    channel: 'metadata',
    what: 'a number in an address in the XMP packet',
    bytes: (id) =>
      onePage({
        catalog: '/Metadata 10 0 R',
        objects: {
          10: stream(
            `<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:source>https://example.gov.cn/${id}</dc:source></x:xmpmeta>`,
            '/Type /Metadata /Subtype /XML',
          ),
        },
      }),
  },
  {
    channel: 'metadata',
    what: 'a number in the comment of a small picture',
    outcome: 'removed',
    bytes: (id) => withPicture(Buffer.concat([JPEG.subarray(0, 2), comment(id), JPEG.subarray(2)])),
  },
  {
    channel: 'metadata',
    what: 'a number after the end of a small picture',
    outcome: 'removed',
    bytes: (id) => withPicture(Buffer.concat([JPEG, Buffer.from(id)])),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of a key',
    outcome: 'blind-spot',
    bytes: (id) => onePage({ trailer: '/Info 10 0 R', objects: { 10: `<< /${id} (x) >>` } }),
  },
  {
    channel: 'metadata',
    what: 'a number in the labels of the pages',
    bytes: (id) => onePage({ catalog: `/PageLabels << /Nums [0 << /P (${id}) >>] >>` }),
  },
  {
    channel: 'metadata',
    what: 'a number in what an editing program keeps for itself',
    outcome: 'removed',
    bytes: (id) => onePage({ page: `/PieceInfo << /Draw << /Private (${id}) >> >>` }),
  },
  {
    channel: 'hidden',
    what: 'a number in the alternative text of a structure element',
    bytes: (id) =>
      onePage({
        catalog: '/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>',
        objects: {
          10: '<< /Type /StructTreeRoot /K 11 0 R >>',
          11: `<< /Type /StructElem /S /Figure /P 10 0 R /Alt (${id}) /ActualText ${utf16(id)} /E (${id}) >>`,
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number as the name of a layer',
    bytes: (id) =>
      onePage({
        catalog: '/OCProperties << /OCGs [10 0 R] /D << >> >>',
        objects: { 10: `<< /Type /OCG /Name (ID ${id}) >>` },
      }),
  },
  {
    channel: 'script',
    what: 'a number in a script that runs on opening',
    outcome: 'removed',
    bytes: (id) =>
      onePage({ catalog: `/OpenAction << /S /JavaScript /JS (app.alert('${id}')) >>` }),
  },
  {
    channel: 'attachment',
    what: 'a number in an attached list',
    bytes: (id) => withAttachment('list.csv', bytes(`姓名,身份证号\n李四,${id}\n`)),
  },
  {
    channel: 'attachment',
    what: 'a number in a PDF inside the PDF',
    bytes: (id) => withAttachment('inner.pdf', onePage({ content: shown(`ID: ${id}`) })),
  },
  {
    channel: 'attachment',
    what: 'a number in an attachment that no program knows',
    outcome: 'removed',
    bytes: (id) => withAttachment('data.bin', Buffer.from(`\0\x01\x02\xff${id}\0`, 'latin1')),
  },
  {
    channel: 'file-name',
    what: 'a number in the name of an attachment',
    bytes: (id) => withAttachment(`${id}.txt`, bytes('ok')),
  },
  {
    channel: 'hidden',
    what: 'a number in an older revision of the page',
    outcome: 'removed',
    bytes: (id) => {
      const first = onePage({ content: shown(`ID: ${id}`) });
      const update = Buffer.from(
        '4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n',
        'latin1',
      );
      const start = first.length + update.length;
      const previous = first.toString('latin1').match(/startxref\n(\d+)/)?.[1];
      const table = `xref\n4 1\n${String(first.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
      return Buffer.concat([first, update, Buffer.from(table, 'latin1')]);
    },
  },
  {
    channel: 'hidden',
    what: 'a number in an object that nothing leads to',
    outcome: 'removed',
    bytes: (id) => onePage({ objects: { 10: `<< /Note (${id}) >>` } }),
  },
  {
    channel: 'hidden',
    what: 'a number in a comment between two objects',
    outcome: 'removed',
    bytes: (id) =>
      Buffer.from(
        onePage().toString('latin1').replace('endobj\n2 0', `endobj\n%(${id})\n2 0`),
        'latin1',
      ),
  },
  {
    channel: 'hidden',
    what: 'a number in the bytes after the end of the file',
    outcome: 'removed',
    bytes: (id) => Buffer.concat([onePage(), Buffer.from(`(${id})\n`)]),
  },
];

/** A grey picture of eight by eight pixels, by Pillow. */
const JPEG = readFileSync('fixtures/pdf/grey.jpg');

function comment(text: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xfe]), length, Buffer.from(text, 'latin1')]);
}

const withPicture = (jpeg: Uint8Array) =>
  onePage({
    resources: '/XObject << /I1 10 0 R >>',
    content: 'q 9 0 0 9 72 500 cm /I1 Do Q',
    objects: {
      10: Buffer.concat([
        Buffer.from(
          `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
        ),
        jpeg,
        Buffer.from('\nendstream'),
      ]),
    },
  });

function withAttachment(name: string, content: Uint8Array): Uint8Array {
  return onePage({
    catalog: '/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>',
    objects: {
      10: `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 11 0 R >> >>`,
      11: stream(content, '/Type /EmbeddedFile'),
    },
  });
}

describeFormat(pdf, {
  name: 'notice.pdf',
  plants: [...DRAWN, ...BESIDE],
  clean: {
    'a small picture whose tables have more equal digits than a number': () => withPicture(JPEG),
    'a notice by reportlab': fixture('tender/reportlab.pdf'),
    'a notice by LibreOffice': fixture('tender/libreoffice.pdf'),
    'a hand-written page with information and XMP': () =>
      onePage({
        trailer: '/Info 10 0 R',
        catalog: '/Metadata 11 0 R',
        objects: {
          10: "<< /Title (Notice) /CreationDate (D:20171103120000+08'00') >>",
          11: stream('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', '/Type /Metadata', false),
        },
      }),
  },
});
