import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { unpacked } from '../shared/integrity.ts';
import { type ExcelFile, excelFile, excelPart, inline, row } from './excel-file.ts';

const PHONE = '13900001234';
const ID = '350102199003074515';

async function maskedParts(file: ExcelFile): Promise<Map<string, string>> {
  const { output } = await redact({ bytes: excelFile(file), name: 'list.xlsx' }, settings);
  return unpacked(output as Uint8Array);
}
const sheetOf = (parts: Map<string, string>) => parts.get('xl/worksheets/sheet1.xml') ?? '';

it('takes out a formula whose result was masked: the next calculation would bring it back', async () => {
  const rows = row(inline('A1', '手机'), `<c r="B1"><f>C1+0</f><v>${PHONE}</v></c>`);
  expect(sheetOf(await maskedParts({ rows }))).toContain(
    '<c t="inlineStr" r="B1"><is><t>***********</t></is></c>',
  );
});

it('takes out every formula filled down from one that went', async () => {
  const rows = row(
    `<c r="A1" t="str"><f t="shared" ref="A1:B1" si="0">"${ID}"&amp;C1</f><v>${ID}</v></c>`,
    '<c r="B1" t="str"><f t="shared" si="0"/><v>甲</v></c>',
    '<c r="C1"><f>1+1</f><v>2</v></c>',
  );
  const sheet = sheetOf(await maskedParts({ rows }));
  expect(sheet).toContain('<c r="B1" t="str"><v>甲</v></c>');
  expect(sheet).toContain('<c r="C1"><f>1+1</f><v>2</v></c>');
});

it('takes out the order of calculation with a formula, and leaves it otherwise', async () => {
  const parts = { 'xl/calcChain.xml': excelPart('calcChain', '<c r="A1" i="1"/>') };
  const bookArrows = [['rId9', 'calcChain', 'calcChain.xml']] as const;
  const formula = row(`<c r="A1" t="str"><f>"${ID}"</f><v>${ID}</v></c>`);
  const other = row('<c r="A1"><f>1+1</f><v>2</v></c>', inline('B1', ID));
  expect((await maskedParts({ rows: formula, parts, bookArrows })).has('xl/calcChain.xml')).toBe(
    false,
  );
  expect((await maskedParts({ rows: other, parts, bookArrows })).has('xl/calcChain.xml')).toBe(
    true,
  );
});

it('writes a zero where only a number may stand, a literal where a word may', async () => {
  const sheet = await maskedParts({
    rows: row(inline('A1', '甲')),
    afterRows: `<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1="${ID}"</formula></cfRule></conditionalFormatting>`,
    bookArrows: [['rId9', 'externalLink', 'externalLinks/externalLink1.xml']],
    parts: {
      'xl/externalLinks/externalLink1.xml': excelPart(
        'externalLink',
        `<externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>${PHONE}</v></cell></row></sheetData></sheetDataSet></externalBook>`,
      ),
    },
  });
  expect(sheet.get('xl/externalLinks/externalLink1.xml')).toContain('<v>0</v>');
  expect(sheetOf(sheet)).toContain('<formula>A1="******************"</formula>');
});
