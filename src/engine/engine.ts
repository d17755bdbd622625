import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import type { Context } from './core/context.ts';
import { halfMaskedKind } from './core/kinds.ts';
import { DEFAULT_LIMITS, type Limits } from './core/limits.ts';
import type { Review } from './core/review.ts';
import type { ShownForm } from './core/trace.ts';
import { WishError } from './core/wish-error.ts';
import { candidateCounter } from './decide/candidates.ts';
import { compileRules } from './detect/rule-book.ts';
import { lookOf } from './pipeline/look-of.ts';
import { redact } from './pipeline/redact.ts';
import { type Particulars, reportOf } from './pipeline/report-of.ts';
import { type Scan, type Settings, scan, type Upload } from './pipeline/scan.ts';
import { shownFormsOf } from './pipeline/shown-forms.ts';
import { OWN_KINDS } from './report/own-kinds.ts';
import type { Look, Report } from './report/report.ts';
import { loadDivisions } from './rules/divisions.ts';
import { loadRules } from './rules/load.ts';
import { type Policy, policyNamed } from './rules/policy.ts';
import { loadPolicies } from './rules/policy-load.ts';
import type { Rule } from './rules/rule.ts';
import { rulesVersion } from './rules/version.ts';

export interface EngineOptions {
  /** The folder with rule files, `policies/` and `data/`. */
  readonly rulesFolder: string;
  /** A folder with policies of the operator's own, beside those that come with the rules. */
  readonly policiesFolder?: string;
  readonly limits?: Partial<Limits>;
  /** 32 bytes for fingerprints and ids of findings; without it they differ at every start. */
  readonly fingerprintKey?: Uint8Array;
}

export interface Wish {
  /** A policy's id, or `auto` to guess it from the document; `general` when absent. */
  readonly policy?: string;
  /** What the sender knows beside the bytes; narrows down what a reader could guess. */
  readonly context?: Context;
  /** Tell also how the draft shows numbers that it half hides, to add up over several documents. */
  readonly shownForms?: boolean;
  /** 32 bytes, instead of the engine's own: whoever wishes for it finds the same value again under it. */
  readonly fingerprintKey?: Uint8Array;
  /** What people decided about this very draft after an earlier run. */
  readonly review?: Review;
}

export interface Outcome {
  readonly report: Report;
  /** The proven bytes; absent when the verdict is refused. */
  readonly output: Uint8Array | undefined;
  /** Empty unless wished for. */
  readonly shownForms: readonly ShownForm[];
}

/** The product as a library: bytes in, verdict out. Opens documents in this very process. */
export interface Engine {
  readonly rules: readonly Rule[];
  readonly policies: readonly Policy[];
  /** Of the program, and of all rule files together. */
  readonly versions: Report['engine'];
  /**
   * Throws a WishError for a policy that does not exist, a DocumentError for a file nobody can open, a
   * ReviewError for a decision about something that is not there.
   */
  redact(upload: Upload, wish?: Wish): Promise<Outcome>;
  /** What a document shows, as it stands: only the first half of the road. Throws like `redact`. */
  look(upload: Upload, wish?: Wish): Promise<Pick<Outcome, 'shownForms'> & { readonly look: Look }>;
}

const GENERAL = 'general';
const AUTO = 'auto';

/** Reads rules and policies once; a bad file stops it here. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { rulesFolder, policiesFolder } = options;
  const knowledge = await loadRules(rulesFolder);
  const { rules } = knowledge;
  const ruleById = new Map(rules.map((rule) => [rule.id, rule]));
  const policies = await loadPolicies(
    [join(rulesFolder, 'policies'), ...(policiesFolder === undefined ? [] : [policiesFolder])],
    new Set([
      ...ruleById.keys(),
      ...[...ruleById.keys()].map(halfMaskedKind),
      ...Object.keys(OWN_KINDS),
    ]),
    new Set(Object.keys(knowledge.data.words.fields)),
  );
  const particulars = {
    rules: ruleById,
    engine: { version: manifest.version, rules: await rulesVersion(rulesFolder) },
    fingerprintKey: options.fingerprintKey ?? randomBytes(32),
  };
  const book = compileRules(knowledge);
  const divisions = await loadDivisions(join(rulesFolder, 'data'));
  const count = candidateCounter(divisions.counties);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const settingsFor = ({ policy: asked, context, review, fingerprintKey }: Wish): Settings => ({
    rules: book,
    limits,
    policy: policyNamed(policies, asked === undefined || asked === AUTO ? GENERAL : asked),
    people: { divisions, count, context: checked(context), year: new Date().getFullYear() },
    ...(asked === AUTO && { guessAmong: policies }),
    ...(review && { review }),
    findingKey: fingerprintKey ?? particulars.fingerprintKey,
  });
  const particularsFor = ({ policy, fingerprintKey }: Wish): Particulars => ({
    ...particulars,
    ...(fingerprintKey && { fingerprintKey }),
    chosen: policy === undefined ? 'default' : policy === AUTO ? 'guessed' : 'asked',
  });
  const formsIn = (read: Scan, wish: Wish) =>
    wish.shownForms
      ? shownFormsOf(read, wish.context?.publisher ?? '', particularsFor(wish).fingerprintKey)
      : [];
  return {
    rules,
    policies,
    versions: particulars.engine,
    redact: async (upload, wish = {}) => {
      const redaction = await redact(upload, settingsFor(wish));
      return {
        report: reportOf(redaction, particularsFor(wish)),
        output: redaction.output,
        shownForms: formsIn(redaction.scan, wish),
      };
    },
    look: async (upload, wish = {}) => {
      const read = await scan(upload, settingsFor(wish));
      return { look: lookOf(read, particularsFor(wish)), shownForms: formsIn(read, wish) };
    },
  };
}

function checked(context: Context = {}): Context {
  const { regionCode } = context;
  if (regionCode === undefined || /^[1-9]\d{1,11}$/.test(regionCode)) return context;
  throw new WishError(
    'context',
    '行政区划代码应为二至十二位数字 · regionCode has two to twelve digits',
  );
}
