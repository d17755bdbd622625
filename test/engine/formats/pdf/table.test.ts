import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Segment } from '../../../../src/engine/core/segment.ts';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { settings } from '../../settings.ts';
import { HELVETICA, onePage, pdfOf, shown, stream } from './hand-made.ts';

const segmentsOf = async (bytes: Uint8Array): Promise<Segment[]> => [
  ...(await pdf.open(bytes, surroundings(settings.limits))).segments,
];
/** The cells of the first table, row by row. */
const rowsOf = (segments: readonly Segment[]): string[][] => {
  const cells = segments.filter(({ cell }) => cell?.table === 0);
  const rows = [...Map.groupBy(cells, ({ cell }) => cell?.row).values()];
  return rows.map((row) => row.map(({ text }) => text));
};

/** A grid of rules around cells of a width and a height of 20, and a text in each. */
const grid = (rows: readonly string[][], width = 120) => {
  const top = 720;
  const [right, bottom] = [72 + (rows[0]?.length ?? 0) * width, top - rows.length * 20];
  const level = rows
    .concat([[]])
    .map((_, row) => `72 ${top - row * 20} m ${right} ${top - row * 20} l S`);
  const upright = (rows[0] ?? [])
    .concat([''])
    .map((_, column) => `${72 + column * width} ${top} m ${72 + column * width} ${bottom} l S`);
  const texts = rows.flatMap((row, y) =>
    row.map((text, x) => (text ? shown(text, 75 + x * width, top - y * 20 - 14) : '')),
  );
  return [...level, ...upright, ...texts].join('\n');
};

/** A document of three pages. */
const threePages = (contents: readonly string[]): Uint8Array =>
  pdfOf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [10 0 R 11 0 R 12 0 R] /Count 3 /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> >>',
    5: HELVETICA,
    ...Object.fromEntries(
      contents.flatMap((content, index) => [
        [10 + index, `<< /Type /Page /Parent 2 0 R /Contents ${20 + index} 0 R >>`],
        [20 + index, stream(content)],
      ]),
    ),
  });

it('reads a drawn table as the rows and columns that a reader sees', async () => {
  const rows = [
    ['Name', 'ID', 'Telephone'],
    ['Li', '1', '2'],
  ];
  expect(rowsOf(await segmentsOf(onePage({ content: grid(rows) })))).toEqual(rows);
});

it('keeps two numbers apart that touch at a rule between two cells', async () => {
  const content = `${grid([
    ['', ''],
    ['', ''],
  ])} ${shown('11111111111111111111', 75, 706)} ${shown('22222', 198, 706)}`;
  const [first] = rowsOf(await segmentsOf(onePage({ content })));
  expect(first).toEqual(['11111111111111111111', '22222']);
});

it('reads columns that only their alignment shows', async () => {
  const content = [
    `${shown('Name', 72, 700)} ${shown('Number', 200, 700)}`,
    `${shown('Li', 72, 680)} ${shown('123', 200, 680)}`,
    `${shown('Wang', 72, 660)} ${shown('456', 200, 660)}`,
  ].join('\n');
  expect(rowsOf(await segmentsOf(onePage({ content })))).toEqual([
    ['Name', 'Number'],
    ['Li', '123'],
    ['Wang', '456'],
  ]);
});

it('reads one cell of several lines as one text', async () => {
  const content = `${grid([
    ['Name', 'ID'],
    ['Li', ''],
  ])} ${shown('35010219', 195, 711 - 20)} ${shown('90030745', 195, 702 - 20)}`;
  expect(rowsOf(await segmentsOf(onePage({ content })))[1]).toEqual(['Li', '35010219\n90030745']);
});

it('gives a page of two halves that lie on one another two lines, not one of mixed letters', async () => {
  const content = `${shown('111111111', 72, 700)} ${shown('222222222', 75, 700)}`;
  const texts = (await segmentsOf(onePage({ content }))).map(({ text }) => text);
  expect(texts).toContain('111111111');
  expect(texts).toContain('222222222');
});

it('reads a letter that is drawn twice to make it bold once', async () => {
  const content = `${shown('135', 72, 700)} ${shown('135', 72.3, 700)}`;
  expect((await segmentsOf(onePage({ content }))).map(({ text }) => text)).toContain('135');
});

it('lets a table run on over pages, with and without a repeated head', async () => {
  const head = ['Name', 'ID', 'Telephone'];
  const pages = [[head, ['Li', '1', '2']], [head, ['Wang', '3', '4']], [['Chen', '5', '6']]];
  const segments = await segmentsOf(threePages(pages.map((rows) => grid(rows))));
  expect(rowsOf(segments)).toEqual(pages.flat());
});

it('puts the rest of a row behind it where a table without a head begins with that row', async () => {
  const pages = [
    [['1', 'Li', '35010219']],
    [
      ['', '', '90030745'],
      ['2', 'Wang', '1'],
    ],
    [],
  ];
  const segments = await segmentsOf(threePages(pages.map((rows) => grid(rows))));
  expect(rowsOf(segments)[0]).toEqual(['1', 'Li', '35010219\n90030745']);
});

it('puts the two parts of a row together that a page break has cut', async () => {
  const segments = await segmentsOf(readFileSync('fixtures/scholarship/libreoffice-wrapped.pdf'));
  const row = rowsOf(segments).find(([number]) => number === '22');
  expect(row?.[5]?.replaceAll('\n', '')).toHaveLength(18);
});

describe('a table without rules', () => {
  const head = [shown('Name', 72, 700), shown('Number', 150, 700), shown('Town', 260, 700)];

  it('whose cells are wrapped is read row by row', async () => {
    const content = [
      ...head,
      shown('Li', 72, 674),
      shown('35010219', 150, 680),
      shown('90030745', 150, 668),
      shown('Fuzhou', 260, 674),
      shown('Wang', 72, 640),
      shown('35010219', 150, 646),
      shown('85021016', 150, 634),
      shown('Fuzhou', 260, 640),
    ].join('\n');
    expect(rowsOf(await segmentsOf(onePage({ content })))).toEqual([
      ['Name', 'Number', 'Town'],
      ['Li', '35010219\n90030745', 'Fuzhou'],
      ['Wang', '35010219\n85021016', 'Fuzhou'],
    ]);
  });

  it('whose cells are of two and of three lines is read row by row', async () => {
    const content = [
      ...head,
      shown('Li', 72, 680),
      shown('350102', 150, 680),
      shown('199003', 150, 668),
      shown('070745', 150, 656),
      shown('Fuzhou', 260, 680),
      shown('Gulou', 260, 668),
    ].join('\n');
    expect(rowsOf(await segmentsOf(onePage({ content })))).toEqual([
      ['Name', 'Number', 'Town'],
      ['Li', '350102\n199003\n070745', 'Fuzhou\nGulou'],
    ]);
  });

  it('drawn column by column is not taken for a row of long cells', async () => {
    const column = (x: number, ...texts: string[]) =>
      texts.map((text, at) => shown(text, x, 700 - at * 14));
    const content = [
      ...column(72, 'A1', 'A2', 'A3', 'A4', 'A5', 'A6'),
      ...column(150, 'B1', 'B2', 'B3', 'B4', 'B5', 'B6'),
    ].join('\n');
    expect(rowsOf(await segmentsOf(onePage({ content })))).toEqual(
      [1, 2, 3, 4, 5, 6].map((row) => [`A${row}`, `B${row}`]),
    );
  });

  it('whose cells touch is parted where the cells of other rows begin', async () => {
    const content = [
      ...head,
      shown('Li', 72, 680),
      shown('1234567890123456', 150, 680),
      shown('Fuzhou', 260, 680),
      shown('Wang', 72, 660),
      shown('1', 150, 660),
      shown('Fuzhou', 260, 660),
    ].join('\n');
    expect(rowsOf(await segmentsOf(onePage({ content })))[1]).toEqual([
      'Li',
      '1234567890123456',
      'Fuzhou',
    ]);
  });

  it('whose cells touch in every row is parted where strings begin behind a gap', async () => {
    const rows = [680, 660, 640].map((y) => [
      shown('Li', 72, y),
      shown('13487574491', 150, y),
      // Eleven digits of Helvetica at 12 points are 73.4 wide.
      shown('12,345.60', 225, y),
    ]);
    expect(rowsOf(await segmentsOf(onePage({ content: rows.flat().join('\n') })))).toEqual(
      rows.map(() => ['Li', '13487574491', '12,345.60']),
    );
  });

  it('whose numbers are cut where the next cell begins is parted there, below a header of two cells', async () => {
    const content = [
      shown('Number', 72, 700),
      shown('Telephone', 204, 700),
      // 20 digits of Helvetica at 12 points are 133.4 wide: the last one reaches into the next cell.
      ...[680, 660, 640].flatMap((y) => [
        shown('11010519491231002111', 72, y),
        shown('13487574491', 204, y),
      ]),
    ].join('\n');
    const cells = (await segmentsOf(onePage({ content }))).filter(({ cell }) => cell);
    expect(cells.filter(({ text }) => text === '13487574491')).toHaveLength(3);
  });

  it('whose letters are each placed by hand is not parted inside a number', async () => {
    const step = 6.67;
    const number = '110105194912';
    const content = [
      ...[...number].map((char, at) => shown(char, 72 + at * step, 680)),
      shown('Li', 300, 680),
      ...[660, 640].flatMap((y) => [shown('Wu', 72 + 5 * step, y), shown('Li', 300, y)]),
    ].join('\n');
    expect(rowsOf(await segmentsOf(onePage({ content })))[0]).toEqual([number, 'Li']);
  });

  it('does not swallow the paragraph before it', async () => {
    const content = [
      shown('All people that were found worthy of the grant of this year are', 72, 728),
      shown('named below, with their number and their town, in no order.', 72, 714),
      ...head,
      shown('Li', 72, 686),
      shown('1', 150, 686),
      shown('Fuzhou', 260, 686),
    ].join('\n');
    const segments = await segmentsOf(onePage({ content }));
    expect(rowsOf(segments)).toEqual([
      ['Name', 'Number', 'Town'],
      ['Li', '1', 'Fuzhou'],
    ]);
    const lines = segments.filter(({ location }) => location.channel === 'body');
    expect(lines.map(({ text }) => text).slice(-2)).toEqual([
      'All people that were found worthy of the grant of this year are',
      'named below, with their number and their town, in no order.',
    ]);
  });
});
