import type { Rescanned } from '../../service/rescan.ts';
import { problemWords } from '../../service/site/problem-words.ts';
import {
  isStanding,
  type ReportedExposure,
  type SiteReport,
  shownBy,
} from '../../service/site/report/site-report.ts';
import type { ScanProgress } from '../../service/site/scans.ts';
import { count } from './progress-bar.ts';

const LISTED = 20;
/** Told also when there are none. */
const ALWAYS = /^(?:网页|仍在网上)/;

const ENDED = {
  done: '已查完 · complete',
  stopped: '没有查完 · not complete',
  failed: '没有查成 · failed',
  paused: '已暂停，再次运行即继续 · paused: run it again to go on',
  starting: '已暂停，再次运行即继续 · paused: run it again to go on',
  running: '已暂停，再次运行即继续 · paused: run it again to go on',
} as const;

/** What a scan has come to, for people. */
export function summaryOf({ origin, scan, report }: Rescanned): string {
  const standing = report.exposures.filter(isStanding);
  const rows: [string, number][] = [
    ['网页 · pages', scan.pages],
    ['附件 · attachments', scan.attachments],
    ['与上次相同 · unchanged', scan.unchanged],
    ['已不存在 · gone', scan.gone],
    ['新暴露 · newly exposed', scan.exposures.new],
    ['再次暴露 · exposed again', scan.exposures.reopened],
    ['已撤下 · taken down', scan.exposures.takenDown],
    ['仍在网上 · still up', standing.length],
  ];
  return [
    `${origin}  ${endingOf(scan)}`,
    ...rows
      .filter(([name, number]) => number > 0 || ALWAYS.test(name))
      .map(([name, number]) => line(number, name)),
    ...unread(report),
    ...standing.slice(0, LISTED).flatMap((one) => listed(one, report)),
    ...(standing.length > LISTED
      ? [
          `  … 另有 ${standing.length - LISTED} 份，用 --report 报告.html 看全部 · and more: --report writes all`,
        ]
      : []),
    '',
  ].join('\n');
}

const line = (number: number, name: string): string => `  ${count(number).padStart(9)}  ${name}`;

function endingOf({ state, because }: ScanProgress): string {
  if (because === null) return ENDED[state];
  const { zh, en } = problemWords(because);
  const advice = ADVICE[because];
  return `${ENDED[state]}：${zh} · ${en}${advice === undefined ? '' : `\n  ${advice}`}`;
}

const CERTIFICATE =
  '若是自己的网站而证书一时换不了，加 --any-certificate · --any-certificate scans it all the same';
const ADVICE: Readonly<Record<string, string>> = {
  'address-refused': '内网的网站要加 --internal · a site on a private address needs --internal',
  certificate: CERTIFICATE,
  'certificate-untrusted': CERTIFICATE,
  'certificate-expired': CERTIFICATE,
  'certificate-wrong-host': CERTIFICATE,
  budget: '用 --max-pages 提高上限 · --max-pages raises it',
};

/** What was not looked at, so that nobody takes silence for a clean site. */
function unread({ coverage }: SiteReport): string[] {
  const { readInPart } = coverage;
  const lines = coverage.unread.map(({ name, pages }) => line(pages, `${name.zh} · ${name.en}`));
  if (readInPart > 0) lines.unshift(line(readInPart, '只读出一部分 · read in part'));
  return lines.length === 0
    ? []
    : ['没有查看的，其中可能仍有个人信息 · not looked at, and may show anything:', ...lines];
}

function listed(exposure: ReportedExposure, report: SiteReport): string[] {
  const { title, department, days, places } = exposure;
  const shown = shownBy(exposure, report);
  return [
    `! ${title || '（无标题）'}${department === null ? '' : `（${department}）`}`,
    `    ${[...(shown.length === 0 ? [] : [shown.join('，')]), `${days} 天 · days`].join('  ')}`,
    ...places.slice(0, 3).map(({ address }) => `    ${address}`),
    ...(places.length > 3 ? [`    … 共 ${places.length} 个网址 · addresses`] : []),
  ];
}

/** The same for a program: one line of JSON. */
export const jsonOf = ({ origin, scan, open, coverage }: Rescanned): string =>
  `${JSON.stringify({ origin, scan, open, coverage })}\n`;
