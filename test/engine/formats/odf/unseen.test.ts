// Words that a reader of an OpenDocument file does not see, and that anybody can copy out of it.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';
import { zipOf } from '../stored-zip.ts';

const NAMESPACES = ['office', 'text', 'table', 'drawing', 'style', 'presentation', 'datastyle']
  .map((name) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`)
  .map((uri) => `xmlns:${PREFIX(uri)}="${uri}"`)
  .concat(
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
    'xmlns:xlink="http://www.w3.org/1999/xlink"',
  )
  .join(' ');

function PREFIX(uri: string): string {
  const [, word = ''] = /xmlns:(\w+):/.exec(uri) ?? [];
  return { drawing: 'draw', datastyle: 'number' }[word] ?? word;
}

interface Parts {
  readonly kind?: 'text' | 'spreadsheet' | 'presentation';
  /** Automatic styles of the content. */
  readonly styles?: string;
  readonly body: string;
  /** The part of styles. */
  readonly common?: string;
}

function fileOf({ kind = 'text', styles = '', body, common = '' }: Parts): Uint8Array {
  return zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'styles.xml': `<office:document-styles ${NAMESPACES}>${common}</office:document-styles>`,
    'content.xml': `<office:document-content ${NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
  });
}

const style = (name: string, family: string, properties: string, more = '') =>
  `<style:style style:name="${name}" style:family="${family}" ${more}>${properties}</style:style>`;
const letters = (attributes: string) => `<style:text-properties ${attributes}/>`;
const WHITE = style('T1', 'text', letters('fo:color="#ffffff"'));
const SPAN = `<text:p>身份证号：<text:span text:style-name="T1">${ID}</text:span></text:p>`;
const cell = (text: string, more = '') =>
  `<table:table-cell ${more} office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`;
const HEADER = row(cell('姓名') + cell('身份证号'));
const sheet = (columns: string, last: string, more = '') =>
  `<table:table table:name="名单" ${more}>${columns}${HEADER}${last}</table:table>`;
const PERSON = cell('陈志强') + cell(ID);
const slide = (shapes: string, more = '') => `<draw:page ${more}>${shapes}</draw:page>`;
const box = (text: string, more = '') =>
  `<draw:frame ${more}><draw:text-box><text:p><text:span text:style-name="T1">${text}</text:span></text:p></draw:text-box></draw:frame>`;

const place = (x: number, y: number, width: number, height: number) =>
  `svg:x="${x}cm" svg:y="${y}cm" svg:width="${width}cm" svg:height="${height}cm"`;
const rect = (where: string) => `<draw:rect draw:style-name="gr1" ${where}/>`;
const BLACK_SHAPE = style(
  'gr1',
  'graphic',
  '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>',
);
const BAR = style(
  'gr1',
  'graphic',
  '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" style:wrap="run-through" style:run-through="foreground"/>',
);
const PAGE =
  '<office:automatic-styles><style:page-layout style:name="PM1"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout></office:automatic-styles>';

describe('a number that nobody sees in it is told as such', () => {
  it.each<[string, Parts, string]>([
    ['in white', { styles: WHITE, body: SPAN }, 'white'],
    [
      'in nearly white',
      { styles: style('T1', 'text', letters('fo:color="#fdfdfd"')), body: SPAN },
      'white',
    ],
    [
      'in white by the style of its paragraph',
      {
        styles: style('P1', 'paragraph', letters('fo:color="#FFFFFF"')),
        body: `<text:p text:style-name="P1">${ID}</text:p>`,
      },
      'white',
    ],
    [
      'in white by a style that another inherits',
      {
        styles: style('T1', 'text', '', 'style:parent-style-name="Quiet"'),
        common: `<office:styles>${style('Quiet', 'text', letters('fo:color="#ffffff"'))}</office:styles>`,
        body: SPAN,
      },
      'white',
    ],
    [
      'black on black',
      {
        styles: style('T1', 'text', letters('fo:color="#000000" fo:background-color="#000000"')),
        body: SPAN,
      },
      'covered',
    ],
    [
      'one point high',
      { styles: style('T1', 'text', letters('fo:font-size="1pt"')), body: SPAN },
      'invisible',
    ],
    [
      'set not to show',
      { styles: style('T1', 'text', letters('text:display="none"')), body: SPAN },
      'hidden',
    ],
    [
      'in a section that is not shown',
      { body: `<text:section text:name="附注" text:display="none">${SPAN}</text:section>` },
      'hidden',
    ],
    [
      'in a cell of a sheet, white on white',
      {
        kind: 'spreadsheet',
        styles: style('ce1', 'table-cell', letters('fo:color="#ffffff"')),
        body: sheet('', row(cell('陈志强') + cell(ID, 'table:style-name="ce1"'))),
      },
      'white',
    ],
    [
      'in a column whose cells are white',
      {
        kind: 'spreadsheet',
        styles: style('ce1', 'table-cell', letters('fo:color="#ffffff"')),
        body: sheet(
          '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/>',
          row(PERSON),
        ),
      },
      'white',
    ],
    [
      'in a hidden column',
      {
        kind: 'spreadsheet',
        body: sheet(
          '<table:table-column/><table:table-column table:visibility="collapse"/>',
          row(PERSON),
        ),
      },
      'hidden',
    ],
    [
      'in a hidden row',
      { kind: 'spreadsheet', body: sheet('', row(PERSON, 'table:visibility="collapse"')) },
      'hidden',
    ],
    [
      'in a row that a filter hides',
      { kind: 'spreadsheet', body: sheet('', row(PERSON, 'table:visibility="filter"')) },
      'hidden',
    ],
    [
      'in a hidden sheet',
      {
        kind: 'spreadsheet',
        styles: style('ta1', 'table', '<style:table-properties table:display="false"/>'),
        body: sheet('', row(PERSON), 'table:style-name="ta1"'),
      },
      'hidden',
    ],
    [
      'in a number format that draws nothing',
      {
        kind: 'spreadsheet',
        styles: `<number:number-style style:name="N1"><number:text/></number:number-style>${style('ce1', 'table-cell', '', 'style:data-style-name="N1"')}`,
        body: sheet(
          '',
          row(
            `${cell('陈志强')}<table:table-cell table:style-name="ce1" office:value-type="float" office:value="${ID}"/>`,
          ),
        ),
      },
      'invisible',
    ],
    [
      'on a slide that is not shown',
      {
        kind: 'presentation',
        styles: style(
          'dp1',
          'drawing-page',
          '<style:drawing-page-properties presentation:visibility="hidden"/>',
        ),
        body: slide(box(ID), 'draw:style-name="dp1"'),
      },
      'hidden',
    ],
    ['in white on a slide', { kind: 'presentation', styles: WHITE, body: slide(box(ID)) }, 'white'],
    [
      'in the colour of its box on a slide',
      {
        kind: 'presentation',
        styles:
          style('T1', 'text', letters('fo:color="#203040"')) +
          style(
            'gr1',
            'graphic',
            '<style:graphic-properties draw:fill="solid" draw:fill-color="#203040"/>',
          ),
        body: slide(box(ID, 'draw:style-name="gr1"')),
      },
      'covered',
    ],
    [
      'under a bar that is drawn over its line',
      { styles: BAR, body: `<text:p>${rect(place(2, 0, 6, 0.6))}身份证号：${ID}</text:p>` },
      'covered',
    ],
    [
      'under a black shape on a slide',
      {
        kind: 'presentation',
        styles: BLACK_SHAPE,
        body: slide(box(ID, place(1, 1, 12, 1)) + rect(place(0.9, 0.9, 13, 1.5))),
      },
      'covered',
    ],
    [
      'under a bar over a line of its box',
      {
        kind: 'presentation',
        styles: BLACK_SHAPE,
        body: slide(box(ID, place(1, 1, 12, 8)) + rect(place(2, 1.2, 8, 1))),
      },
      'covered',
    ],
    [
      'beside the slide',
      {
        kind: 'presentation',
        common: PAGE,
        body: slide(box(ID, place(60, 1, 12, 1))),
      },
      'off-page',
    ],
  ])('%s', async (_, parts, why) =>
    expect(await disguisesIn(fileOf(parts), 'a.odt')).toContain(`resident-id ${why}`),
  );
});

describe('a number that is seen is not', () => {
  const DARK = style(
    'gr1',
    'graphic',
    '<style:graphic-properties draw:fill="solid" draw:fill-color="#203040"/>',
  );
  it.each<[string, Parts]>([
    ['in its usual colour', { body: SPAN }],
    [
      'on a black marker, in the colour that LibreOffice chooses',
      { styles: style('T1', 'text', letters('fo:background-color="#000000"')), body: SPAN },
    ],
    ['in yellow', { styles: style('T1', 'text', letters('fo:color="#ffff00"')), body: SPAN }],
    [
      'in white on a dark marker',
      {
        styles: style('T1', 'text', letters('fo:color="#ffffff" fo:background-color="#204060"')),
        body: SPAN,
      },
    ],
    [
      'in white in a dark cell',
      {
        kind: 'spreadsheet',
        styles: style(
          'ce1',
          'table-cell',
          `<style:table-cell-properties fo:background-color="#1f4e79"/>${letters('fo:color="#ffffff"')}`,
        ),
        body: sheet('', row(cell('陈志强') + cell(ID, 'table:style-name="ce1"'))),
      },
    ],
    [
      'in a cell without words but with a value that is drawn',
      {
        kind: 'spreadsheet',
        styles: `<number:number-style style:name="N1"><number:number/></number:number-style>${style('ce1', 'table-cell', '', 'style:data-style-name="N1"')}`,
        body: sheet(
          '',
          row(
            `${cell('陈志强')}<table:table-cell table:style-name="ce1" office:value-type="float" office:value="${ID}"/>`,
          ),
        ),
      },
    ],
    [
      'in white in a dark box on a slide',
      { kind: 'presentation', styles: WHITE + DARK, body: slide(box(ID, 'draw:style-name="gr1"')) },
    ],
    [
      'in white on a slide over a dark shape',
      {
        kind: 'presentation',
        styles: WHITE + DARK,
        body: slide(`<draw:rect draw:style-name="gr1"/>${box(ID)}`),
      },
    ],
    [
      'in the paragraph behind one under a bar',
      { styles: BAR, body: `<text:p>${rect(place(2, 0, 6, 0.6))}……</text:p>${SPAN}` },
    ],
    [
      'before a shape behind it',
      {
        styles: BAR.replace('"foreground"', '"background"'),
        body: `<text:p>${rect(place(2, 0, 6, 0.6))}${ID}</text:p>`,
      },
    ],
    [
      'beside a shape that the words run around',
      { styles: BLACK_SHAPE, body: `<text:p>${rect(place(2, 0, 6, 0.6))}${ID}</text:p>` },
    ],
    [
      'on a slide over a shape and beside one',
      {
        kind: 'presentation',
        styles: BLACK_SHAPE,
        common: PAGE,
        body: slide(
          rect(place(0, 0, 20, 10)) + box(ID, place(1, 1, 12, 1)) + rect(place(1, 4, 12, 1)),
        ),
      },
    ],
    [
      'on a slide under a shape that is not filled after all',
      {
        kind: 'presentation',
        styles: style(
          'gr1',
          'graphic',
          '<style:graphic-properties draw:fill="none"/>',
          'style:parent-style-name="standard"',
        ),
        common: `<office:styles>${BLACK_SHAPE.replace('gr1', 'standard')}</office:styles>`,
        body: slide(box(ID, place(1, 1, 12, 1)) + rect(place(0.9, 0.9, 13, 1.5))),
      },
    ],
    [
      'in white on a slide over a picture',
      {
        kind: 'presentation',
        styles: WHITE,
        body: slide(`<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>${box(ID)}`),
      },
    ],
    [
      'in white on a slide whose master is dark',
      {
        kind: 'presentation',
        styles: WHITE,
        common: `<office:automatic-styles>${style('Mdp1', 'drawing-page', '<style:drawing-page-properties draw:fill="solid" draw:fill-color="#203040"/>')}</office:automatic-styles><office:master-styles><style:master-page style:name="M" draw:style-name="Mdp1"/></office:master-styles>`,
        body: slide(box(ID)),
      },
    ],
    [
      'in a section that is shown',
      { body: `<text:section text:name="附注" text:display="true">${SPAN}</text:section>` },
    ],
  ])('%s', async (_, parts) =>
    expect(await disguisesIn(fileOf(parts), 'a.odt')).toEqual(['resident-id']),
  );
});

it('a number is read past words in it that are set not to show', async () => {
  const bytes = fileOf({
    styles: style('T1', 'text', letters('text:display="none"')),
    body: `<text:p>身份证号：${ID.slice(0, 9)}<text:span text:style-name="T1">甲乙</text:span>${ID.slice(9)}</text:p>`,
  });
  expect(await disguisesIn(bytes, 'a.odt')).toContain('resident-id');
});
