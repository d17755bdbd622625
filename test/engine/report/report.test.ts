import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/engine/core/decision.ts';
import { Finding } from '../../../src/engine/core/finding.ts';
import type { BlindSpot } from '../../../src/engine/core/segment.ts';
import { composeReport, type Facts } from '../../../src/engine/report/compose.ts';
import { reportPage } from '../../../src/engine/report/html/page.ts';
import { LISTED } from '../../../src/engine/report/report.ts';
import { reportSarif } from '../../../src/engine/report/sarif.ts';
import { SENTENCES_EN } from '../../../src/engine/report/words/sentences-en.ts';
import { SENTENCES_ZH } from '../../../src/engine/report/words/sentences-zh.ts';
import { documentOf, tableOf } from '../document-of.ts';

const ID = '11010519491231002X';
const PHONE = '0591-87654321';

const file = (name: string) => ({
  name,
  format: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bytes: 18_233,
  sha256: 'a'.repeat(64),
});

const finding = (ruleId: string, segmentId: number, evidence: string[]): Finding =>
  new Finding({ ruleId, severity: 'critical', confidence: 'certain', evidence }, segmentId, 0, 18);

const decisions: Decision[] = [
  {
    action: 'mask',
    mask: { kind: 'full' },
    finding: finding('resident-id', 3, ['checksum', 'header:身份证号']),
  },
  {
    action: 'review',
    mask: { kind: 'full' },
    reason: 'doubtful',
    finding: finding('resident-id', 5, ['checksum', `against:项目编号${ID}`]),
  },
  {
    action: 'keep',
    reason: 'kept:office-contact',
    finding: finding('landline', 6, ['label:联系电话']),
  },
];

const blindSpots: BlindSpot[] = [
  { location: { channel: 'image', part: '名单', address: '图 1' }, reason: 'image' },
];
const document = documentOf(
  [
    ...tableOf([
      ['姓名', '身份证号'],
      ['张伟', ID],
      ['李娜', ID],
    ]),
    { text: PHONE, channel: 'header-footer', part: `表<${ID}>`, address: '' },
  ],
  {
    blindSpots,
    removals: [
      {
        location: { channel: 'script', part: '工作簿', address: '' },
        what: 'macro',
        when: 'always',
      },
    ],
  },
);

const facts: Facts = {
  verdict: 'review',
  input: file('名单 <b>&.xlsx'),
  output: { ...file('名单 <b>&.xlsx'), sha256: 'b'.repeat(64) },
  policy: {
    id: 'student-aid',
    version: '2017.1',
    name: { zh: '学生资助', en: 'Student aid' },
    chosen: 'guessed',
    because: '助学金',
    basis: ['教财厅函〔2017〕28号'],
  },
  notice: {
    publisher: '左海市教育局',
    indexNumber: null,
    written: null,
    published: '2024-05-06',
    period: {
      start: '2024-05-06',
      end: '2024-05-13',
      length: { count: 5, unit: 'working-days' },
      source: 'text',
      counted: true,
    },
  },
  decisions,
  document,
  rules: new Map([
    [
      'resident-id',
      {
        name: { zh: '居民身份证号码', en: 'Resident identity number' },
        basis: [{ law: '政府信息公开条例', article: '第十五条' }],
      },
    ],
    ['landline', { name: { zh: '固定电话', en: 'Landline' }, basis: [{ law: '个人信息保护法' }] }],
  ]),
  verification: { readers: ['SheetJS', 'unzip'], residual: 0, completed: true },
  engine: { version: '0.1.0', rules: 'abc123' },
  hide: (text) => text,
  maskedText: ({ action }) => (action === 'keep' ? null : '*'.repeat(18)),
  fingerprint: () => 'hmac-sha256:0',
  accepted: [],
  personsToRelease: 1,
  converted: null,
  idOf: (decision) => `id-${decisions.indexOf(decision) + 1}`,
  personsToKeep: ({ finding: { ruleId } }) => (ruleId === 'resident-id' ? 2 : 1),
};
const report = composeReport(facts);

describe('the report of a list held for review', () => {
  it('as JSON', () =>
    expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(
      '../../../fixtures/report/review.json',
    ));
  it('as a page in Chinese', () =>
    expect(reportPage(report)).toMatchFileSnapshot('../../../fixtures/report/review.zh.html'));
  it('as a page in English', () =>
    expect(reportPage(report, 'en')).toMatchFileSnapshot(
      '../../../fixtures/report/review.en.html',
    ));
  it('as SARIF', () =>
    expect(`${JSON.stringify(reportSarif(report), null, 2)}\n`).toMatchFileSnapshot(
      '../../../fixtures/report/review.sarif.json',
    ));
});

describe('no form of the report holds a value', () => {
  it.each([
    ['JSON', JSON.stringify(report)],
    ['the page', reportPage(report)],
    ['SARIF', JSON.stringify(reportSarif(report))],
  ])('%s', (_, text) => {
    expect(text).not.toContain(ID);
    expect(text).not.toContain(PHONE);
    expect(text).not.toContain('张伟');
  });
});

describe('the page is safe to open', () => {
  const page = reportPage(report);
  it('writes the file’s name as text, never as markup', () => {
    expect(page).toContain('名单 &lt;b&gt;&amp;.xlsx');
    expect(page).not.toContain('<b>');
  });
  it('has no script and fetches nothing', () =>
    expect(page).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|javascript:|\son\w+=/i));
  it('shows direction marks that could reorder a line', () =>
    expect(reportPage({ ...report, document: file('\u202Excod.exe\u0007') })).toContain(
      '\uFFFDxcod.exe\uFFFD',
    ));
});

describe('a very large report', () => {
  const many: Decision[] = [
    ...Array.from({ length: 300_000 }, () => decisions[0] as Decision),
    decisions[1] as Decision,
  ];
  const idOf: Facts['idOf'] = (one) => (one === decisions[1] ? 'the doubt' : 'another');
  const large = composeReport({ ...facts, decisions: many, idOf });
  it('counts every finding', () => {
    expect(large.summary).toMatchObject({ found: 300_001, masked: 300_000, review: 1 });
    expect(large.summary.unlisted).toBe(300_001 - LISTED);
  });
  it('lists what needs a person first', () => {
    expect(large.findings.length).toBe(LISTED);
    expect(large.findings[0]).toMatchObject({ id: 'the doubt', action: 'review' });
  });
  it('says how many are not listed', () => expect(reportPage(large)).toContain('另有 298,001 处'));
  it('stays under four megabytes', () => expect(reportPage(large).length).toBeLessThan(4_000_000));
});

it('says in one sentence why an unproven file was withheld', () => {
  const unproven = { readers: ['pdftotext'], residual: 0, completed: false };
  const page = reportPage({ ...report, verdict: 'refused', masked: null, verification: unproven });
  expect(page).toContain('重新读取时中断');
  expect(page).toContain('没有输出文件');
});

it('does not call a verification good that found a survivor', () => {
  const failed = { readers: ['pdftotext'], residual: 2, completed: true };
  const page = reportPage({ ...report, verdict: 'refused', masked: null, verification: failed });
  expect(page).toContain('仍能读出 2 个');
  expect(page).not.toContain('读不出任何');
});

it('says everything in both languages', () => {
  expect(Object.keys(SENTENCES_EN).toSorted()).toEqual(Object.keys(SENTENCES_ZH).toSorted());
});

it('cuts short what stands for a whole column', () => {
  const wide = composeReport({ ...facts, maskedText: () => '*'.repeat(100_000) });
  expect(wide.findings[0]?.masked?.length).toBeLessThan(100);
});
