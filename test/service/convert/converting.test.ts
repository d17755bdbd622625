import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { type Convert, converting } from '../../../src/service/convert/converting.ts';
import { LIBREOFFICE_DEFAULTS, libreOffice } from '../../../src/service/convert/libreoffice.ts';
import { openMemoryDesk } from '../../../src/service/jobs/memory-desk.ts';
import { patientRedactor } from '../../../src/service/jobs/patient-redactor.ts';
import { checkAtDesk } from '../../../src/service/publish/attachments.ts';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { leaks } from '../../leaks.ts';

const SECRET = '350102199003074515';
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
afterAll(() => sandbox.close());

/** A list as SheetJS writes it in any of its kinds of file. */
function list(
  bookType: XLSX.BookType,
  rows: unknown[][] = [
    ['姓名', '身份证号'],
    ['张三', SECRET],
  ],
): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '名单');
  return XLSX.write(book, { type: 'buffer', bookType });
}

const bySheetJs: Convert = async (bytes) =>
  XLSX.write(XLSX.read(bytes), { type: 'buffer', bookType: 'xlsx' });
const redact = (name: string, bytes: Buffer, convert: Convert | undefined) =>
  converting(sandbox, Promise.resolve(convert)).redact({ name, wantsOutput: true }, bytes);

it('masks what a converter made of a file that cannot be opened, and says so', async () => {
  const { report, output } = await redact(`${SECRET}.xlsb`, list('xlsb'), bySheetJs);
  expect(report).toMatchObject({
    verdict: 'masked',
    converted: { from: '.xlsb', to: '.xlsx', by: 'LibreOffice' },
    document: { name: `${'*'.repeat(18)}.xlsb`, format: 'xlsb', bytes: list('xlsb').length },
    masked: { name: `${'*'.repeat(18)}.xlsx`, format: 'xlsx' },
  });
  expect(leaks(output as Buffer, SECRET)).toEqual([]);
});

it('never calls a converted draft clean: the draft itself was read by nobody', async () => {
  const bytes = list('xlsb', [['学院'], ['法学院']]);
  const { report } = await redact('名单.xlsb', bytes, bySheetJs);
  expect(report).toMatchObject({ verdict: 'masked', summary: { found: 0 } });
});

it('gives the findings of a draft the same ids however often it is converted', async () => {
  const ids = async () =>
    (await redact('名单.xlsb', list('xlsb'), bySheetJs)).report.findings.map(({ id }) => id);
  expect(await ids()).toEqual(await ids());
});

it('says what to do where there is no converter, or where it fails', async () => {
  const nothing: Convert = async () => undefined;
  for (const convert of [undefined, nothing])
    await expect(redact('名单.xlsb', list('xlsb'), convert)).rejects.toMatchObject({
      code: 'format-unsupported',
      detail: expect.stringContaining('XLSX'),
    });
});

it('leaves to a converter only what is by its first bytes what its name says', async () => {
  const never: Convert = async () => expect.unreachable();
  await expect(redact('名单.xlsb', Buffer.from('Rar!\x1a\x07 x'), never)).rejects.toMatchObject({
    code: 'format-unsupported',
  });
});

it('converts by LibreOffice, where it is installed and can be kept in', async () => {
  const convert = await libreOffice(LIBREOFFICE_DEFAULTS);
  if (!convert) return;
  for (const [name, bytes] of [
    ['名单.xlsb', list('xlsb')],
    ['名单.xls', list('biff5')],
  ] as const) {
    const { report, output } = await redact(name, bytes, convert);
    expect(report).toMatchObject({ verdict: 'masked', masked: { format: 'xlsx' } });
    expect(leaks(output as Buffer, SECRET)).toEqual([]);
  }
});

const look = (name: string, bytes: Buffer, convert: Convert | undefined) =>
  converting(sandbox, Promise.resolve(convert)).look(
    {
      name,
      url: 'http://www.example.gov.cn/',
      isSitemap: false,
      fingerprintKey: Buffer.alloc(32).toString('base64'),
    },
    bytes,
  );

it.each(['名单.xlsb', 'down.jsp?i_ID=7'])(
  'finds what stands online in a file that has to be converted, called %s',
  async (name) => {
    const { look: seen, problem } = await look(name, list('xlsb'), bySheetJs);
    expect(problem).toBeNull();
    expect(seen?.summary.byType).toMatchObject({ 'resident-id': 1 });
  },
);

it('says of a file that nobody converts that it was not looked at', async () => {
  for (const convert of [undefined, async () => undefined])
    expect((await look('名单.xlsb', list('xlsb'), convert)).problem).toBe('format-unsupported');
});

it('reads a presentation of old online by LibreOffice, where it is installed and can be kept in', async () => {
  const convert = await libreOffice(LIBREOFFICE_DEFAULTS);
  if (!convert) return;
  const slides = readFileSync('fixtures/legacy/slides.ppt');
  expect((await look('slides.ppt', slides, convert)).look?.summary.masked).toBeGreaterThan(0);
});

it('tells a CMS what the masked file is called that takes the place of an old one', async () => {
  const sandboxThere = converting(sandbox, Promise.resolve(bySheetJs));
  const hour = { bytes: 10_000_000, milliseconds: 3_600_000 };
  const desk = openMemoryDesk(patientRedactor(sandboxThere), hour);
  const file = { name: '名单.xlsb', bytes: list('xlsb') };
  const checked = await checkAtDesk(file, 'general', desk, 'cms');
  expect(checked).toMatchObject({ decision: 'replace', name: '名单.xlsx' });
});
