// Earlier redactions that only look like it: the report tells them from what a reader can see.
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { EN } from '../../../../src/engine/report/words/en.ts';
import { sentence } from '../../../../src/engine/report/words/sentence.ts';
import { ZH } from '../../../../src/engine/report/words/zh.ts';
import { settings } from '../../settings.ts';
import { type Additions, onePage, shown, stream } from './hand-made.ts';

const ID = '11010519491231002X';
const TELLING = new Set(['covered', 'invisible', 'off-page', 'white', 'hidden']);

async function told(additions: Additions) {
  const { scan, verdict } = await redact(
    { bytes: onePage(additions), name: 'notice.pdf' },
    settings,
  );
  const evidence = scan.decisions
    .filter(({ finding }) => !finding.ruleId.endsWith('-text'))
    .map(({ finding }) => finding.evidence.filter((code) => TELLING.has(code)).join());
  return { verdict, evidence };
}

const BOX = '0 g 70 695 200 20 re f';
const SHEER = '/ExtGState << /G1 << /ca 0.3 >> /G2 << /BM /Multiply >> >>';

const image = (more: string) =>
  stream(
    new Uint8Array(4),
    `/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 ${more}`,
  );
const PATTERN = (pattern: string | Buffer): Additions => ({
  resources: '/Pattern << /P1 10 0 R >>',
  content: `${shown(ID)} /Pattern cs /P1 scn 70 695 200 20 re f`,
  objects: { 10: pattern },
});
/** A number in a form, and what the page draws after it. */
const IN_FORM = (after: string, box = '[0 0 595 842]'): Additions => ({
  resources: '/XObject << /X1 10 0 R /X2 11 0 R >>',
  content: '/X1 Do /X2 Do',
  objects: {
    10: stream(
      shown(ID),
      `/Type /XObject /Subtype /Form /BBox ${box} /Resources << /Font << /F1 5 0 R >> >>`,
    ),
    11: stream(after, '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << >>'),
  },
});

describe('a number that nobody sees is told as such', () => {
  it.each<[string, Additions, string]>([
    ['under a black box', { content: `${shown(ID)} ${BOX}` }, 'covered'],
    [
      'under a box that leaves its label free',
      { content: `${shown(`ID number: ${ID}`)} 130 695 200 20 re f` },
      'covered',
    ],
    [
      'under a black rectangle of the comment tools',
      {
        content: shown(ID),
        page: '/Annots [<< /Type /Annot /Subtype /Square /Rect [70 695 270 715] /IC [0 0 0] >>]',
      },
      'covered',
    ],
    ['in white', { content: `1 g ${shown(ID)} 0 g` }, 'white'],
    ['in white by all three lights', { content: `1 1 1 rg ${shown(ID)}` }, 'white'],
    ['in white for want of ink', { content: `0 0 0 0 k ${shown(ID)}` }, 'white'],
    [
      'in white on a white box over a blue one',
      { content: `0 0 1 rg 70 695 200 20 re f 1 g 70 695 200 20 re f ${shown(ID)}` },
      'white',
    ],
    ['not painted', { content: `BT /F1 12 Tf 3 Tr 72 700 Td (${ID}) Tj ET` }, 'invisible'],
    ['beyond the edge', { content: shown(ID, 900, 700) }, 'off-page'],
    [
      'under a box that is drawn line by line',
      { content: `${shown(ID)} 0 g 70 695 m 270 695 l 270 715 l 70 715 l h f` },
      'covered',
    ],
    ['under a thick line', { content: `${shown(ID)} 0 G 18 w 70 704 m 270 704 l S` }, 'covered'],
    [
      'under a picture',
      {
        resources: '/XObject << /I1 10 0 R >>',
        content: `${shown(ID)} q 200 0 0 20 70 695 cm /I1 Do Q`,
        objects: { 10: image('') },
      },
      'covered',
    ],
    [
      'under a picture that is written in the page',
      {
        content: `${shown(ID)} q 200 0 0 20 70 695 cm BI /W 2 /H 2 /CS /G /BPC 8 ID AAAA EI Q`,
      },
      'covered',
    ],
    ['under a shading', { ...PATTERN('<< /PatternType 2 >>') }, 'covered'],
    [
      'under a pattern without gaps',
      {
        ...PATTERN(
          stream(
            '0 g 0 0 10 10 re f',
            '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>',
          ),
        ),
      },
      'covered',
    ],
    ['under a box in a form', { ...IN_FORM(BOX) }, 'covered'],
    [
      'under a rectangle of a viewer',
      {
        page: '/Annots [<< /Type /Annot /Subtype /Square /Rect [70 695 270 715] /IC [0 0 0] >>]',
        content: shown(ID),
      },
      'covered',
    ],
    [
      'under a stamp',
      {
        page: '/Annots [<< /Type /Annot /Subtype /Stamp /Rect [70 695 270 715] /AP << /N 10 0 R >> >>]',
        content: shown(ID),
        objects: {
          10: stream('0 g 0 0 20 2 re f', '/Type /XObject /Subtype /Form /BBox [0 0 20 2]'),
        },
      },
      'covered',
    ],
    ...[
      [
        'marked to be removed, and never removed',
        '/Subtype /Redact /QuadPoints [70 715 270 715 70 695 270 695] /Rect [0 0 9 9]',
      ],
      ['marked to be removed as a whole', '/Subtype /Redact /Rect [70 695 270 715]'],
      [
        'under a black marker of the comment tools',
        '/Subtype /Highlight /C [0 0 0] /Rect [70 695 270 715] /QuadPoints [70 715 270 715 70 695 270 695]',
      ],
      [
        'under a filled polygon of the comment tools',
        '/Subtype /Polygon /IC [0] /Rect [70 695 270 715] /Vertices [70 695 270 695 270 715 70 715]',
      ],
      [
        'under a thick line of the comment tools',
        '/Subtype /Line /C [0 0 0] /L [70 704 270 704] /BS << /W 20 >> /Rect [60 690 280 720]',
      ],
      [
        'under a thick stroke of the pen',
        '/Subtype /Ink /C [0 0 0] /InkList [[70 704 150 705 270 704]] /BS << /W 20 >> /Rect [60 690 280 720]',
      ],
    ].map(([how = '', annotation]): [string, Additions, string] => [
      how,
      { content: shown(ID), page: `/Annots [<< /Type /Annot ${annotation} >>]` },
      'covered',
    ]),
    [
      'in a comment that is not shown',
      {
        page: '/Annots [<< /Type /Annot /Subtype /FreeText /F 2 /Rect [70 695 270 715] /AP << /N 10 0 R >> >>]',
        objects: {
          10: stream(
            shown(ID, 2, 4),
            '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>',
          ),
        },
      },
      'hidden',
    ],
    ['one point high', { content: `BT /F1 1 Tf 72 700 Td (${ID}) Tj ET` }, 'invisible'],
    ['black on a black box', { content: `0 g 70 695 200 20 re f ${shown(ID)}` }, 'covered'],
    [
      'red on a red box',
      { content: `1 0 0 rg 70 695 200 20 re f 0 0 1 rg 70 600 9 9 re f 1 0 0 rg ${shown(ID)}` },
      'covered',
    ],
    [
      'as transparent as air',
      { resources: '/ExtGState << /G3 << /ca 0 >> >>', content: `/G3 gs ${shown(ID)}` },
      'invisible',
    ],
    [
      'with nothing but a path for cutting',
      { content: `BT /F1 12 Tf 7 Tr 72 700 Td (${ID}) Tj ET` },
      'invisible',
    ],
    ['cut off by a clip', { content: `q 70 600 200 20 re W n ${shown(ID)} Q` }, 'invisible'],
    ['cut off by the box of its form', { ...IN_FORM('', '[0 0 595 600]') }, 'invisible'],
    ['too small to be seen', { content: `BT /F1 0.3 Tf 72 700 Td (${ID}) Tj ET` }, 'invisible'],
  ])('%s', async (_, additions, why) =>
    expect(await told(additions)).toEqual({ verdict: 'masked', evidence: [why] }),
  );
});

describe('a number that is seen is not', () => {
  it.each<[string, Additions]>([
    ['in black', { content: shown(ID) }],
    ['in black after white words', { content: `q 1 g ${shown('Head', 72, 720)} Q ${shown(ID)}` }],
    ['on a box', { content: `1 0 0 rg 70 695 200 20 re f 0 g ${shown(ID)}` }],
    ['beside a box', { content: `${shown(ID)} 70 655 200 20 re f` }],
    [
      'under a transparent box',
      { resources: SHEER, content: `${shown(ID)} /G1 gs 70 695 200 20 re f` },
    ],
    [
      'under a highlighter',
      { resources: SHEER, content: `${shown(ID)} /G2 gs 1 1 0 rg 70 695 200 20 re f` },
    ],
    [
      'in the frame of a comment',
      {
        content: shown(ID),
        page: '/Annots [<< /Type /Annot /Subtype /Square /Rect [70 695 270 715] /C [1 0 0] >>]',
      },
    ],
    [
      'under a box that is clipped to another place',
      { content: `${shown(ID)} q 70 600 200 20 re W n 0 g 0 0 595 842 re f Q` },
    ],
    ['in white on a blue bar', { content: `0 0 1 rg 70 695 200 20 re f 1 g ${shown(ID)}` }],
    ['crossed out by a thin line', { content: `${shown(ID)} 0 G 1 w 70 704 m 270 704 l S` }],
    [
      'under a seal with a mask',
      {
        resources: '/XObject << /I1 10 0 R >>',
        content: `${shown(ID)} q 200 0 0 20 70 695 cm /I1 Do Q`,
        objects: { 10: image('/SMask 11 0 R'), 11: image('') },
      },
    ],
    [
      'under a pattern of dots',
      {
        ...PATTERN(
          stream(
            '0 g 0 0 1 1 re f',
            '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>',
          ),
        ),
      },
    ],
    [
      'under a marker',
      {
        page: '/Annots [<< /Type /Annot /Subtype /Highlight /Rect [70 695 270 715] /QuadPoints [70 715 270 715 70 695 270 695] /AP << /N 10 0 R >> >>]',
        content: shown(ID),
        objects: {
          10: stream('1 1 0 rg 0 0 20 2 re f', '/Type /XObject /Subtype /Form /BBox [0 0 20 2]'),
        },
      },
    ],
    ...[
      [
        'under a yellow marker without a look of its own',
        '/Subtype /Highlight /C [1 1 0] /Rect [70 695 270 715] /QuadPoints [70 715 270 715 70 695 270 695]',
      ],
      [
        'crossed out by a thin line of the comment tools',
        '/Subtype /Line /C [1 0 0] /L [70 704 270 704] /BS << /W 2 >> /Rect [60 690 280 720]',
      ],
      [
        'in a ring drawn by pen',
        '/Subtype /Ink /C [1 0 0] /InkList [[70 690 270 690 270 720 70 720 70 690]] /BS << /W 2 >> /Rect [60 680 280 730]',
      ],
      [
        'beside words marked to be removed',
        '/Subtype /Redact /QuadPoints [70 615 270 615 70 595 270 595] /Rect [60 590 280 730]',
      ],
    ].map(([how = '', annotation]): [string, Additions] => [
      how,
      { content: shown(ID), page: `/Annots [<< /Type /Annot ${annotation} >>]` },
    ]),
    ['inside a clip', { content: `q 70 690 200 30 re W n ${shown(ID)} Q` }],
    [
      'inside a clip with round corners',
      {
        content: `q 80 690 m 260 690 l 275 690 275 720 260 720 c 80 720 l 65 720 65 690 80 690 c W n ${shown(ID)} Q`,
      },
    ],
    ['on a box of another colour', { content: `0.9 g 70 695 200 20 re f 0 g ${shown(ID)}` }],
    [
      'on a picture',
      {
        resources: '/XObject << /I1 10 0 R >>',
        content: `q 200 0 0 20 70 695 cm /I1 Do Q 1 g ${shown(ID)}`,
        objects: { 10: image('') },
      },
    ],
    ['in white with a black edge', { content: `1 g 2 Tr ${shown(ID)}` }],
  ])('%s', async (_, additions) =>
    expect(await told(additions)).toEqual({ verdict: 'masked', evidence: [''] }),
  );
});

it('the same number is told apart where it is seen and where it is not', async () =>
  expect(
    (await told({ content: `${shown(ID)} ${BOX} ${shown(ID, 72, 600)}` })).evidence.sort(),
  ).toEqual(['', 'covered']));

it('each has its sentence in both languages', () => {
  for (const code of TELLING) {
    if (code === 'hidden') continue;
    expect(sentence(code, ZH)).toContain('复制');
    expect(sentence(code, EN)).toContain('copied out');
  }
});
