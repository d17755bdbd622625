import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { openZip } from '../../../../src/engine/formats/shared/zip/zip.ts';
import { xlsx } from '../../../../src/engine/formats/xlsx/xlsx.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { cellPlants } from './cell-plants.ts';
import { excelFile, inline, number, row, shared } from './excel-file.ts';
import { partPlants } from './part-plants.ts';
import { rootPlants } from './root-plants.ts';

const fixture = (path: string) => () => readFileSync(`fixtures/${path}`);

describeFormat(xlsx, {
  name: 'list.xlsx',
  plants: [...cellPlants, ...partPlants, ...rootPlants],
  clean: {
    'a list made by LibreOffice': fixture('tender/libreoffice.xlsx'),
    'a list made by openpyxl': fixture('tender/openpyxl.xlsx'),
  },
});

describeMutations(
  'list.xlsx',
  excelFile({
    strings: ['<t>350102199003074515</t>'],
    rows: row(shared('A1', 0), inline('B1', '350102199003074515')),
  }),
  '350102199003074515',
  100,
);

it('calls no row hidden that LibreOffice wrote as hidden="false"', async () => {
  const document = await xlsx.open(
    readFileSync('fixtures/scholarship/libreoffice.xlsx'),
    surroundings(settings.limits),
  );
  const channels = [...document.segments]
    .filter(({ cell }) => cell)
    .map((one) => one.location.channel);
  expect(new Set(channels)).toEqual(new Set(['table']));
});

it('tells a date in a cell as its reader sees it', async () => {
  const styles =
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="31"/></cellXfs>';
  const rows = row(
    number('A1', '32939', 1),
    number('B1', '32939', 2),
    number('C1', '7401.900000000001'),
  );
  const document = await xlsx.open(excelFile({ styles, rows }), surroundings(settings.limits));
  const cells = [...document.segments].filter(({ cell }) => cell).map(({ text }) => text);
  expect(cells).toEqual(['1990年3月7日', '1990年3月7日', '7401.9']);
});

it('reads dates whose signs a program did not quote', async () => {
  const codes = ['yyyy.mm.dd', 'yyyy年m月d日', 'yyyy.mm;@', '0.00'];
  const styles = `<numFmts count="${codes.length}">${codes.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs count="5"><xf numFmtId="0"/>${codes.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}</cellXfs>`;
  const rows = row(...codes.map((_, index) => number(`${'ABCD'[index]}1`, '32939', index + 1)));
  const document = await xlsx.open(excelFile({ styles, rows }), surroundings(settings.limits));
  expect([...document.segments].filter(({ cell }) => cell).map(({ text }) => text)).toEqual([
    '1990.03.07',
    '1990年3月7日',
    '1990.03.07',
    '32939',
  ]);
});

it('tells the day of a date that its format does not draw: it is in the file for everybody', async () => {
  const codes = [
    'yyyy&quot;年&quot;m&quot;月&quot;',
    'yyyy.mm',
    'yyyy',
    'mmm-yy',
    'm&quot;月&quot;d&quot;日&quot;',
    'h:mm',
    '0.00',
  ];
  const styles = `<numFmts count="${codes.length}">${codes.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs count="9"><xf numFmtId="0"/>${codes.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}<xf numFmtId="57"/></cellXfs>`;
  const cells = codes.map((_, index) => number(`${'ABCDEFG'[index]}1`, '32939', index + 1));
  const rows = row(...cells, number('H1', '32939', 8), number('I1', '32933', 8));
  const document = await xlsx.open(excelFile({ styles, rows }), surroundings(settings.limits));
  expect([...document.segments].filter(({ cell }) => cell).map(({ text }) => text)).toEqual([
    '1990年3月7日',
    '1990.03.07',
    '1990-03-07',
    '1990-03-07',
    '1990-03-07',
    '0:00',
    '32939',
    '1990年3月7日',
    // The first of a month is how a spreadsheet keeps a month.
    '1990年3月',
  ]);
});

it('masks two cells with one string differently when they are told to, and keeps a third', async () => {
  const rows = row(shared('A1', 0), shared('B1', 0), shared('C1', 0));
  const document = await xlsx.open(
    excelFile({ strings: ['<t>张伟先生小姐</t>'], rows }),
    surroundings(settings.limits),
  );
  const [first, second] = [...document.segments].filter(({ cell }) => cell);
  const edit = (segmentId: number, replacement: string) => ({
    segmentId,
    span: { start: 0, end: 2 },
    replacement,
  });
  const output = await document.rewrite([
    edit(first?.id as number, '张伟（甲）'),
    edit(second?.id as number, '张*'),
  ]);
  const again = await xlsx.open(output, surroundings(settings.limits));
  const cells = [...again.segments].filter(({ cell }) => cell).map(({ text }) => text);
  expect(cells).toEqual(['张伟（甲）先生小姐', '张*先生小姐', '张伟先生小姐']);
});

it('leaves every part as it was that holds nothing to hide', async () => {
  const input = readFileSync('fixtures/scholarship/openpyxl.xlsx');
  const { output } = await redact({ bytes: input, name: 'list.xlsx' }, settings);
  const [before, after] = [input, output as Uint8Array].map((bytes) => {
    const zip = openZip(bytes, settings.limits);
    return new Map(zip.entries.map((entry) => [entry.name, zip.read(entry).toString('latin1')]));
  }) as [Map<string, string>, Map<string, string>];
  expect([...after.keys()]).toEqual([...before.keys()]);
  const changed = [...after].filter(([name, content]) => before.get(name) !== content);
  expect(changed.length).toBeGreaterThan(0);
  for (const [name] of changed)
    expect(name).toMatch(/^xl\/(?:sharedStrings|worksheets\/sheet\d)\.xml$/);
});

it('the second reader too sees the digits that a number format draws', async () => {
  const styles =
    '<numFmts count="1"><numFmt numFmtId="200" formatCode="\\1\\3\\8\\0\\0\\1\\3\\8\\0\\0\\0"/></numFmts>';
  const texts: string[] = [];
  const file = excelFile({ rows: row(inline('A1', '甲')), styles });
  for await (const { text } of xlsx.reread(file, surroundings(settings.limits))) texts.push(text);
  expect(texts.join('\n')).toContain('13800138000');
});
