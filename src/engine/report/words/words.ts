import type { Removal } from '../../core/document.ts';
import type { Confidence, Severity } from '../../core/finding.ts';
import type { NoticeFacts } from '../../core/notice.ts';
import type { Ground } from '../../core/review.ts';
import type { BlindSpot, Channel, Unseen } from '../../core/segment.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { ReportedFinding, ReportedPolicy, Summary } from '../report.ts';

export type Language = 'zh' | 'en';

/** Everything the report says in one language. */
export interface Words {
  readonly code: string;
  readonly title: string;
  readonly verdictName: Readonly<Record<Verdict, string>>;
  verdict(verdict: Verdict, summary: Summary): string;
  nextStep(verdict: Verdict): string;
  readonly channel: Readonly<Record<Channel, string>>;
  /** Properties of files, which formats call by their own names, in lower case: `lastmodifiedby`. */
  readonly property: Readonly<Record<string, string>>;
  /** Why nobody sees a finding, in a few words. */
  readonly disguise: Readonly<Record<Unseen, string>>;
  /** The warning that something only looks gone; by cause, in its words. */
  disguised(causes: readonly (readonly [string, number])[]): string;
  readonly action: Readonly<Record<ReportedFinding['action'], string>>;
  readonly ground: Readonly<Record<Ground, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly confidence: Readonly<Record<Confidence, string>>;
  readonly blindSpot: Readonly<Record<BlindSpot['reason'], string>>;
  readonly removal: Readonly<Record<Removal['what'], string>>;
  /** Sentences for evidence and reasons; the part after the colon is handed in. */
  readonly sentences: Readonly<Record<string, (detail: string) => string>>;
  /** For a code that has no sentence yet. */
  unknown(code: string): string;
  done(finding: Pick<ReportedFinding, 'action' | 'masked' | 'type'>): string;
  /** `isLeast`: of several numbers told of together, the one of which the fewest are left. */
  residual(candidates: number, because: readonly string[], isLeast: boolean): string;
  /** How many places a card tells of. */
  places(count: number): string;
  morePlaces(count: number): string;
  /** Behind what a mask left of the first, where others are left otherwise. */
  readonly andAlike: string;
  policy(policy: ReportedPolicy): string;
  /** From when to when it is on display; undefined when nobody knows. */
  period(notice: NoticeFacts): string | undefined;
  unlisted(count: number): string;
  readonly heading: Readonly<
    Record<
      | 'summary'
      | 'findings'
      | 'blindSpots'
      | 'removals'
      | 'verification'
      | 'file'
      | 'type'
      | 'found'
      | 'masked'
      | 'kept'
      | 'review'
      | 'total'
      | 'where'
      | 'why'
      | 'basis'
      | 'done'
      | 'name'
      | 'size'
      | 'digest'
      | 'converted'
      | 'output'
      | 'policy'
      | 'policyBasis'
      | 'publisher'
      | 'indexNumber'
      | 'published'
      | 'period'
      | 'engine'
      | 'decided'
      | 'accepted'
      | 'awaiting',
      string
    >
  >;
  readonly unchanged: string;
  /** The masked file is not handed out yet. */
  readonly withheld: string;
  readonly noOutput: string;
  bytes(count: number): string;
  verification(readers: readonly string[], residual: number, completed: boolean): string;
}
