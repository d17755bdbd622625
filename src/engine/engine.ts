import { createHash, createHmac, randomBytes } from 'node:crypto';
import { DEFAULT_LIMITS, type Limits } from './core/limits.ts';
import { mayPublish } from './core/verdict.ts';
import { compileRules } from './detect/rule-book.ts';
import { masked } from './mask/mask.ts';
import type { Redaction } from './pipeline/apply.ts';
import { redact } from './pipeline/redact.ts';
import type { Upload } from './pipeline/scan.ts';
import type { FileFacts, Report } from './report/report.ts';
import { loadRules } from './rules/load.ts';
import { GENERAL, type Policy } from './rules/policy.ts';
import type { Rule } from './rules/rule.ts';

export interface EngineOptions {
  /** The folder with rule files, `policies/` and `data/`. */
  readonly rulesFolder: string;
  readonly limits?: Partial<Limits>;
  /** 32 bytes for fingerprints; without it they differ at every start. */
  readonly fingerprintKey?: Uint8Array;
}

export interface Wish {
  /** A policy's id. */
  readonly policy?: string;
}

export interface Outcome {
  readonly report: Report;
  /** The proven bytes; absent when the verdict is refused. */
  readonly output: Uint8Array | undefined;
}

/** The product as a library: bytes in, verdict out. Opens documents in this very process. */
export interface Engine {
  readonly rules: readonly Rule[];
  readonly policies: readonly Policy[];
  redact(upload: Upload, wish?: Wish): Promise<Outcome>;
}

/** Reads rules and policies once; a bad file stops it here. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const rules = await loadRules(options.rulesFolder);
  const book = compileRules(rules);
  const policies = [GENERAL];
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const key = options.fingerprintKey ?? randomBytes(32);
  return {
    rules,
    policies,
    redact: async (upload) => {
      const redaction = await redact(upload, { rules: book, policy: GENERAL, limits });
      return { report: reportOf(redaction, GENERAL, rules, key), output: redaction.output };
    },
  };
}

// A sketch that the report room replaces.
function reportOf(
  { scan, verdict, output, residual }: Redaction,
  policy: Policy,
  rules: readonly Rule[],
  key: Uint8Array,
): Report {
  const facts = (bytes: Uint8Array): FileFacts => ({
    name: scan.upload.name,
    format: scan.format.id,
    mediaType: scan.format.mediaType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const count = (action: string) => scan.decisions.filter((one) => one.action === action).length;
  return {
    verdict,
    mayPublish: mayPublish(verdict),
    document: facts(scan.upload.bytes),
    masked: output ? facts(output) : null,
    policy: { id: policy.id, version: policy.version },
    summary: {
      found: scan.decisions.length,
      masked: count('mask'),
      kept: count('keep'),
      review: count('review'),
      byType: Object.fromEntries(
        Map.groupBy(scan.decisions, ({ finding }) => finding.ruleId)
          .entries()
          .map(([id, all]) => [id, all.length]),
      ),
    },
    findings: scan.decisions.map((decision, index) => {
      const { finding, action } = decision;
      const rule = rules.find(({ id }) => id === finding.ruleId);
      const [first] = finding.pieces;
      const segment = scan.document.segment(first.segmentId);
      const value = segment.text.slice(first.span.start, first.span.end);
      return {
        id: String(index + 1),
        type: finding.ruleId,
        name: rule?.name ?? { zh: finding.ruleId, en: finding.ruleId },
        severity: finding.severity,
        confidence: finding.confidence,
        action,
        location: segment.location,
        masked: decision.action === 'keep' ? null : masked(value, decision.mask),
        evidence: finding.evidence,
        basis: rule?.basis.map(({ law, article }) => `${law}${article ?? ''}`) ?? [],
        fingerprint: `hmac-sha256:${createHmac('sha256', key).update(value).digest('hex')}`,
        residualCandidates: null,
        reason: decision.action === 'mask' ? null : decision.reason,
      };
    }),
    blindSpots: scan.document.blindSpots,
    removals: scan.document.removals.map(({ location, what }) => ({ location, what })),
    verification: { readers: scan.format.readers, residual },
    engine: { version: '0.1.0', rules: '1' },
  };
}
