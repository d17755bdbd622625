import type { ReportedFinding } from '../engine/report/report.ts';
import { EN } from '../engine/report/words/en.ts';
import { sentence } from '../engine/report/words/sentence.ts';
import { ZH } from '../engine/report/words/zh.ts';
import { type Decide, decisionControls, saidBy } from './decide.ts';
import { bilingual, element, english } from './element.ts';
import { type FetchPicture, pagePreview } from './preview.ts';
import { reviewPanel } from './review.ts';
import type { Wish } from './review-service.ts';
import { isProblem, type Problem, type Redaction } from './service.ts';

const SHOWN = 200;

/** What the page can do with a result. */
export interface Doors {
  readonly download: (href: string, name: string) => void;
  readonly openReport: (href: string) => void;
  readonly picture: FetchPicture;
  readonly decide: (redaction: Redaction, wish: Wish) => Promise<void>;
  /** False for whoever may only hand drafts in. */
  readonly mayReview: () => boolean;
}

/** What came of a file, and its name where the service did not get to keep it. */
export interface Outcome {
  readonly answer: Redaction | Problem;
  readonly name?: string;
}

/** Fills the result section. */
export function showResult(
  section: HTMLElement,
  { answer, name }: Outcome,
  doors: Doors,
  goOn = false,
): void {
  section.className = isProblem(answer) ? 'is-problem' : `is-${answer.verdict}`;
  section.replaceChildren(
    ...(isProblem(answer) ? problemParts(answer, name) : parts(answer, doors)),
  );
  section.hidden = false;
  // Whoever decides goes on with the next that waits.
  const next = section.querySelector<HTMLElement>('tbody .decide > [data-decide]');
  if (goOn && next) next.focus();
  else section.focus();
}

const problemParts = ({ title, detail, requestId }: Problem, name?: string): Node[] => [
  element('h2', { id: 'verdict' }, ...bilingual(title)),
  ...(name === undefined ? [] : [element('p', { class: 'quiet' }, name)]),
  ...(detail ? [element('p', {}, ...bilingual(detail))] : []),
  ...(requestId ? [element('p', { class: 'quiet' }, `编号 · Request ${requestId}`)] : []),
];

function parts(redaction: Redaction, doors: Doors): Node[] {
  const { verdict, summary, findings, blindSpots, document, policy } = redaction;
  const decide: Decide | undefined = doors.mayReview()
    ? (wish) => doors.decide(redaction, wish)
    : undefined;
  return [
    element('h2', { id: 'verdict' }, ZH.verdictName[verdict], english(EN.verdictName[verdict])),
    element('p', { class: 'quiet' }, document.name),
    element(
      'p',
      {},
      `${ZH.verdict(verdict, summary)}${ZH.nextStep(verdict)}`,
      element('br'),
      english(`${EN.verdict(verdict, summary)} ${EN.nextStep(verdict)}`),
    ),
    buttons(redaction, doors),
    element(
      'ul',
      { class: 'counts' },
      ...summary.types.map(({ name, found }) =>
        element('li', {}, `${name.zh} ${found}`, english(name.en)),
      ),
    ),
    element('p', { class: 'quiet' }, `${ZH.heading.policy}：${ZH.policy(policy)}`),
    ...(document.format === 'pdf' ? [pagePreview(redaction.id, doors.picture)] : []),
    ...(blindSpots.length > 0 ? [blindSpotList(redaction)] : []),
    ...(decide ? [reviewPanel(redaction, decide)] : []),
    ...(findings.length > 0 ? [findingsTable(findings, decide)] : []),
    ...(findings.length > SHOWN || summary.unlisted > 0
      ? [element('p', { class: 'quiet' }, '其余见报告 · the rest is in the report')]
      : []),
  ];
}

function buttons({ masked, report, verdict }: Redaction, doors: Doors): HTMLElement {
  const row = element('p');
  if (masked) {
    const label =
      verdict === 'clean'
        ? ['下载文件（未改动）', 'Download, unchanged']
        : ['下载遮盖后的文件', 'Download the masked file'];
    const button = element('button', { type: 'button', id: 'download', class: 'button is-first' });
    button.append(label[0] ?? '', english(label[1] ?? ''));
    button.addEventListener('click', () => doors.download(masked.href, masked.name));
    row.append(button);
  }
  const open = element('a', { class: 'button', id: 'report', href: report.href, target: '_blank' });
  open.append('查看报告', english('Open the report'));
  open.addEventListener('click', (event) => {
    event.preventDefault();
    doors.openReport(report.href);
  });
  row.append(open);
  return row;
}

const blindSpotList = ({ blindSpots }: Redaction): HTMLElement =>
  element(
    'ul',
    {},
    ...blindSpots
      .slice(0, SHOWN)
      .map(({ location, reason }) =>
        element(
          'li',
          { class: 'action-review' },
          `${place(location)}：${ZH.blindSpot[reason]}`,
          english(EN.blindSpot[reason]),
        ),
      ),
  );

const COLUMNS = [
  ['种类', 'Type'],
  ['位置', 'Where'],
  ['处理', 'Done'],
  ['为什么认定', 'Why'],
] as const;

function findingsTable(findings: readonly ReportedFinding[], decide?: Decide): HTMLElement {
  const head = COLUMNS.map(([zh, en]) => element('th', { scope: 'col' }, zh, english(en)));
  const rows = findings
    .slice(0, SHOWN)
    .map((finding) => element('tr', {}, ...cells(finding, decide)));
  const caption = element('caption', { class: 'visually-hidden' }, '发现的内容 · Findings');
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '发现的内容 · Findings' },
    element(
      'table',
      {},
      caption,
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}

function cells(finding: ReportedFinding, decide?: Decide): HTMLElement[] {
  const { name, location, action, evidence, reason, decided, disguise } = finding;
  const why = [...evidence, ...(reason === null ? [] : [reason])];
  const contents: readonly (readonly (Node | string)[])[] = [
    [disguise === null ? name.zh : `${name.zh}（${ZH.disguise[disguise]}）`, english(name.en)],
    [place(location)],
    [
      ZH.action[action],
      english(EN.action[action]),
      ...(decide ? [decisionControls(finding, decide)] : []),
    ],
    [
      [...new Set(why.map((code) => sentence(code, ZH)))].join('；'),
      ...(decided ? saidBy(decided.said) : []),
    ],
  ];
  return contents.map((content, column) =>
    element(
      'td',
      { 'data-label': COLUMNS[column]?.[0] ?? '', class: column === 2 ? `action-${action}` : '' },
      ...content,
    ),
  );
}

const place = ({ channel, part, address }: ReportedFinding['location']): string =>
  [...new Set([ZH.channel[channel], part, address])].filter((text) => text !== '').join(' · ');
