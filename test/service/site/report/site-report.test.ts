import { expect, it } from 'vitest';
import { lettersPage } from '../../../../src/service/site/report/letters.ts';
import { siteCsv } from '../../../../src/service/site/report/report-csv.ts';
import { sitePage } from '../../../../src/service/site/report/report-page.ts';
import {
  type ReportedExposure,
  siteReport,
} from '../../../../src/service/site/report/site-report.ts';

const exposure = (more: Partial<ReportedExposure>): ReportedExposure => ({
  id: '1',
  kind: 'identifiers',
  status: 'open',
  title: '助学金名单.xlsx',
  places: [{ address: 'http://www.example.gov.cn/a.xlsx' }],
  department: '教育局',
  policy: 'student-aid',
  severity: 'high',
  counts: { 'resident-id': 3 },
  firstSeen: '2026-11-01T00:00:00Z',
  lastSeen: '2026-11-20T00:00:00Z',
  days: 20,
  goneBecause: null,
  ...more,
});
const NAMES: Record<string, { zh: string; en: string }> = {
  'resident-id': { zh: '居民身份证号', en: 'Resident ID' },
  mobile: { zh: '手机号', en: 'Mobile number' },
};
const COVERAGE = { read: 90, readInPart: 2, unread: [], lastScan: null };
const at = new Date('2026-11-21T17:30:00Z');
const reportOf = (...exposures: ReportedExposure[]) =>
  siteReport(
    'www.example.gov.cn',
    exposures,
    [],
    COVERAGE,
    at,
    (type) => NAMES[type] ?? { zh: type, en: type },
  );

it('what still stands comes first, and of that the worst', () => {
  const report = reportOf(
    exposure({ id: 'gone', status: 'taken-down', severity: 'critical' }),
    exposure({ id: 'few', counts: { mobile: 1 } }),
    exposure({ id: 'many', counts: { 'resident-id': 90 } }),
    exposure({ id: 'accepted', status: 'accepted', severity: 'critical' }),
    exposure({ id: 'worst', severity: 'critical', status: 'reopened' }),
  );
  expect(report.exposures.map(({ id }) => id)).toEqual([
    'worst',
    'many',
    'few',
    'gone',
    'accepted',
  ]);
});

it('adds up what stands by department, type and age, and leaves out what is gone', () => {
  const report = reportOf(
    exposure({ days: 400 }),
    exposure({ department: null, counts: { mobile: 2 }, days: 3 }),
    exposure({ status: 'taken-down', counts: { mobile: 50 }, days: 2 }),
  );
  expect(report.totals).toEqual({
    open: 2,
    reopened: 0,
    'taken-down': 1,
    accepted: 0,
    findings: 5,
  });
  expect(report.byDepartment).toEqual([
    { department: '教育局', standing: 1, findings: 3, takenDown: 1, oldest: 400 },
    { department: null, standing: 1, findings: 2, takenDown: 0, oldest: 3 },
  ]);
  expect(report.byType.map(({ type, findings }) => [type, findings])).toEqual([
    ['resident-id', 3],
    ['mobile', 2],
  ]);
  expect(report.byAge.filter(({ standing }) => standing > 0).map(({ from }) => from)).toEqual([
    1, 366,
  ]);
});

it('the page names types in words, also of what is gone, and runs nothing of a title', () => {
  const page = sitePage(
    reportOf(
      exposure({ title: '<script>alert(1)</script>', status: 'taken-down', counts: { mobile: 2 } }),
    ),
  );
  expect(page).toContain('手机号 2');
  expect(page).toContain('已撤下');
  expect(page).toContain('没有发现仍在网上的个人信息');
  expect(page).not.toContain('<script');
});

it('the page speaks English to whoever asks', () => {
  const page = sitePage(reportOf(exposure({})), 'en');
  expect(page).toContain('Resident ID 3');
  expect(page).toContain('still online');
});

it('the page tells days by the clock of China', () =>
  expect(sitePage(reportOf())).toContain('2026-11-22 01:30'));

it('the list opens in a spreadsheet with a line for each place, and no title becomes a formula', () => {
  const csv = siteCsv(
    reportOf(
      exposure({
        title: '=HYPERLINK("x")',
        places: [
          {
            address: 'http://www.example.gov.cn/a.xlsx',
            onPage: 'http://www.example.gov.cn/1.html',
          },
          { address: 'http://www.example.gov.cn/b.xlsx' },
        ],
      }),
    ),
  );
  expect(csv.startsWith('\uFEFF"编号"')).toBe(true);
  expect(csv.trim().split('\r\n')).toHaveLength(3);
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  expect(siteCsv(reportOf(exposure({ title: '＝1+1' })))).toContain(`"'＝1+1"`);
});

it('each department gets a letter of its own with its documents only', () => {
  const page = lettersPage(
    reportOf(
      exposure({ title: '名单甲' }),
      exposure({ department: '民政局', title: '名单乙', status: 'reopened' }),
      exposure({ title: '名单丙', status: 'taken-down' }),
    ),
  );
  const letters = page.split('<section>').slice(1);
  expect(letters).toHaveLength(2);
  expect(letters.find((letter) => letter.includes('教育局：'))).toContain('名单甲');
  expect(letters.find((letter) => letter.includes('民政局：'))).toMatch(/名单乙.*撤下后再次出现/s);
  expect(letters.join()).not.toContain('名单丙');
});

it('says how much was not looked at, and why, before any figure can be taken for the whole', () => {
  const report = siteReport(
    'www.example.gov.cn',
    [],
    [],
    {
      read: 90,
      readInPart: 2,
      unread: [
        { reason: 'image', pages: 412 },
        { reason: 'not-reached', pages: 8 },
      ],
      lastScan: { at, state: 'failed', because: 'certificate-expired' },
    },
    at,
    (type) => ({ zh: type, en: type }),
  );
  const page = sitePage(report);
  expect(page).toContain('最近一次扫描没有成功，下列情况是以前查到的（证书已过期或尚未生效）');
  expect(page).toContain('已完整查看 90 个网页和附件，另有 2 个只读出了一部分');
  expect(page).toContain('下列 420 个没有查看，其中可能仍有个人信息');
  expect(page).toMatch(/图片（不识别图中文字）<\/td><td class="count">412/);
  expect(sitePage(report, 'en')).toContain('pictures: no text in them is read');
});

it('says why a document is taken down', () => {
  const gone = { status: 'taken-down', goneBecause: 'changed', days: 8 } as const;
  const page = sitePage(reportOf(exposure(gone)));
  expect(page).toContain('内容已更改，不再显示');
  expect(page).toContain('曾公开');
});

it('signs a letter before its list, and leaves room for who sends it and by when', () => {
  const letter = lettersPage(reportOf(exposure({})));
  expect(letter).toMatch(/于＿＿月＿＿日前[\s\S]*（发函单位）[\s\S]*附件：需要整改的文件清单/);
});
