import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { docx } from '../../../../src/engine/formats/docx/docx.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { everyPart } from '../../../inflate.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { bodyPlants } from './body-plants.ts';
import { objectPlants } from './object-plants.ts';
import { partPlants } from './part-plants.ts';
import { hanging, paragraph, run, wordFile } from './word-file.ts';

const SECRET = '350102199003074515';
const fixture = (path: string) => () => readFileSync(`fixtures/${path}`);
const plants: Plant[] = [...bodyPlants, ...partPlants, ...objectPlants];

describeFormat(docx, {
  name: 'notice.docx',
  plants,
  clean: {
    'a notice made by LibreOffice': fixture('tender/libreoffice.docx'),
    'a notice made by python-docx, with a thumbnail': fixture('tender/python-docx.docx'),
  },
});

describeMutations(
  'notice.docx',
  wordFile({ body: paragraph(run('身份证号 350102199003074515')) }),
  '350102199003074515',
  100,
);

it('masks the words of a drawing, and asks a person to look at what else it draws', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text>${SECRET.slice(0, 9)}<tspan>${SECRET.slice(9)}</tspan></text></svg>`;
  const bytes = wordFile(hanging('image', 'word/media/image1.svg', svg));
  const { verdict, output } = await redact({ bytes, name: '公示.docx' }, settings);
  expect(verdict).toBe('review');
  expect(leaks(output as Uint8Array, SECRET)).toEqual([]);
});

it('masks a telephone number that Word shows from its end', async () => {
  const turned = `<w:bdo w:val="rtl">${run('00083100831')}</w:bdo>`;
  const bytes = wordFile({ body: paragraph(`${run('手机：')}${turned}${run('，张三')}`) });
  const { output, scan } = await redact({ bytes, name: 'notice.docx' }, settings);
  expect(scan.decisions[0]?.finding.ruleId).toBe('mobile');
  expect(leaks(output as Uint8Array, '00083100831')).toEqual([]);
});

it('masks a number written in a font of symbols, whose letters are codes of private use', async () => {
  const symbols = [...SECRET].map((digit) => String.fromCharCode(0xf000 + digit.charCodeAt(0)));
  const bytes = wordFile({ body: paragraph(run(`身份证号：${symbols.join('')}`)) });
  const { verdict, output } = await redact({ bytes, name: 'notice.docx' }, settings);
  expect(verdict).toBe('masked');
  expect(leaks(output as Uint8Array, symbols.join(''))).toEqual([]);
});

it('returns no file in which a number stands behind codes that any program undoes', async () => {
  const codes = [...SECRET].map((digit) => `\\u00${digit.charCodeAt(0).toString(16)}`).join('');
  const entities = [...SECRET].map((digit) => `&amp;#${digit.charCodeAt(0)};`).join('');
  for (const written of [codes, entities]) {
    const bytes = wordFile({ body: paragraph(run(`身份证号：${written}`)) });
    const { verdict, output } = await redact({ bytes, name: 'notice.docx' }, settings);
    expect(verdict).toBe('refused');
    expect(output).toBeUndefined();
  }
});

it('leaves an address to a link whose own goes, for Word calls a file without one damaged', async () => {
  const file = Buffer.from(`<p>${SECRET}</p>`).toString('base64');
  const bytes = wordFile({ arrows: [['rId9', 'hyperlink', `data:text/html;base64,${file}`]] });
  const { output } = await redact({ bytes, name: 'notice.docx' }, settings);
  const parts = everyPart(output as Uint8Array).map((part) => Buffer.from(part.bytes).toString());
  expect(parts.some((part) => part.includes('Target="about:blank"'))).toBe(true);
  expect(parts.some((part) => part.includes('Target=""'))).toBe(false);
});
