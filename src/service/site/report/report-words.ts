import type { Severity } from '../../../engine/core/finding.ts';
import type { ExposureKind, ExposureStatus, GoneBecause } from '../../store/site-schema.ts';

/** The words of a site's report in one language. */
export interface SiteWords {
  readonly code: 'zh-CN' | 'en';
  readonly title: (site: string) => string;
  readonly at: string;
  readonly nothing: string;
  readonly status: Readonly<Record<ExposureStatus, string>>;
  readonly kind: Readonly<Record<ExposureKind, string>>;
  readonly standing: string;
  readonly findings: string;
  readonly department: string;
  readonly noDepartment: string;
  readonly byDepartment: string;
  readonly byType: string;
  readonly byAge: string;
  readonly trend: string;
  readonly scannedAt: string;
  readonly list: string;
  readonly type: string;
  readonly documents: string;
  readonly oldest: string;
  readonly days: (days: number) => string;
  readonly age: (from: number, to: number | null) => string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly exposedFor: string;
  readonly places: string;
  readonly onPage: string;
  readonly appeared: string;
  readonly takenDown: string;
  readonly policy: string;
  readonly shows: string;
  readonly document: string;
  readonly statusName: string;
  readonly kindName: string;
  readonly coverage: string;
  readonly looked: (whole: number, inPart: number) => string;
  readonly notLooked: (pages: number) => string;
  readonly reason: string;
  readonly pages: string;
  readonly neverScanned: string;
  readonly brokenOff: Readonly<Record<'failed' | 'unfinished', string>>;
  readonly severityName: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly gone: Readonly<Record<GoneBecause, string>>;
  readonly wasExposedFor: string;
  /** What a supervisor reads first. */
  readonly inShort: (standing: number, findings: number, oldest: number, worst: string) => string;
}

export const SITE_WORDS: Readonly<Record<'zh' | 'en', SiteWords>> = {
  zh: {
    code: 'zh-CN',
    title: (site) => `${site} 个人信息暴露情况报告`,
    at: '生成时间',
    nothing: '没有发现仍在网上的个人信息。',
    status: {
      open: '仍在网上',
      reopened: '再次出现',
      'taken-down': '已撤下',
      accepted: '已核准保留',
    },
    kind: {
      identifiers: '含个人标识',
      'past-period': '公示期已过仍未撤下',
      recombination: '与其他文件拼合可还原号码',
    },
    standing: '仍在网上的文件',
    findings: '个人标识',
    department: '发布单位',
    noDepartment: '（未标明单位）',
    byDepartment: '按发布单位',
    byType: '按信息种类',
    byAge: '按已暴露时间',
    trend: '历次扫描',
    scannedAt: '扫描时间',
    list: '逐件清单（最严重的在前）',
    type: '种类',
    documents: '文件',
    oldest: '最久',
    days: (days) => `${days} 天`,
    age: (from, to) => (to === null ? `超过 ${from - 1} 天` : `${from}–${to} 天`),
    firstSeen: '首次发现',
    lastSeen: '最近发现',
    exposedFor: '已暴露',
    places: '所在网址',
    onPage: '链接所在页面',
    appeared: '新出现',
    takenDown: '已撤下',
    policy: '适用策略',
    shows: '显示的内容',
    document: '文件',
    statusName: '状态',
    kindName: '问题',
    coverage: '查看了多少',
    looked: (whole, inPart) =>
      `已完整查看 ${whole} 个网页和附件${inPart > 0 ? `，另有 ${inPart} 个只读出了一部分` : ''}。`,
    notLooked: (pages) => `下列 ${pages} 个没有查看，其中可能仍有个人信息：`,
    reason: '原因',
    pages: '个数',
    neverScanned: '这个网站还没有完整扫描过。',
    brokenOff: {
      failed: '最近一次扫描没有成功，下列情况是以前查到的',
      unfinished: '最近一次扫描没有查完，下列情况可能不全',
    },
    severityName: '严重程度',
    severity: { critical: '特别严重', high: '严重', medium: '一般', low: '轻微' },
    gone: {
      removed: '网页或附件已删除',
      changed: '内容已更改，不再显示',
      moved: '网址已转到本站别处',
    },
    wasExposedFor: '曾公开',
    inShort: (standing, findings, oldest, worst) =>
      `有 ${standing} 份文件仍在网上公开不应公开的个人信息，共 ${findings} 个，最久的至少已公开 ${oldest} 天；最多的是${worst}。`,
  },
  en: {
    code: 'en',
    title: (site) => `Personal information exposed on ${site}`,
    at: 'Made at',
    nothing: 'No personal information was found to be still online.',
    status: {
      open: 'still online',
      reopened: 'back again',
      'taken-down': 'taken down',
      accepted: 'accepted',
    },
    kind: {
      identifiers: 'shows personal identifiers',
      'past-period': 'still online after its publication period',
      recombination: 'adds up to a number together with other documents',
    },
    standing: 'documents still online',
    findings: 'identifiers',
    department: 'Department',
    noDepartment: '(no department named)',
    byDepartment: 'By department',
    byType: 'By type',
    byAge: 'By age',
    trend: 'Scans so far',
    scannedAt: 'Scanned at',
    list: 'Document by document, the worst first',
    type: 'Type',
    documents: 'Documents',
    oldest: 'Oldest',
    days: (days) => (days === 1 ? '1 day' : `${days} days`),
    age: (from, to) => (to === null ? `over ${from - 1} days` : `${from}–${to} days`),
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    exposedFor: 'Exposed for',
    places: 'Addresses',
    onPage: 'linked from',
    appeared: 'New',
    takenDown: 'Taken down',
    policy: 'Policy',
    shows: 'Shows',
    document: 'Document',
    statusName: 'Status',
    kindName: 'Problem',
    coverage: 'How much was looked at',
    looked: (whole, inPart) =>
      `${whole} pages and attachments were read whole${inPart > 0 ? `, ${inPart} in part` : ''}. `,
    notLooked: (pages) => `These ${pages} were not looked at and may show anything:`,
    reason: 'Reason',
    pages: 'Number',
    neverScanned: 'This site has never been scanned as a whole.',
    brokenOff: {
      failed: 'The latest scan failed; what follows was found before',
      unfinished: 'The latest scan did not see everything; what follows may be incomplete',
    },
    severityName: 'Severity',
    severity: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
    gone: {
      removed: 'the page or attachment is gone',
      changed: 'it was changed and shows it no more',
      moved: 'it leads to another page of the site',
    },
    wasExposedFor: 'Was exposed for',
    inShort: (standing, findings, oldest, worst) =>
      `${standing} documents still show ${findings} personal identifiers, the oldest for at least ${oldest} days; most of them: ${worst}.`,
  },
};
