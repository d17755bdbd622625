import type { Severity } from '../../../engine/core/finding.ts';
import type { Bilingual } from '../../../engine/report/report.ts';
import type {
  ExposureKind,
  ExposureStatus,
  GoneBecause,
  ScanState,
} from '../../store/site-schema.ts';

import type { Coverage } from '../coverage.ts';
import { problemWords } from '../problem-words.ts';

/** One document online, as a supervisor is told of it. Never holds a value. */
export interface ReportedExposure {
  readonly id: string;
  readonly kind: ExposureKind;
  readonly status: ExposureStatus;
  /** Title or file name, with identifiers in it masked. */
  readonly title: string;
  /** Every address it stands at, with identifiers in them masked. */
  readonly places: readonly ExposurePlace[];
  /** Who published it, as the page or the site's settings say; null when nothing tells. */
  readonly department: string | null;
  readonly policy: string;
  readonly severity: Severity;
  /** How many findings of each type. */
  readonly counts: Readonly<Record<string, number>>;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** From the first sight to the last, or to now while it is still there; in whole days, one at least. */
  readonly days: number;
  /** Why it was taken down, as the place that ended last tells; null while it stands. */
  readonly goneBecause: GoneBecause | null;
}

export interface ExposurePlace {
  readonly address: string;
  /** The page that links to it, where it is an attachment. */
  readonly onPage?: string | undefined;
}

/** How much of the site was looked at. */
export interface ReportedCoverage {
  readonly read: number;
  readonly readInPart: number;
  readonly unread: readonly {
    readonly reason: string;
    readonly name: Bilingual;
    readonly pages: number;
  }[];
  readonly lastScan: {
    /** ISO 8601. */
    readonly at: string;
    readonly state: ScanState;
    readonly because: string | null;
    /** Why, for people. */
    readonly name: Bilingual | null;
  } | null;
}

/** How the site stood after one scan. */
export interface TrendPoint {
  /** ISO 8601. */
  readonly at: string;
  readonly documents: number;
  readonly standing: number;
  readonly appeared: number;
  readonly takenDown: number;
}

export interface SiteReport {
  readonly site: string;
  /** ISO 8601. */
  readonly at: string;
  readonly totals: Readonly<Record<ExposureStatus, number>> & { readonly findings: number };
  readonly byDepartment: readonly Group[];
  readonly byType: readonly TypeCount[];
  readonly byAge: readonly AgeGroup[];
  /** Every type that occurs, for people. */
  readonly names: Readonly<Record<string, Bilingual>>;
  readonly trend: readonly TrendPoint[];
  readonly coverage: ReportedCoverage;
  /** What still stands comes first, and of that the worst. */
  readonly exposures: readonly ReportedExposure[];
}

/** What one department still shows. */
export interface Group {
  readonly department: string | null;
  readonly standing: number;
  readonly findings: number;
  readonly takenDown: number;
  /** Days that the oldest of those standing has been there; 0 when none stands. */
  readonly oldest: number;
}

export interface TypeCount {
  readonly type: string;
  readonly name: Bilingual;
  readonly documents: number;
  readonly findings: number;
}

export interface AgeGroup {
  /** From this many days. */
  readonly from: number;
  /** To this many days; null for all older ones. */
  readonly to: number | null;
  readonly standing: number;
}

const AGES: readonly (readonly [number, number | null])[] = [
  [1, 7],
  [8, 30],
  [31, 90],
  [91, 365],
  [366, null],
];
const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Neither taken down nor accepted: somebody has to act. */
export const isStanding = ({ status }: Pick<ReportedExposure, 'status'>): boolean =>
  status === 'open' || status === 'reopened';

/** What a document shows, in words: `居民身份证号 3`. */
export const shownBy = (
  { counts }: Pick<ReportedExposure, 'counts'>,
  { names }: Pick<SiteReport, 'names'>,
  language: 'zh' | 'en' = 'zh',
): string[] =>
  Object.entries(counts).map(([type, count]) => `${names[type]?.[language] ?? type} ${count}`);

/** What is told of several documents is titled in both languages, every other title as it stands. */
export const titleIn = (
  { title, kind }: Pick<ReportedExposure, 'title' | 'kind'>,
  language: 'zh' | 'en',
): string =>
  (kind === 'recombination' ? title.split(' · ')[language === 'en' ? 1 : 0] : undefined) ?? title;

/** How many identifiers a document shows, of whatever type. */
export const findingsIn = ({ counts }: Pick<ReportedExposure, 'counts'>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * A site's exposures, ordered and added up for its supervisor.
 * @param nameOf a finding type's name for people.
 */
export function siteReport(
  site: string,
  exposures: readonly ReportedExposure[],
  trend: readonly TrendPoint[],
  coverage: Coverage,
  at: Date,
  nameOf: (type: string) => Bilingual,
): SiteReport {
  const standing = exposures.filter(isStanding);
  const having = (status: ExposureStatus) =>
    exposures.filter((exposure) => exposure.status === status).length;
  return {
    site,
    at: at.toISOString(),
    totals: {
      open: having('open'),
      reopened: having('reopened'),
      'taken-down': having('taken-down'),
      accepted: having('accepted'),
      findings: standing.reduce((sum, exposure) => sum + findingsIn(exposure), 0),
    },
    byDepartment: departments(exposures),
    byType: types(standing, nameOf),
    byAge: AGES.map(([from, to]) => ({
      from,
      to,
      standing: standing.filter(({ days }) => days >= from && days <= (to ?? days)).length,
    })),
    names: Object.fromEntries(
      exposures.flatMap(({ counts }) => Object.keys(counts)).map((type) => [type, nameOf(type)]),
    ),
    trend,
    coverage: reportedCoverage(coverage),
    exposures: exposures.toSorted(worstFirst),
  };
}

const reportedCoverage = ({ unread, lastScan, ...read }: Coverage): ReportedCoverage => ({
  ...read,
  unread: unread.map((one) => ({ ...one, name: problemWords(one.reason) })),
  lastScan: lastScan && {
    at: lastScan.at.toISOString(),
    state: lastScan.state,
    because: lastScan.because,
    name: lastScan.because === null ? null : problemWords(lastScan.because),
  },
});

function departments(exposures: readonly ReportedExposure[]): Group[] {
  const groups = [...Map.groupBy(exposures, ({ department }) => department)].map(
    ([department, all]): Group => {
      const standing = all.filter(isStanding);
      return {
        department,
        standing: standing.length,
        findings: standing.reduce((sum, exposure) => sum + findingsIn(exposure), 0),
        takenDown: all.filter(({ status }) => status === 'taken-down').length,
        oldest: Math.max(0, ...standing.map(({ days }) => days)),
      };
    },
  );
  return groups.toSorted((a, b) => b.findings - a.findings || b.standing - a.standing);
}

function types(
  exposures: readonly ReportedExposure[],
  nameOf: (type: string) => Bilingual,
): TypeCount[] {
  const counted = new Map<string, { documents: number; findings: number }>();
  for (const { counts } of exposures) {
    for (const [type, findings] of Object.entries(counts)) {
      const sum = counted.get(type) ?? { documents: 0, findings: 0 };
      counted.set(type, {
        documents: sum.documents + 1,
        findings: sum.findings + findings,
      });
    }
  }
  return [...counted]
    .map(([type, sum]) => ({ type, name: nameOf(type), ...sum }))
    .sort((a, b) => b.findings - a.findings);
}

/** What stands before what is gone; then by severity, by the number of identifiers, by age. */
function worstFirst(a: ReportedExposure, b: ReportedExposure): number {
  return (
    Number(isStanding(b)) - Number(isStanding(a)) ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    findingsIn(b) - findingsIn(a) ||
    b.days - a.days
  );
}
