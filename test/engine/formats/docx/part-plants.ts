import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Plant } from '../contract.ts';
import { hanging, paragraph, run, wordFile, wordPart } from './word-file.ts';

const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"';
const xml = (inside: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${inside}`;
const inPart =
  (kind: string, part: string, content: (secret: string) => string): Plant['bytes'] =>
  (secret) =>
    wordFile(hanging(kind, part, content(secret)));
const note = (root: string, element: string) => (s: string) =>
  wordPart(root, `<w:${element} w:id="1">${paragraph(run(s))}</w:${element}>`);
const chart = (inside: string) =>
  xml(
    `<c:chartSpace ${C} ${A}><c:chart><c:plotArea><c:barChart><c:ser>${inside}</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`,
  );

/** Where a number can stand in the parts that hang on a Word document. */
export const partPlants: Plant[] = [
  {
    channel: 'header-footer',
    what: 'a number in a header',
    bytes: inPart('header', 'word/header1.xml', (s) => wordPart('hdr', paragraph(run(s)))),
  },
  {
    channel: 'header-footer',
    what: 'a number with a comment in the XML between its digits',
    bytes: inPart('header', 'word/header1.xml', (s) =>
      wordPart('hdr', paragraph(run(`${s.slice(0, 9)}<!-- - -->${s.slice(9)}`))),
    ),
  },
  {
    channel: 'header-footer',
    what: 'a number in a footer',
    bytes: inPart('footer', 'word/footer1.xml', (s) => wordPart('ftr', paragraph(run(s)))),
  },
  {
    channel: 'note',
    what: 'a number in a footnote',
    bytes: inPart('footnotes', 'word/footnotes.xml', note('footnotes', 'footnote')),
  },
  {
    channel: 'note',
    what: 'a number in an endnote',
    bytes: inPart('endnotes', 'word/endnotes.xml', note('endnotes', 'endnote')),
  },
  {
    channel: 'comment',
    what: 'a number in a comment',
    bytes: inPart('comments', 'word/comments.xml', note('comments', 'comment')),
  },
  {
    channel: 'metadata',
    what: 'a number in the name of a commentator',
    bytes: inPart('comments', 'word/comments.xml', (s) =>
      wordPart(
        'comments',
        `<w:comment w:id="1" w:author="${s}">${paragraph(run('甲'))}</w:comment>`,
      ),
    ),
  },
  {
    channel: 'metadata',
    what: 'a number in the list of commentators',
    bytes: inPart('people', 'word/people.xml', (s) =>
      xml(
        `<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="${s}"><w15:presenceInfo w15:providerId="AD" w15:userId="${s}"/></w15:person></w15:people>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in a building block',
    bytes: inPart('glossaryDocument', 'word/glossary/document.xml', (s) =>
      wordPart(
        'glossaryDocument',
        `<w:docParts><w:docPart><w:docPartBody>${paragraph(run(s))}</w:docPartBody></w:docPart></w:docParts>`,
      ),
    ),
  },
  {
    channel: 'metadata',
    what: 'a number in a document variable',
    bytes: inPart('settings', 'word/settings.xml', (s) =>
      wordPart('settings', `<w:docVars><w:docVar w:name="x" w:val="${s}"/></w:docVars>`),
    ),
  },
  {
    channel: 'body',
    what: 'a number in the numbering of a list',
    bytes: inPart('numbering', 'word/numbering.xml', (s) =>
      wordPart(
        'numbering',
        `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="${s}"/></w:lvl></w:abstractNum>`,
      ),
    ),
  },
  {
    channel: 'link',
    what: 'a number in a link to write a mail to',
    bytes: (s) => wordFile({ arrows: [['rId9', 'hyperlink', `mailto:${s}@example.cn`]] }),
  },
  {
    channel: 'hidden',
    what: 'a number in a file that is written into the address of a link',
    bytes: (s) => {
      const file = Buffer.from(`<p>${s}</p>`).toString('base64');
      return wordFile({ arrows: [['rId9', 'hyperlink', `data:text/html;base64,${file}`]] });
    },
  },
  {
    channel: 'link',
    what: 'a number written as codes in the address of a link',
    bytes: (s) => {
      const codes = [...s].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join('');
      return wordFile({
        arrows: [['rId9', 'hyperlink', `https://example.cn/?a=1&amp;id=${codes}&amp;b=2`]],
      });
    },
  },
  {
    channel: 'link',
    what: 'a number in the tip of a link',
    bytes: (s) =>
      wordFile({ body: paragraph(`<w:hyperlink w:tooltip="${s}">${run('甲')}</w:hyperlink>`) }),
  },
  {
    channel: 'metadata',
    what: 'a number in the title among the properties',
    bytes: (s) =>
      wordFile({
        packageArrows: [['rId9', 'core-properties', 'docProps/core.xml']],
        parts: {
          'docProps/core.xml': xml(
            `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${s.slice(0, 9)}<!-- -->${s.slice(9)}</dc:title></cp:coreProperties>`,
          ),
        },
      }),
  },
  {
    channel: 'metadata',
    what: 'a number in a property of the author',
    bytes: (s) =>
      wordFile({
        packageArrows: [['rId9', 'custom-properties', 'docProps/custom.xml']],
        parts: {
          'docProps/custom.xml': xml(
            `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="证"><vt:lpwstr>${s}</vt:lpwstr></property></Properties>`,
          ),
        },
      }),
  },
  {
    channel: 'metadata',
    what: 'a telephone number in a property that holds a number',
    secret: 'phone',
    bytes: (s) =>
      wordFile({
        packageArrows: [['rId9', 'custom-properties', 'docProps/custom.xml']],
        parts: {
          'docProps/custom.xml': xml(
            `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="电话"><vt:r8>${s}</vt:r8></property></Properties>`,
          ),
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number in data of another program',
    bytes: (s) =>
      wordFile({
        arrows: [['rId9', 'customXml', '../customXml/item1.xml']],
        parts: {
          'customXml/item1.xml': xml(
            `<list xmlns="urn:example"><one id="${s}"/><two>${s}</two></list>`,
          ),
        },
      }),
  },
  {
    channel: 'hidden',
    what: 'a number in data of another program in UTF-16',
    bytes: (s) =>
      wordFile({
        arrows: [['rId9', 'customXml', '../customXml/item1.xml']],
        parts: {
          'customXml/item1.xml': Buffer.from(
            `\ufeff<?xml version="1.0" encoding="UTF-16"?><list><two>证 ${s}</two></list>`,
            'utf16le',
          ),
        },
      }),
  },
  {
    channel: 'chart',
    what: 'a number among the names of a chart',
    bytes: inPart('chart', 'word/charts/chart1.xml', (s) =>
      chart(
        `<c:cat><c:strRef><c:f>A1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${s}</c:v></c:pt></c:strCache></c:strRef></c:cat>`,
      ),
    ),
  },
  {
    channel: 'chart',
    what: 'a telephone number among the values of a chart',
    secret: 'phone',
    bytes: inPart('chart', 'word/charts/chart1.xml', (s) =>
      chart(
        `<c:val><c:numRef><c:f>A1</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${s}</c:v></c:pt></c:numCache></c:numRef></c:val>`,
      ),
    ),
  },
  {
    channel: 'chart',
    what: 'a number in the title of a chart',
    bytes: inPart('chart', 'word/charts/chart1.xml', (s) =>
      chart(
        `<c:tx><c:rich><a:p><a:r><a:t>${s.slice(0, 9)}</a:t></a:r><a:r><a:t>${s.slice(9)}</a:t></a:r></a:p></c:rich></c:tx>`,
      ),
    ),
  },
  {
    channel: 'formula',
    what: 'a number in the formula of a chart',
    bytes: inPart('chart', 'word/charts/chart1.xml', (s) =>
      chart(`<c:cat><c:strRef><c:f>"${s}"</c:f></c:strRef></c:cat>`),
    ),
  },
  {
    channel: 'text-box',
    what: 'a number in a diagram',
    bytes: inPart('diagramData', 'word/diagrams/data1.xml', (s) =>
      xml(
        `<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ${A}><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>${s}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
      ),
    ),
  },
  ...(
    [
      ['text', (s) => Buffer.from(`证号 ${s} 完`)],
      ['text in UTF-16', (s) => Buffer.from(`\u0001证号 ${s} 完`, 'utf16le')],
      ['a page packed by gzip', (s) => gzipSync(`<p>${s.slice(0, 9)}<b>${s.slice(9)}</b></p>`)],
      ['data packed by zlib', (s) => deflateSync(`证号 ${s} 完`)],
      ['data packed without a head', (s) => deflateRawSync(`证号 ${s} 完`)],
      ['a document', (s) => wordFile({ body: paragraph(run(s.slice(0, 9)) + run(s.slice(9))) })],
    ] as readonly (readonly [string, (secret: string) => Uint8Array])[]
  ).flatMap(([what, content]): Plant[] => [
    {
      channel: 'hidden',
      what: `${what} with a number, written in base64 into data of a program`,
      bytes: inPart('customXml', 'customXml/item1.xml', (s) =>
        xml(`<data><value>${Buffer.from(content(s)).toString('base64')}</value></data>`),
      ),
    },
    {
      channel: 'hidden',
      what: `${what} with a number, written in hexadecimal digits into an attribute`,
      bytes: inPart('customXml', 'customXml/item1.xml', (s) =>
        xml(`<data value="${Buffer.from(content(s)).toString('hex')}"/>`),
      ),
    },
  ]),
  {
    channel: 'hidden',
    what: 'a number in what a form field keeps for itself',
    bytes: (s) =>
      wordFile({
        body: paragraph(
          `<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">${Buffer.from(`\u0001${s}\0`, 'utf16le').toString('base64')}</w:fldData></w:fldChar></w:r>`,
        ),
      }),
  },
  {
    channel: 'metadata',
    what: 'a telephone number that Java wrote into a property',
    secret: 'phone',
    bytes: inPart('custom-properties', 'docProps/custom.xml', (s) =>
      xml(
        `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property pid="2" name="手机"><vt:r8>${s[0]}.${s.slice(1)}E10</vt:r8></property></Properties>`,
      ),
    ),
  },
  {
    channel: 'chart',
    what: 'a telephone number that Java wrote among the values of a chart',
    secret: 'phone',
    bytes: inPart('chart', 'word/charts/chart1.xml', (s) =>
      chart(
        `<c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>${s[0]}.${s.slice(1)}E10</c:v></c:pt></c:numCache></c:numRef></c:val>`,
      ),
    ),
  },
  {
    channel: 'metadata',
    what: 'a number in place of the class of a font',
    bytes: inPart('fontTable', 'word/fontTable.xml', (s) =>
      wordPart('fonts', `<w:font w:name="宋体"><w:panose1 w:val="${s}00"/></w:font>`),
    ),
  },
  {
    channel: 'attachment',
    what: 'a picture written in base64 into data of a program',
    outcome: 'blind-spot',
    bytes: inPart('customXml', 'customXml/item1.xml', () =>
      xml(
        `<data>${Buffer.from(`89504e470d0a1a0a${'00'.repeat(40)}`, 'hex').toString('base64')}</data>`,
      ),
    ),
  },
];
