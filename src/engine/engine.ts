import { randomBytes } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import { DEFAULT_LIMITS, type Limits } from './core/limits.ts';
import { compileRules } from './detect/rule-book.ts';
import { redact } from './pipeline/redact.ts';
import { reportOf } from './pipeline/report-of.ts';
import type { Upload } from './pipeline/scan.ts';
import type { Report } from './report/report.ts';
import { loadRules } from './rules/load.ts';
import { GENERAL, type Policy } from './rules/policy.ts';
import type { Rule } from './rules/rule.ts';
import { rulesVersion } from './rules/version.ts';

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
  const particulars = {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    engine: { version: manifest.version, rules: await rulesVersion(options.rulesFolder) },
    fingerprintKey: options.fingerprintKey ?? randomBytes(32),
  };
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return {
    rules,
    policies: [GENERAL],
    redact: async (upload) => {
      const redaction = await redact(upload, { rules: book, policy: GENERAL, limits });
      const { id, version, name } = GENERAL;
      const policy = { id, version, name, chosen: 'default', because: null } as const;
      return { report: reportOf(redaction, { ...particulars, policy }), output: redaction.output };
    },
  };
}
