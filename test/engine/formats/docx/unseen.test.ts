// Words that a reader of a Word file does not see, and that anybody can copy out of it.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';
import { zipOf } from '../stored-zip.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const told = (body: string, styles = '') =>
  disguisesIn(
    zipOf({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      'word/document.xml': `<w:document ${W} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>${body}</w:body></w:document>`,
      'word/styles.xml': `<w:styles ${W}>${styles}</w:styles>`,
    }),
    'a.docx',
  );
const run = (properties: string, text = ID) =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const paragraph = (properties: string, runs: string) =>
  `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
const LABEL = '<w:r><w:t>身份证号</w:t></w:r>';
const written = (properties: string) => paragraph('', LABEL + run(properties));
const inCell = (fill: string, properties: string) =>
  `<w:tbl><w:tr><w:tc>${written('')}</w:tc><w:tc><w:tcPr><w:shd w:val="clear" w:fill="${fill}"/></w:tcPr>${written(properties)}</w:tc></w:tr></w:tbl>`;
const style = (id: string, kind: string, properties: string, base = '') =>
  `<w:style w:type="${kind}" w:styleId="${id}">${base && `<w:basedOn w:val="${base}"/>`}<w:rPr>${properties}</w:rPr></w:style>`;

const BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>';
const bar = (fill: string, attributes = 'behindDoc="0"', height = 200_000, offset = 0, more = '') =>
  `<w:r><w:drawing><wp:anchor ${attributes}><wp:positionV relativeFrom="paragraph"><wp:posOffset>${offset}</wp:posOffset></wp:positionV><wp:extent cx="1800000" cy="${height}"/><wp:wrapNone/><a:graphic><a:graphicData><wps:wsp><wps:spPr>${fill}</wps:spPr>${more}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`;
const under = (drawn: string) => written('').replace('<w:r>', `${drawn}<w:r>`);

describe('a number that nobody sees in it is told as such', () => {
  it.each([
    ['in white', written('<w:color w:val="FFFFFF"/>'), '', 'white'],
    ['in nearly white', written('<w:color w:val="FDFDFD"/>'), '', 'white'],
    [
      'black under a black marker',
      written('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
      '',
      'covered',
    ],
    ['under a black marker', written('<w:highlight w:val="black"/>'), '', 'covered'],
    [
      'red under a red marker',
      written('<w:color w:val="FF0000"/><w:highlight w:val="red"/>'),
      '',
      'covered',
    ],
    [
      'black on a black shade',
      written('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),
      '',
      'covered',
    ],
    [
      'black on a shade of solid black',
      written('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'),
      '',
      'covered',
    ],
    ['in the colour of its cell', inCell('1F4E79', '<w:color w:val="1F4E79"/>'), '', 'covered'],
    ['one point high', written('<w:sz w:val="2"/>'), '', 'invisible'],
    [
      'in letters without a filling',
      written('<w14:textFill><w14:noFill/></w14:textFill>'),
      '',
      'invisible',
    ],
    ['under a bar that is drawn over its line', under(bar(BLACK)), '', 'covered'],
    [
      'under a bar in a colour of the theme',
      under(bar('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>')),
      '',
      'covered',
    ],
    ['set not to show', written('<w:vanish/>'), '', 'hidden'],
    [
      'set not to show by a style',
      written('<w:rStyle w:val="a"/>'),
      style('a', 'character', '<w:vanish/>'),
      'hidden',
    ],
    [
      'in white by a style that its paragraph inherits',
      paragraph('<w:pStyle w:val="b"/>', run('')),
      style('a', 'paragraph', '<w:color w:val="FFFFFF"/>') + style('b', 'paragraph', '', 'a'),
      'white',
    ],
  ])('%s', async (_, body, styles, why) =>
    expect(await told(body, styles)).toContain(`resident-id ${why}`),
  );
});

describe('a number that is seen is not', () => {
  it.each([
    ['in its usual colour', written(''), ''],
    ['before a bar that is drawn behind it', under(bar(BLACK, 'behindDoc="1"')), ''],
    ['beside a bar that is drawn elsewhere', under(bar(BLACK, '', 200_000, 3_000_000)), ''],
    ['under an empty frame', under(bar('<a:noFill/>')), ''],
    ['beside a picture-high shape', under(bar(BLACK, '', 3_000_000)), ''],
    ['over a thin line', under(bar(BLACK, '', 20_000)), ''],
    ['struck through', written('<w:strike/>'), ''],
    ['under a yellow marker', written('<w:highlight w:val="yellow"/>'), ''],
    [
      'on a black shade, which turns it white',
      written('<w:shd w:val="clear" w:fill="000000"/>'),
      '',
    ],
    ['in white in a dark cell', inCell('1F4E79', '<w:color w:val="FFFFFF"/>'), ''],
    [
      'in white on a pattern',
      written('<w:color w:val="FFFFFF"/><w:shd w:val="pct90" w:color="auto" w:fill="FFFFFF"/>'),
      '',
    ],
    [
      'shown after all in a style that hides',
      written('<w:rStyle w:val="a"/><w:vanish w:val="0"/><w:color w:val="auto"/>'),
      style('a', 'character', '<w:vanish/><w:color w:val="FFFFFF"/>'),
    ],
  ])('%s', async (_, body, styles) => expect(await told(body, styles)).toEqual(['resident-id']));
});
