import type { Rescanned } from '../../service/rescan.ts';
import type { Exposure } from '../../service/site/exposures.ts';
import { count } from './progress-bar.ts';

const LISTED = 20;
const SEVERITIES = ['low', 'medium', 'high', 'critical'];

const ENDED = {
  done: '已查完 · complete',
  stopped: '已停止 · stopped',
  failed: '网站无法访问 · the site cannot be reached',
  paused: '已暂停，再次运行即继续 · paused: run it again to go on',
  starting: '已暂停，再次运行即继续 · paused: run it again to go on',
  running: '已暂停，再次运行即继续 · paused: run it again to go on',
} as const;

/** What a scan has come to, for people. */
export function summaryOf(
  { origin, scan, open }: Rescanned,
  nameOf: (type: string) => string,
): string {
  const rows: [string, number][] = [
    ['网页 · pages', scan.pages],
    ['附件 · attachments', scan.attachments],
    ['与上次相同 · unchanged', scan.unchanged],
    ['已不存在 · gone', scan.gone],
    ['没有去取（robots.txt 等） · not asked for', scan.skipped],
    ['出错 · errors', scan.errors],
    ['有读不出的内容 · not read whole', scan.blind],
    ['新暴露 · newly exposed', scan.exposures.new],
    ['再次暴露 · exposed again', scan.exposures.reopened],
    ['已撤下 · taken down', scan.exposures.takenDown],
    ['仍在网上 · still up', open.length],
  ];
  return [
    `${origin}  ${ENDED[scan.state]}`,
    ...rows.map(([name, number]) => `  ${count(number).padStart(9)}  ${name}`),
    ...[...open]
      .sort(worstFirst)
      .slice(0, LISTED)
      .flatMap((one) => listed(one, nameOf)),
    ...(open.length > LISTED ? [`  … 另有 ${open.length - LISTED} 处 · and more`] : []),
    '',
  ].join('\n');
}

const worstFirst = (a: Exposure, b: Exposure): number =>
  SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.daysExposed - a.daysExposed;

function listed(exposure: Exposure, nameOf: (type: string) => string): string[] {
  const { title, department, counts, daysExposed, places } = exposure;
  const shows = Object.entries(counts).map(([type, number]) => `${nameOf(type)} ${number}`);
  const up = places.filter(({ goneAt }) => goneAt === null);
  return [
    `! ${title || '（无标题）'}${department === null ? '' : `（${department}）`}`,
    `    ${shows.join('，')}  ${daysExposed} 天 · days`,
    ...up.slice(0, 3).map(({ address }) => `    ${address}`),
    ...(up.length > 3 ? [`    … 共 ${up.length} 个网址 · addresses`] : []),
  ];
}

/** The same for a program: one line of JSON. */
export const jsonOf = ({ origin, scan, open }: Rescanned): string =>
  `${JSON.stringify({ origin, scan, open })}\n`;
