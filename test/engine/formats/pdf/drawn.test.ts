// Numbers that are drawn and not written: a person must look. Ordinary drawings need none.
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { type Additions, onePage, shown, stream } from './hand-made.ts';

const ID = '11010519491231002X';
const handIn = async (additions: Additions) => {
  const bytes = onePage(additions);
  const { verdict, scan, output } = await redact({ bytes, name: 'notice.pdf' }, settings);
  return { verdict, output, blind: new Set(scan.document.blindSpots.map(({ reason }) => reason)) };
};

/** The seven bars of a display, as x0 y0 x1 y1 in a box of 5 by 8. */
const BARS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  a: [0, 8, 5, 8],
  b: [5, 4, 5, 8],
  c: [5, 0, 5, 4],
  d: [0, 0, 5, 0],
  e: [0, 0, 0, 4],
  f: [0, 4, 0, 8],
  g: [0, 4, 5, 4],
};
const DISPLAY = [
  'abcdef',
  'bc',
  'abged',
  'abgcd',
  'fgbc',
  'afgcd',
  'afgedc',
  'abc',
  'abcdefg',
  'abcdfg',
];
const bars = (digits: string, draw: (x0: number, y0: number, x1: number, y1: number) => string) =>
  [...digits]
    .flatMap((digit, at) =>
      [...(DISPLAY[Number(digit)] ?? 'fbceg')].map((bar) => {
        const [x0, y0, x1, y1] = BARS[bar] as readonly [number, number, number, number];
        return draw(72 + at * 8 + x0, 700 + y0, 72 + at * 8 + x1, 700 + y1);
      }),
    )
    .join('\n');
const stroke = (x0: number, y0: number, x1: number, y1: number) => `${x0} ${y0} m ${x1} ${y1} l S`;
const filled = (x0: number, y0: number, x1: number, y1: number) =>
  `${x0 - 0.4} ${y0 - 0.4} ${x1 - x0 + 0.8} ${y1 - y0 + 0.8} re f`;
const grey = (at: number) =>
  `q 8 0 0 12 ${72 + at * 8} 700 cm BI /W 8 /H 12 /CS /G /BPC 8 ID ${String.fromCharCode(65 + at).repeat(96)} EI Q`;
const image = (width: number, height: number, more = '') =>
  stream(
    new Uint8Array(width * height),
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 ${more}`,
  );

describe('a person must look at', () => {
  it.each<[string, Additions]>([
    ['an identity number of strokes', { content: bars(ID, stroke) }],
    [
      'a telephone number of strokes, which is mostly ones',
      { content: bars('13811110256', stroke) },
    ],
    ['an identity number of filled bars', { content: bars(ID, filled) }],
    [
      'digits each in a picture of its own',
      { content: Array.from({ length: 18 }, (_, at) => grey(at)).join('\n') },
    ],
    [
      'a picture of one pixel whose mask has the number',
      {
        resources: '/XObject << /I1 10 0 R >>',
        content: 'q 300 0 0 40 72 600 cm /I1 Do Q',
        objects: { 10: image(1, 1, '/SMask 11 0 R'), 11: image(300, 40) },
      },
    ],
    [
      'a scanned page without any text',
      {
        resources: '/XObject << /I1 10 0 R >>',
        content: 'q 595 0 0 842 0 0 cm /I1 Do Q',
        objects: { 10: image(600, 800) },
      },
    ],
  ])('%s', async (_, additions) => {
    const { verdict, blind } = await handIn(additions);
    expect(verdict).toBe('review');
    expect([...blind]).toEqual(['image']);
  });
});

const slope = (digits: string) =>
  [...digits].map((digit, at) => shown(digit, 72 + at * 7, 700 - at * 3)).join('\n');
const circle = (digits: string) =>
  [...digits]
    .map((digit, at) => {
      const turn = 2.8 - at * 0.09;
      const [sin, cos] = [Math.sin(turn), Math.cos(turn)].map((value) => value.toFixed(4));
      return `BT /F1 12 Tf ${sin} ${-Number(cos)} ${cos} ${sin} ${(300 + 80 * Number(cos)).toFixed(2)} ${(400 + 80 * Number(sin)).toFixed(2)} Tm (${digit}) Tj ET`;
    })
    .join('\n');

describe('digits on no line are not taken for nothing', () => {
  it.each([
    ['down a slope', slope],
    ['around a seal', circle],
  ])('%s', async (_, place) => {
    const { verdict, blind } = await handIn({ content: place(ID) });
    expect(verdict).not.toMatch(/clean|masked/);
    expect([...blind]).toEqual(['undecodable']);
  });
});

it('a number that is spelled out letter by letter for whoever copies the line is not taken for nothing', async () => {
  const { verdict, blind } = await handIn({
    content: [...ID]
      .map((digit, at) => `/Span << /ActualText (${digit}) >> BDC ${shown('a', 72 + at * 7)} EMC`)
      .join('\n'),
  });
  expect(verdict).not.toMatch(/clean|masked/);
  expect([...blind]).toEqual(['undecodable']);
});

const grid = (dash: number) =>
  [680, 700, 720]
    .flatMap((y) =>
      Array.from({ length: 60 }, (_, at) => `${72 + at * dash * 2} ${y} ${dash} 0.5 re f`),
    )
    .join('\n');

describe('nobody need look at', () => {
  it.each<[string, Additions]>([
    ['a table with dotted lines', { content: grid(1.5) }],
    [
      'twenty empty boxes to tick',
      { content: Array.from({ length: 20 }, (_, at) => `72 ${700 - at * 20} 9 9 re S`).join('\n') },
    ],
    [
      'eighteen boxes to write a number in',
      {
        content: Array.from({ length: 18 }, (_, at) => `${72 + at * 15} 600 15 15 re S`).join('\n'),
      },
    ],
    [
      'a table of small cells',
      {
        content: Array.from(
          { length: 120 },
          (_, at) => `${72 + (at % 6) * 50} ${700 - Math.floor(at / 6) * 14} 50 14 re S`,
        ).join('\n'),
      },
    ],
    [
      'bullets that are one picture over and over',
      {
        resources: '/XObject << /I1 10 0 R >>',
        content: Array.from(
          { length: 20 },
          (_, at) => `q 8 0 0 8 60 ${700 - at * 20} cm /I1 Do Q`,
        ).join('\n'),
        objects: { 10: image(16, 16) },
      },
    ],
    ['a word down a slope', { content: slope('NOTICE') }],
    [
      'a number on a line that is turned',
      {
        content: `BT /F1 12 Tf 0.8 0.6 -0.6 0.8 200 300 Tm ${[...'20171109'].map((digit) => `(${digit}) Tj`).join(' ')} ET`,
      },
    ],
  ])('%s', async (_, additions) => {
    const { verdict, blind } = await handIn(additions);
    expect([...blind]).toEqual([]);
    expect(verdict).toBe('clean');
  });
});

it('masks a number whose every digit is a form that the page draws', async () => {
  const kinds = [...new Set(ID)];
  const { verdict, output } = await handIn({
    resources: `/XObject << ${kinds.map((digit, at) => `/D${digit} ${10 + at} 0 R`).join(' ')} >>`,
    content: [...ID]
      .map((digit, at) => `q 1 0 0 1 ${(72 + at * 6.67).toFixed(2)} 700 cm /D${digit} Do Q`)
      .join('\n'),
    objects: Object.fromEntries(
      kinds.map((digit, at) => [
        10 + at,
        stream(
          `BT /F1 12 Tf (${digit}) Tj ET`,
          '/Type /XObject /Subtype /Form /BBox [0 -3 12 12] /Resources << /Font << /F1 5 0 R >> >>',
        ),
      ]),
    ),
  });
  expect(verdict).toBe('masked');
  expect(leaks(output as Uint8Array, ID)).toEqual([]);
});
