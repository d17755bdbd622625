import type { ReportedFinding } from '../engine/report/report.ts';
import { EN } from '../engine/report/words/en.ts';
import { ZH } from '../engine/report/words/zh.ts';
import type { FileResult } from './process-files.ts';

const LISTED = 40;

const VERDICT = {
  clean: '✓ 没有发现，可以发布 · nothing found, may be published',
  masked: '✓ 已去除并验证，可以发布 · removed and verified, may be published',
  review: '! 须人工复核，未写出文件 · needs a person; no file was written',
  refused: '✗ 无法安全处理，未写出文件 · could not be made safe; no file was written',
} as const;

const INSPECTED = {
  ...VERDICT,
  masked: '! 有个人信息，须先去除 · holds personal identifiers, redact it first',
  review: '! 须人工复核 · needs a person',
  refused: '✗ 无法安全处理 · could not be made safe',
} as const;

/** What became of one file, for a person. */
export function lines(result: FileResult, command: 'redact' | 'inspect'): string {
  if (!('outcome' in result)) return `${result.file}\n  ✗ ${result.detail}\n`;
  const { report } = result.outcome;
  const { summary } = report;
  const say = command === 'inspect' ? INSPECTED : VERDICT;
  return [
    result.file,
    `  ${say[report.verdict]}`,
    ...summary.types.map(({ name, found }) => `  ${name.zh} · ${name.en}: ${found}`),
    ...(command === 'inspect' ? report.findings.slice(0, LISTED).map(findingLine) : []),
    ...report.blindSpots.map(
      ({ location, reason }) =>
        `    ? ${place(location)}  ${ZH.blindSpot[reason]} · ${EN.blindSpot[reason]}`,
    ),
    ...(result.written.document ? [`  → ${result.written.document}`] : []),
    ...(result.written.report ? [`  → ${result.written.report}`] : []),
    '',
  ].join('\n');
}

const place = ({ part, address }: ReportedFinding['location']): string =>
  `${part} ${address}`.trim();

const findingLine = ({ action, name, location }: ReportedFinding): string =>
  `    ${action === 'mask' ? '•' : action === 'keep' ? '-' : '?'} ${place(location)}  ${name.zh}`;

/** What became of one file, for a program. */
export const jsonLine = (result: FileResult): string =>
  `${JSON.stringify(
    'outcome' in result
      ? { file: result.file, ...result.outcome.report, written: result.written }
      : { file: result.file, problem: { code: result.code, detail: result.detail } },
  )}\n`;
