// Cells that a reader of a workbook does not see, and that anybody can copy out of it.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';
import { zipOf } from '../stored-zip.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rels = (kind: string, target: string, id = 'r1') =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
const arrows = (...all: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

interface Look {
  readonly font?: string;
  readonly fill?: string;
  readonly format?: string;
  readonly drawing?: string;
}

/** B2 holds the number, in a style of its own. */
const told = ({ font = '', fill = '', format = 'General', drawing }: Look) =>
  disguisesIn(
    zipOf({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      '_rels/.rels': arrows(rels('officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': arrows(
        rels('worksheet', 'worksheets/sheet1.xml'),
        rels('styles', 'styles.xml', 'r2'),
      ),
      'xl/styles.xml': `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="170" formatCode="${format}"/></numFmts><fonts><font><sz val="11"/></font><font>${font}</font></fonts><fills><fill><patternFill patternType="none"/></fill><fill>${fill}</fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="1" numFmtId="170"/></cellXfs></styleSheet>`,
      'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>身份证号</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>陈志强</t></is></c><c r="B2" s="1" t="inlineStr"><is><t>${ID}</t></is></c></row></sheetData></worksheet>`,
      ...(drawing && {
        'xl/worksheets/_rels/sheet1.xml.rels': arrows(rels('drawing', '../drawings/drawing1.xml')),
        'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${drawing}</xdr:wsDr>`,
      }),
    }),
    'a.xlsx',
  );
const colour = (how: string) => `<color ${how}/>`;
const solid = (how: string) =>
  `<patternFill patternType="solid"><fgColor ${how}/><bgColor indexed="64"/></patternFill>`;
const BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>';
/** From a column and row to others, both counted from 0; `reach` is how far it goes into the last ones. */
const shape = (from: [number, number], to: [number, number], fill: string, reach = 500_000) =>
  `<xdr:twoCellAnchor><xdr:from><xdr:col>${from[0]}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${from[1]}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>${to[0]}</xdr:col><xdr:colOff>${reach}</xdr:colOff><xdr:row>${to[1]}</xdr:row><xdr:rowOff>${reach}</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="s"/></xdr:nvSpPr><xdr:spPr>${fill}</xdr:spPr></xdr:sp></xdr:twoCellAnchor>`;

describe('a number that nobody sees in it is told as such', () => {
  it.each<[string, Look, string]>([
    ['in white', { font: colour('rgb="FFFFFFFF"') }, 'white'],
    ['in nearly white', { font: colour('rgb="FFFCFCFC"') }, 'white'],
    ['in the first colour of the theme', { font: colour('theme="0"') }, 'white'],
    ['in white of the old palette', { font: colour('indexed="9"') }, 'white'],
    ['in a black cell', { fill: solid('rgb="FF000000"') }, 'covered'],
    [
      'black in a black cell',
      { font: colour('theme="1"'), fill: solid('indexed="64"') },
      'covered',
    ],
    [
      'in the colour of its cell',
      { font: colour('rgb="FF1F4E79"'), fill: solid('rgb="FF1F4E79"') },
      'covered',
    ],
    ['one point high', { font: '<sz val="1"/>' }, 'invisible'],
    ['in a format that draws nothing', { format: ';;;' }, 'invisible'],
    ['under a black shape', { drawing: shape([1, 1], [1, 1], BLACK) }, 'covered'],
    [
      'under a shape that a style fills',
      {
        drawing: shape([0, 0], [3, 3], '').replace(
          '</xdr:sp>',
          '<xdr:style><a:fillRef idx="1"/></xdr:style></xdr:sp>',
        ),
      },
      'covered',
    ],
  ])('%s', async (_, look, why) => expect(await told(look)).toContain(`resident-id ${why}`));
});

describe('a number that is seen is not', () => {
  it.each<[string, Look]>([
    ['in its usual colour', {}],
    ['in white in a dark cell', { font: colour('rgb="FFFFFFFF"'), fill: solid('rgb="FF1F4E79"') }],
    [
      'in white on a pattern',
      {
        font: colour('rgb="FFFFFFFF"'),
        fill: '<patternFill patternType="darkGray"><fgColor rgb="FFFFFFFF"/></patternFill>',
      },
    ],
    ['in a shade of white', { font: colour('theme="0" tint="-0.5"') }],
    ['beside a shape', { drawing: shape([2, 0], [4, 4], BLACK) }],
    ['where a shape only begins', { drawing: shape([0, 1], [1, 1], BLACK, 10_000) }],
    ['under an empty frame', { drawing: shape([0, 0], [3, 3], '<a:noFill/>') }],
  ])('%s', async (_, look) => expect(await told(look)).toEqual(['resident-id']));
});
