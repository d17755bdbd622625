import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { NoticeFacts } from '../core/notice.ts';
import type { Decided, Said } from '../core/review.ts';
import { isUnseen, type Location } from '../core/segment.ts';
import { mayPublish, type Verdict } from '../core/verdict.ts';
import type { Rule } from '../rules/rule.ts';
import { aboutKind } from './own-kinds.ts';
import {
  type FileFacts,
  LISTED,
  type Report,
  type ReportedFinding,
  type ReportedPolicy,
  type Verification,
} from './report.ts';
import { scrubbed } from './scrub.ts';
import { summarise } from './summary.ts';

const LONGEST_SHOWN = 60;
/** Counted here, not written in the document. */
const COUNTS = /^(?:left-candidates|texts):\d+$/;

/** All that a report is made of. The functions see values; what they return must hold none. */
export interface Facts {
  readonly verdict: Verdict;
  readonly input: FileFacts;
  readonly output: FileFacts | null;
  readonly policy: ReportedPolicy;
  readonly notice: NoticeFacts;
  readonly decisions: readonly Decision[];
  readonly document: LoadedDocument;
  readonly rules: ReadonlyMap<string, Pick<Rule, 'name' | 'basis'>>;
  readonly verification: Verification;
  readonly engine: Report['engine'];
  readonly accepted: readonly Said[];
  readonly personsToRelease: number;
  readonly converted: Report['converted'];
  /** The id under which a person decides about it. */
  idOf(decision: Decision): string;
  personsToKeep(decision: Decision): number;
  /** What stands in the output where this finding stood. */
  maskedText(decision: Decision): string | null;
  /** A text that the document supplied, such as the name of a sheet, without names that are hidden. */
  hide(text: string): string;
  /** The keyed hash of the finding's plain value. */
  fingerprint(decision: Decision): string;
}

/** The report of one redaction. Only listed findings cost memory; the totals count all of them. */
export function composeReport(facts: Facts): Report {
  const { decisions, document, rules, verdict } = facts;
  const listed = listedOf(decisions);
  return {
    verdict,
    mayPublish: mayPublish(verdict),
    document: facts.input,
    masked: facts.output,
    policy: facts.policy,
    notice: saidOpenly(facts),
    summary: summarise(decisions, document, rules, decisions.length - listed.length),
    findings: listed.map((index) => findingOf(index, facts)),
    blindSpots: document.blindSpots.slice(0, LISTED).map(({ location, reason }) => ({
      location: safe(location, facts),
      reason,
    })),
    removals: document.removals.slice(0, LISTED).map(({ location, what }) => ({
      location: safe(location, facts),
      what,
    })),
    verification: facts.verification,
    engine: facts.engine,
    converted: facts.converted,
    accepted: facts.accepted.map((one) => untelling(one, facts)),
    personsToRelease: facts.personsToRelease,
  };
}

/** An office's name and an index number are the document's own words: what is hidden in it stays hidden here. */
function saidOpenly({ notice, hide }: Facts): NoticeFacts {
  const open = (text: string | null) => (text !== null && hide(text) === text ? text : null);
  return { ...notice, publisher: open(notice.publisher), indexNumber: open(notice.indexNumber) };
}

/** What needs a person must never fall off the end of the list. */
function listedOf(decisions: readonly Decision[]): number[] {
  const waiting: number[] = [];
  const settled: number[] = [];
  for (const [index, { action }] of decisions.entries()) {
    const list = action === 'review' ? waiting : settled;
    if (list.length < LISTED) list.push(index);
  }
  return [...waiting, ...settled].slice(0, LISTED);
}

function findingOf(index: number, facts: Facts): ReportedFinding {
  const decision = facts.decisions[index] as Decision;
  const { finding, action } = decision;
  const { candidates } = decision;
  const rule = aboutKind(finding.ruleId, facts.rules);
  return {
    id: facts.idOf(decision),
    type: finding.ruleId,
    name: rule?.name ?? { zh: finding.ruleId, en: finding.ruleId },
    severity: finding.severity,
    confidence: finding.confidence,
    action,
    location: safe(facts.document.segment(finding.segmentId).location, facts),
    disguise: finding.evidence.find(isUnseen) ?? null,
    masked: shortened(facts.maskedText(decision)),
    evidence: finding.evidence.map((code) => (COUNTS.test(code) ? code : scrubbed(code))),
    basis: basisOf(rule?.basis ?? [], facts.policy),
    fingerprint: facts.fingerprint(decision),
    residualCandidates: candidates?.count ?? null,
    residualBecause: candidates?.because ?? [],
    reason: decision.action === 'mask' ? null : decision.reason,
    decided: decidedOf(decision, facts),
    addedMask: decision.addedMask ?? null,
    personsToKeep: facts.personsToKeep(decision),
  };
}

/** 中华人民共和国个人信息保护法, 政府信息公开条例: they hold for every notice. */
const STATUTE = /[法例]$/;

/** A ministry's letter is the basis only where the policy follows it: one about student aid says nothing of tenders. */
function basisOf(
  rule: Rule['basis'],
  { basis: cited }: Pick<ReportedPolicy, 'basis'>,
): readonly string[] {
  const holds = rule.filter(
    ({ law }) => STATUTE.test(law) || cited.some((source) => source.startsWith(law)),
  );
  return (holds.length > 0 ? holds : rule).map(({ law, article }) => `${law}${article ?? ''}`);
}

/** A whole column under one mask would fill the report with stars. */
const shortened = (masked: string | null): string | null =>
  masked !== null && masked.length > LONGEST_SHOWN ? `${masked.slice(0, LONGEST_SHOWN)}…` : masked;

const safe = ({ channel, part, address }: Location, { hide }: Facts): Location => ({
  channel,
  part: scrubbed(hide(part)),
  address: scrubbed(hide(address)),
});

const decidedOf = ({ decided }: Decision, facts: Facts): Decided | null =>
  decided
    ? { action: decided.action, said: decided.said.map((one) => untelling(one, facts)) }
    : null;

/** A reason was checked when it was given; what has been hidden since is starred. */
const untelling = (said: Said, { hide }: Facts): Said => ({
  ...said,
  reason: said.reason === null ? null : scrubbed(hide(said.reason)),
});
