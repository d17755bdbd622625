// Words that somebody hid without deleting them: found as a kind of their own, and told in plain words.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { reportPage } from '../../src/engine/report/html/page.ts';
import { reportSarif } from '../../src/engine/report/sarif.ts';
import { leaks } from '../leaks.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const ID = '350102199003070012';
const PHONE = '13800138000';

async function read(name: string) {
  const bytes = readFileSync(`fixtures/disguised/${name}`);
  const { report, output } = await engine.redact({ bytes, name });
  const findings = report.findings.map(
    ({ type, action, disguise }) => `${action} ${type} ${disguise}`,
  );
  return { report, output: output as Uint8Array, findings, page: reportPage(report) };
}

describe('a black box', () => {
  it('over numbers: they are masked below it, and the report says that the box deleted nothing', async () => {
    const { report, findings, page, output } = await read('box-over-numbers.pdf');
    expect(findings).toEqual(['mask resident-id covered', 'mask resident-id covered']);
    expect(report.verdict).toBe('masked');
    expect(report.summary.byDisguise).toEqual({ covered: 2 });
    expect(page).toContain('色块下仍可复制 2 处');
    expect(leaks(output, ID)).toEqual([]);
  });
  for (const name of ['box-over-names.pdf', 'rectangle-comment.pdf'])
    it(`over names (${name}): a person decides, and the file that waits holds none of them`, async () => {
      const { report, findings, page, output } = await read(name);
      expect(findings).toEqual(['review covered-text covered']);
      expect(report.verdict).toBe('review');
      expect(page).toContain('黑框（色块）下仍有可复制的文字');
      expect(page).toContain('盖住的文字并没有删除');
      expect(leaks(output, '陈志强')).toEqual([]);
    });
});

it('white words are told and stay', async () => {
  const { report, findings, page } = await read('white.pdf');
  expect(findings).toEqual(['keep white-text white']);
  expect(report.verdict).toBe('clean');
  expect(page).toContain('白字仍可复制 1 处');
});

it.each(['hidden.xlsx', 'hidden.xls', 'hidden.ods'])(
  'a workbook with a hidden column, a hidden sheet and white cells: each is told, the numbers are masked: %s',
  async (name) => {
    const { findings, output, report } = await read(name);
    expect(findings.toSorted()).toEqual([
      'keep hidden-text hidden',
      'keep hidden-text hidden',
      'keep invisible-text invisible',
      'mask mobile white',
      'mask mobile white',
      'mask resident-id hidden',
      'mask resident-id hidden',
    ]);
    expect(report.findings.map(({ location }) => location.part)).toContain('底稿');
    expect(leaks(output, ID, PHONE)).toEqual([]);
  },
);

for (const name of ['hidden.docx', 'hidden.doc', 'hidden.odt', 'hidden.rtf'])
  it(`a letter with words set not to show, and others in white: ${name}`, async () => {
    const { findings, output, page } = await read(name);
    expect(findings).toContain('keep hidden-text hidden');
    expect(findings).toContain('keep white-text white');
    expect(findings).toContain('mask resident-id hidden');
    expect(findings).toContain('mask mobile white');
    expect(page).toContain('与底色相同、看不见的文字');
    expect(leaks(output, ID, PHONE)).toEqual([]);
  });

for (const name of ['hidden.odp', 'hidden.pptx'])
  it(`slides with words in white, under a rectangle, beside the slide and on one left out: ${name}`, async () => {
    const { findings, output, report } = await read(name);
    expect(findings.toSorted()).toEqual([
      'keep hidden-text hidden',
      'keep off-page-text off-page',
      'keep white-text white',
      'mask mobile hidden',
      'mask mobile off-page',
      'mask resident-id covered',
      'mask resident-id hidden',
      'review covered-text covered',
    ]);
    expect(report.verdict).toBe('review');
    expect(leaks(output, ID, PHONE)).toEqual([]);
  });

it('a web page with words that are not shown, far off it and in the colour of the paper', async () => {
  const { findings, output } = await read('hidden.html');
  expect(findings.toSorted()).toEqual([
    'keep hidden-text hidden',
    'keep off-page-text off-page',
    'keep white-text white',
    'mask mobile off-page',
    'mask resident-id hidden',
  ]);
  expect(leaks(output, ID, PHONE)).toEqual([]);
});

it.each(['hidden.xlsx', 'hidden.xls', 'hidden.ods'])(
  'a white heading on a dark cell is seen, and not told as hidden: %s',
  async (name) => {
    const { report } = await read(name);
    const white = report.findings.filter(({ disguise }) => disguise === 'white');
    expect(white.map(({ location }) => location.address).toSorted()).toEqual(['D2', 'D3']);
  },
);

it('other programs are told too', async () => {
  const { report } = await read('box-over-numbers.pdf');
  expect(JSON.stringify(reportSarif(report))).toContain('色块下仍可复制');
});

for (const name of [
  'tender/reportlab.pdf',
  'tender/libreoffice.pdf',
  'tender/openpyxl.xlsx',
  'tender/python-docx.docx',
  'odf/clean.odt',
  'odf/clean-list.ods',
])
  it(`an honest file hides nothing: ${name}`, async () => {
    const bytes = readFileSync(`fixtures/${name}`);
    const { report } = await engine.redact({ bytes, name });
    expect(report.summary.byDisguise).toEqual({});
  });
