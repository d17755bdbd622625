import type { Removal } from '../core/document.ts';
import type { Confidence, Severity } from '../core/finding.ts';
import type { NoticeFacts } from '../core/notice.ts';
import type { Decided, Said } from '../core/review.ts';
import type { BlindSpot, Location, Unseen } from '../core/segment.ts';
import type { Verdict } from '../core/verdict.ts';

/** A text for people in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What is told about one redaction. Never holds a value of the document. */
export interface Report {
  readonly verdict: Verdict;
  readonly mayPublish: boolean;
  readonly document: FileFacts;
  /** The output; null when the verdict is refused. Equal to `document` when nothing had to change. */
  readonly masked: FileFacts | null;
  readonly policy: ReportedPolicy;
  /** What the notice says of itself: who publishes it, when, and for how long. */
  readonly notice: NoticeFacts;
  readonly summary: Summary;
  /** At most `LISTED` of them: those that need a person first, then in reading order. */
  readonly findings: readonly ReportedFinding[];
  readonly blindSpots: readonly BlindSpot[];
  readonly removals: readonly Pick<Removal, 'location' | 'what'>[];
  readonly verification: Verification;
  /** What another program made of the draft before it could be opened; null for all other drafts. */
  readonly converted: { readonly from: string; readonly to: string; readonly by: string } | null;
  /** Who answers for the blind spots, so far. */
  readonly accepted: readonly Said[];
  /** How many different people must answer for them before it is published. */
  readonly personsToRelease: number;
  readonly engine: { readonly version: string; readonly rules: string };
}

/**
 * What is told about a document that is only looked at: no verdict, since nothing was rewritten and
 * proven. Never holds a value; names in it are masked as they would be in a redaction.
 */
export type Look = Pick<
  Report,
  'document' | 'policy' | 'notice' | 'summary' | 'findings' | 'blindSpots' | 'engine'
>;

export interface FileFacts {
  /** The file's name, with identifiers in it masked. */
  readonly name: string;
  readonly format: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ReportedPolicy {
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  /** `asked` by the sender, `guessed` from the document, `default` when nobody said anything. */
  readonly chosen: 'asked' | 'guessed' | 'default';
  /** The words of the policy file that a guess rests on; null when it was no guess. */
  readonly because: string | null;
  /** The law and the papers that it follows. */
  readonly basis: readonly string[];
}

export interface Summary {
  readonly found: number;
  readonly masked: number;
  readonly kept: number;
  readonly review: number;
  /** How many findings are not listed one by one. */
  readonly unlisted: number;
  readonly blindSpots: number;
  readonly removals: number;
  readonly byType: Readonly<Record<string, number>>;
  /** How many of them nobody sees in the draft, by cause. */
  readonly byDisguise: Readonly<Partial<Record<Unseen, number>>>;
  readonly types: readonly TypeSummary[];
}

export interface TypeSummary {
  readonly type: string;
  readonly name: Bilingual;
  readonly found: number;
  readonly masked: number;
  readonly kept: number;
  readonly review: number;
}

export interface ReportedFinding {
  /** The same for the same draft under the same policy; tells nothing. */
  readonly id: string;
  /** The rule's id. */
  readonly type: string;
  readonly name: Bilingual;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly action: 'mask' | 'keep' | 'review';
  readonly location: Location;
  /** Why nobody sees it in the draft though anyone can copy it out; null when it is seen. */
  readonly disguise: Unseen | null;
  /** What stands there now; null when it was kept. */
  readonly masked: string | null;
  readonly evidence: readonly string[];
  readonly basis: readonly string[];
  /** Keyed hash of the plain value: the same person, without saying who. */
  readonly fingerprint: string;
  /** How many numbers still fit all that is shown; null where that question does not arise. */
  readonly residualCandidates: number | null;
  /** What narrows them down: `shows:2`, `birth:month`, `sex`, `ages:15-26`, `place:3501`. */
  readonly residualBecause: readonly string[];
  /** Why it was kept or needs a person; null when it was masked. */
  readonly reason: string | null;
  /** What people said about it; null when nobody did. */
  readonly decided: Decided | null;
  /** Of something that a person wanted hidden: the id under which that can be taken back; null for all else. */
  readonly addedMask: string | null;
  /** How many different people must agree before it is published. */
  readonly personsToKeep: number;
}

/** What the second reader said about the output. */
export interface Verification {
  readonly readers: readonly string[];
  /** Hidden values that could still be read, and certain findings that only the second reader saw. */
  readonly residual: number;
  /** False when the second reading broke off: the output counts as unproven. */
  readonly completed: boolean;
}

/** The most findings, blind spots and removals that a report lists one by one. */
export const LISTED = 2000;
