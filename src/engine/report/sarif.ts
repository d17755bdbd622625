import type { Severity } from '../core/finding.ts';
import { whoSaid } from './html/finding.ts';
import { place } from './html/place.ts';
import type { Report, ReportedFinding } from './report.ts';
import { notesOn } from './words/notes.ts';
import { sentence } from './words/sentence.ts';
import { ZH } from './words/zh.ts';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** The report as SARIF 2.1.0, for tools that collect results of many checkers. */
export const reportSarif = (report: Report): object => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'Clearpost',
          version: report.engine.version,
          rules: report.summary.types.map(({ type, name }) => ({
            id: type,
            shortDescription: { text: name.zh },
          })),
        },
      },
      artifacts: [
        {
          location: { uri: encodeURIComponent(report.document.name) },
          length: report.document.bytes,
          hashes: { 'sha-256': report.document.sha256 },
        },
      ],
      invocations: [
        {
          executionSuccessful: report.verification.completed,
          toolExecutionNotifications: report.blindSpots.map(({ location, reason }) => ({
            level: 'error',
            message: { text: `${place(location, ZH)}：${ZH.blindSpot[reason]}` },
          })),
        },
      ],
      results: report.findings.map((finding) => resultOf(finding, report)),
      properties: { verdict: report.verdict, summary: report.summary, policy: report.policy },
    },
  ],
});

const resultOf = (finding: ReportedFinding, report: Report) => ({
  ruleId: finding.type,
  level: finding.action === 'mask' ? LEVEL[finding.severity] : 'none',
  kind: { mask: 'fail', review: 'review', keep: 'informational' }[finding.action],
  message: { text: messageOf(finding) },
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: encodeURIComponent(report.document.name) } },
      logicalLocations: [{ fullyQualifiedName: place(finding.location, ZH) }],
    },
  ],
  partialFingerprints: { value: finding.fingerprint },
  ...(finding.disguise !== null && { properties: { disguise: finding.disguise } }),
  ...(finding.decided?.action === 'keep' && { suppressions: suppressions(finding) }),
});

/** All that the page says of a finding, in one line. */
function messageOf(finding: ReportedFinding): string {
  const { name, disguise, evidence, basis } = finding;
  const unseen = disguise === null ? '' : `（${ZH.disguise[disguise]}）`;
  const why = evidence.map((code) => sentence(code, ZH)).join('；');
  const rests = basis.length > 0 ? `${ZH.heading.basis}：${basis.join('、')}。` : '';
  return `${name.zh}${unseen}：${why}。${rests}${[ZH.done(finding), ...notesOn(finding, ZH)].join('；')}`;
}

/** People who want it published after all, each with ground and reason; accepted once all have agreed. */
const suppressions = ({ decided, action }: ReportedFinding) =>
  (decided?.said ?? []).map((said) => ({
    kind: 'external',
    status: action === 'keep' ? 'accepted' : 'underReview',
    justification: whoSaid(said, ZH),
  }));
