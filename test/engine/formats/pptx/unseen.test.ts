// Words that the viewer of a presentation does not see, and that anybody can copy out of it.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';
import { zipOf } from '../stored-zip.ts';

const NS =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

/** As every program writes it. */
const ROOT =
  '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';

interface Slide {
  readonly shapes: string;
  /** Of the slide. */
  readonly attributes?: string;
  readonly background?: string;
  readonly master?: string;
}

const told = ({ shapes, attributes = '', background = '', master = '' }: Slide) =>
  disguisesIn(
    zipOf({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      'ppt/presentation.xml': `<p:presentation ${NS}><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
      'ppt/slides/slide1.xml': `<p:sld ${NS} ${attributes}><p:cSld>${background}<p:spTree>${ROOT}${shapes}</p:spTree></p:cSld></p:sld>`,
      'ppt/slideMasters/slideMaster1.xml': `<p:sldMaster ${NS}><p:cSld>${master}<p:spTree/></p:cSld></p:sldMaster>`,
    }),
    'a.pptx',
  );
const solid = (colour: string) => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
/** Inches from the left and the top, width and height. */
const at = (x: number, y: number, cx: number, cy: number) =>
  `<a:xfrm><a:off x="${x * 914400}" y="${y * 914400}"/><a:ext cx="${cx * 914400}" cy="${cy * 914400}"/></a:xfrm>`;
const shape = (place: string, fill: string, words = '', more = '') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="s" ${more}/></p:nvSpPr><p:spPr>${place}<a:prstGeom prst="rect"/>${fill}</p:spPr>${words && `<p:txBody><a:p><a:r><a:t>身份证号</a:t></a:r>${words}</a:p></p:txBody>`}</p:sp>`;
const run = (properties = '', attributes = '') =>
  `<a:r><a:rPr ${attributes}>${properties}</a:rPr><a:t>${ID}</a:t></a:r>`;
const BOX = at(1, 1, 6, 1);
const text = (properties = '', attributes = '') => shape(BOX, '', run(properties, attributes));

describe('a number that nobody sees in it is told as such', () => {
  it.each<[string, Slide, string]>([
    ['in white', { shapes: text(solid('FFFFFF')) }, 'white'],
    [
      'in the first colour of the theme',
      { shapes: text('<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>') },
      'white',
    ],
    ['one point high', { shapes: text('', 'sz="100"') }, 'invisible'],
    ['without a filling', { shapes: text('<a:noFill/>') }, 'invisible'],
    [
      'in a colour that lets all shine through',
      {
        shapes: text(
          '<a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>',
        ),
      },
      'invisible',
    ],
    [
      'under a black marker',
      { shapes: text('<a:highlight><a:srgbClr val="000000"/></a:highlight>') },
      'covered',
    ],
    [
      'in the colour of its shape',
      { shapes: shape(BOX, solid('203040'), run(solid('203040'))) },
      'covered',
    ],
    ['under a shape', { shapes: text() + shape(at(0.9, 0.9, 7, 2), solid('000000')) }, 'covered'],
    [
      'under a picture',
      {
        shapes: `${text()}<p:pic><p:nvPicPr><p:cNvPr id="3" name="p"/></p:nvPicPr><p:spPr>${at(0.9, 0.9, 7, 2)}</p:spPr></p:pic>`,
      },
      'covered',
    ],
    [
      'under a bar over a line of its box',
      { shapes: shape(at(1, 1, 6, 4), '', run()) + shape(at(2, 1.2, 3, 0.4), solid('000000')) },
      'covered',
    ],
    ['beside the slide', { shapes: shape(at(-8, 1, 6, 1), '', run()) }, 'off-page'],
    [
      'beside the slide in a group',
      {
        shapes: `<p:grpSp><p:grpSpPr><a:xfrm><a:off x="9500000" y="0"/><a:ext cx="1000" cy="1000"/><a:chOff x="0" y="0"/><a:chExt cx="9000000" cy="9000000"/></a:xfrm></p:grpSpPr>${text()}</p:grpSp>`,
      },
      'off-page',
    ],
    ['in a shape that is hidden', { shapes: shape(BOX, '', run(), 'hidden="1"') }, 'hidden'],
    ['on a slide left out of the show', { shapes: text(), attributes: 'show="0"' }, 'hidden'],
  ])('%s', async (_, slide, why) => expect(await told(slide)).toContain(`resident-id ${why}`));
});

describe('a number that is seen is not', () => {
  it.each<[string, Slide]>([
    ['in its usual colour', { shapes: text() }],
    ['in white in a dark shape', { shapes: shape(BOX, solid('203040'), run(solid('FFFFFF'))) }],
    [
      'in white over a dark shape',
      { shapes: shape(at(0, 0, 9, 3), solid('203040')) + text(solid('FFFFFF')) },
    ],
    [
      'in white on a dark slide',
      {
        shapes: text(solid('FFFFFF')),
        background: `<p:bg><p:bgPr>${solid('203040')}</p:bgPr></p:bg>`,
      },
    ],
    [
      'in white where the master is dark',
      {
        shapes: text(solid('FFFFFF')),
        master: '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg2"/></p:bgRef></p:bg>',
      },
    ],
    ['over a shape', { shapes: shape(at(0, 0, 9, 3), solid('000000')) + text() }],
    ['beside a shape', { shapes: text() + shape(at(1, 3, 6, 1), solid('000000')) }],
    [
      'under a shape that lets it shine through',
      {
        shapes:
          text() +
          shape(
            BOX,
            '<a:solidFill><a:srgbClr val="000000"><a:alpha val="30000"/></a:srgbClr></a:solidFill>',
          ),
      },
    ],
    ['under an empty frame', { shapes: text() + shape(BOX, '<a:noFill/>') }],
    [
      'under a frame whose style would fill it',
      {
        shapes: (text() + shape(BOX, '<a:noFill/>')).replace(
          /<\/p:sp>$/,
          '<p:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></p:style></p:sp>',
        ),
      },
    ],
    [
      'beside a small mark in its box',
      { shapes: shape(at(1, 1, 6, 4), '', run()) + shape(at(1.1, 1.1, 0.2, 0.2), solid('FF0000')) },
    ],
  ])('%s', async (_, slide) => expect(await told(slide)).toEqual(['resident-id']));
});
