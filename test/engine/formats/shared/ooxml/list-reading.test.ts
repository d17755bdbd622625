import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../../../../src/engine/core/errors.ts';
import { ListReading } from '../../../../../src/engine/formats/shared/ooxml/list-reading.ts';
import { SaxReading } from '../../../../../src/engine/formats/shared/ooxml/sax-reading.ts';

const SHARED = ['甲', '12', '', '3'];

/** What a reader tells of a part, or the kind of its refusal. */
function told(reading: ListReading | SaxReading, write: () => void): unknown {
  try {
    write();
    reading.end();
    return reading.take();
  } catch (error) {
    return error instanceof DocumentError ? error.code : error;
  }
}

function expectSame(xml: string, chunk = 1 << 18): void {
  const shared = [...SHARED];
  const sharedBySaxes = [...SHARED];
  const bytes = Buffer.from(xml);
  const list = new ListReading(false, shared);
  const bySaxes = new SaxReading(false, sharedBySaxes);
  const inPieces = () => {
    for (let at = 0; at < bytes.length; at += chunk) list.write(bytes.subarray(at, at + chunk));
  };
  expect(told(list, inPieces)).toEqual(told(bySaxes, () => bySaxes.write(xml)));
  expect(shared).toEqual(sharedBySaxes);
}

const sheet = (rows: string) =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData><f>x</f></worksheet>`;

describe('a list is told as saxes tells it', () => {
  it.each([
    ['plain cells', '<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="s"><v>1</v></c></row>'],
    ['a string that does not exist', '<row><c t="s"><v>99</v></c></row>'],
    ['an empty cell', '<row><c r="A1"/><c r="B1" s="2"></c></row>'],
    ['a string in the cell', '<row><c t="inlineStr"><is><t>张三</t></is></c></row>'],
    [
      'blanks that stay',
      '<row><c t="inlineStr"><is><t xml:space="preserve"> 1 </t></is></c></row>',
    ],
    ['an entity', '<row><c t="str"><v>1&amp;2</v></c></row><row><c><v>&#51;</v></c></row>'],
    ['a formula', '<row><c><f>1+1</f><v>2</v></c></row><row><c><v>3</v></c></row>'],
    ['rich text', '<row><c t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c></row>'],
    ['a comment between rows', '<row><c><v>1</v></c></row><!-- 13800001234 --><row/>'],
    ['rows in a comment', '<!-- <row><c t="s"><v>1</v></c></row> --><row><c><v>1</v></c></row>'],
    ['rows in CDATA', '<row/><![CDATA[</row><row><c t="s"><v>1</v></c></row>]]><row></row>'],
    ['an unknown attribute', '<row note="13800001234"><c><v>1</v></c></row>'],
    ['a measure', '<row x14ac:dyDescent="0.25"><c><v>1</v></c></row>'],
    ['a long place', '<row><c r="3501021990030700"><v>1</v></c></row>'],
    ['an attribute twice', '<row><c r="A1" r="A2"><v>1</v></c></row>'],
    ['the end of a section in a text', '<row><c><v>]]></v></c></row>'],
    ['a character that no XML has', '<row><c><v>\u0001</v></c></row>'],
    ['a tag that does not end', '<row><c><v>1</v></c>'],
    ['tags that cross', '<row><c><v>1</c></v></row>'],
    [
      'line breaks between rows',
      '\r\n<row>\r\n<c><v>1</v></c></row>\r\n<row><c><v>2</v></c></row>',
    ],
  ])('%s', (_, rows) => {
    for (const chunk of [1, 7, 1 << 18]) expectSame(sheet(rows), chunk);
  });

  it.each([
    ['plain strings', '<si><t>1</t></si><si><t>张三丰先生</t></si>'],
    ['rich and read aloud', '<si><r><t>1</t></r></si><si><t>李</t><rPh><t>Li</t></rPh></si>'],
    ['empty ones', '<si/><si><t/></si><si><t></t></si><si><t>5</t></si>'],
    ['an entity', '<si><t>&lt;</t></si><si><t>6</t></si>'],
  ])('shared strings: %s', (_, items) => {
    for (const chunk of [1, 7, 1 << 18]) expectSame(`<sst count="2">${items}</sst>`, chunk);
  });

  it('whatever stands in it and wherever it is cut', () => {
    const piece = fc.constantFrom(
      ...[
        '<row>',
        '<row r="1">',
        '</row>',
        '<c>',
        '<c t="s">',
        '<c t="inlineStr">',
        '</c>',
        '<c/>',
      ],
      ...[
        '<v>1</v>',
        '<v>',
        '</v>',
        '<is><t>',
        '</t></is>',
        '7',
        ' ',
        '\n',
        '&amp;',
        '<!--',
        '-->',
      ],
      '<row r="1"><c r="A1" t="s"><v>1</v></c></row>',
      '<row r="2"><c r="A2"><v>350102</v></c></row>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), (all, cut) =>
        expectSame(sheet(all.join('')), cut),
      ),
      { numRuns: 1000 },
    );
  });
});
