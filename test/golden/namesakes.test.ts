// Why the numbers were printed in the first place: students of one name. Fuzhou, 2017.
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { createEngine } from '../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const ID_COLUMN = 5;

/** The rows of the masked list, as SheetJS reads them. */
async function rowsUnder(policy: string): Promise<string[][]> {
  const bytes = readFileSync('fixtures/scholarship/libreoffice.xlsx');
  const { output } = await engine.redact({ bytes, name: 'list.xlsx' }, { policy });
  const { Sheets } = XLSX.read(output, { type: 'buffer' });
  const list = Sheets.获奖名单 as XLSX.WorkSheet;
  const rows = XLSX.utils.sheet_to_json<unknown[]>(list, { header: 1 });
  return rows.filter(([number]) => typeof number === 'number').map((row) => row.map(String));
}

it('shows no digit of any identity number under the rules for student aid', async () => {
  const rows = await rowsUnder('student-aid');
  expect(rows).toHaveLength(50);
  for (const row of rows) expect(row[ID_COLUMN]).not.toMatch(/\d/);
});

it('tells students of one name apart, and shows nothing of anyone else', async () => {
  const rows = await rowsUnder('general');
  expect(rows).toHaveLength(50);
  const seats = Map.groupBy(rows, ([, name, sex, school, group]) =>
    [name, sex, school, group].join(),
  );
  const ties = [...seats.values()].filter((group) => group.length > 1);
  expect(ties.length).toBeGreaterThan(0);
  for (const group of ties)
    expect(new Set(group.map((row) => row[ID_COLUMN])).size).toBe(group.length);
  for (const [row] of [...seats.values()].filter((group) => group.length === 1))
    expect(row?.[ID_COLUMN]).toMatch(/^\*+$/);
  for (const row of rows)
    expect(row[ID_COLUMN]?.replaceAll(/\D/g, '').length).toBeLessThanOrEqual(4);
});

it('marks them in a PDF with small letters behind the name, and moves nothing', async () => {
  const bytes = readFileSync('fixtures/scholarship/reportlab.pdf');
  const { output } = await engine.redact({ bytes, name: 'list.pdf' }, { policy: 'student-aid' });
  const text = await textOf(output as Uint8Array);
  for (const label of ['(A)', '(B)', '(C)']) expect(text).toContain(`林志强 ${label}`);
  const before = (await textOf(bytes)).split(' ').filter((word) => /^\p{Script=Han}+$/u.test(word));
  expect(text.split(' ').filter((word) => /^\p{Script=Han}+$/u.test(word))).toEqual(before);
});

/** Every piece of text as pdf.js reads it. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
  const words: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++)
    for (const item of (await (await pdf.getPage(number)).getTextContent()).items)
      if ('str' in item && item.str.trim() !== '') words.push(item.str.trim());
  return words.join(' ');
}
