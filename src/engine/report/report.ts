import type { Removal } from '../core/document.ts';
import type { Confidence, Severity } from '../core/finding.ts';
import type { BlindSpot, Location } from '../core/segment.ts';
import type { Verdict } from '../core/verdict.ts';

/** What is told about one redaction. Never holds a value of the document. */
export interface Report {
  readonly verdict: Verdict;
  readonly mayPublish: boolean;
  readonly document: FileFacts;
  /** The output; null when the verdict is refused. Equal to `document` when nothing had to change. */
  readonly masked: FileFacts | null;
  readonly policy: { readonly id: string; readonly version: string };
  readonly summary: Summary;
  readonly findings: readonly ReportedFinding[];
  readonly blindSpots: readonly BlindSpot[];
  readonly removals: readonly Pick<Removal, 'location' | 'what'>[];
  readonly verification: { readonly readers: readonly string[]; readonly residual: number };
  readonly engine: { readonly version: string; readonly rules: string };
}

export interface FileFacts {
  /** The file's name, with identifiers in it masked. */
  readonly name: string;
  readonly format: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Summary {
  readonly found: number;
  readonly masked: number;
  readonly kept: number;
  readonly review: number;
  readonly byType: Readonly<Record<string, number>>;
}

export interface ReportedFinding {
  readonly id: string;
  /** The rule's id. */
  readonly type: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly action: 'mask' | 'keep' | 'review';
  readonly location: Location;
  /** What stands there now; null when it was kept. */
  readonly masked: string | null;
  readonly evidence: readonly string[];
  readonly basis: readonly string[];
  /** Keyed hash of the plain value: the same person, without saying who. */
  readonly fingerprint: string;
  readonly residualCandidates: number | null;
  /** Why it was kept or needs a person; null when it was masked. */
  readonly reason: string | null;
}
