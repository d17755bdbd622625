// Words that a reader of an OFD file does not see, and that anybody can copy out of it.
import { describe, expect, it } from 'vitest';
import { disguisesIn, ID } from '../disguises.ts';
import { zipOf } from '../stored-zip.ts';

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const told = (objects: string) =>
  disguisesIn(
    zipOf({
      'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
      'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${NS}><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
    }),
    'a.ofd',
  );
/** Its base line starts at 20, 30; a character is 2 millimetres wide. */
const text = (colour = '', more = 'Size="4"') =>
  `<ofd:TextObject ID="1" Boundary="20 30 100 5" Font="3" ${more}>${colour}<ofd:TextCode X="0" Y="0" DeltaX="g 18 2">${ID}</ofd:TextCode></ofd:TextObject>`;
const fill = (value: string, more = '') => `<ofd:FillColor Value="${value}" ${more}/>`;
const box = (x: number, y: number, colour = fill('0 0 0'), more = 'Fill="true"') =>
  `<ofd:PathObject ID="9" Boundary="${x} ${y} 50 8" ${more}>${colour}<ofd:AbbreviatedData>M 0 0 L 50 0 L 50 8 L 0 8 C</ofd:AbbreviatedData></ofd:PathObject>`;
const line = (width: number) =>
  `<ofd:PathObject ID="9" Boundary="18 29 50 8" LineWidth="${width}"><ofd:AbbreviatedData>M 0 0 L 50 0</ofd:AbbreviatedData></ofd:PathObject>`;

describe('a number that nobody sees in it is told as such', () => {
  it.each([
    ['in white', text(fill('255 255 255')), 'white'],
    ['under a black box', text() + box(18, 25), 'covered'],
    ['under a white box', text() + box(18, 25, fill('255 255 255')), 'covered'],
    ['under a thick line', text() + line(5), 'covered'],
    ['black on a black box', box(18, 25) + text(), 'covered'],
    ['too small to be seen', text('', 'Size="0.3"'), 'invisible'],
  ])('%s', async (_, objects, why) => expect(await told(objects)).toContain(`resident-id ${why}`));
  it('set not to show', async () =>
    expect(await told(text('', 'Size="4" Visible="false"'))).toContain('resident-id hidden'));
});

describe('a number that is seen is not', () => {
  it.each([
    ['in its usual colour', text()],
    ['in red', text(fill('255 0 0'))],
    ['beside a box', text() + box(18, 60)],
    ['in the frame of a table', text() + box(18, 25, '', '')],
    ['crossed out by a thin line', text() + line(0.5)],
    ['under a box that lets it shine through', text() + box(18, 25, fill('0 0 0', 'Alpha="80"'))],
    ['in white on a blue box', box(18, 25, fill('31 78 121')) + text(fill('255 255 255'))],
  ])('%s', async (_, objects) => expect(await told(objects)).toEqual(['resident-id']));
});
