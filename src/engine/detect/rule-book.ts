import type { RuleData } from '../rules/data.ts';
import type { Knowledge } from '../rules/load.ts';
import { type Rule, RuleSchema } from '../rules/rule.ts';
import { glancesFor } from '../text/glances.ts';
import { cellGlances } from './cell-look.ts';
import { LEADS } from './described.ts';
import { firstCharacters } from './first-characters.ts';
import { mayEndLabel } from './header.ts';
import { LabelIndex } from './label-index.ts';
import { labelsFor } from './labels.ts';
import { type Validator, validatorsFor } from './validators/validators.ts';

/** One rule made ready for matching. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly id: string;
  /** Its place in `RuleBook.rules`. */
  readonly index: number;
  /** Fits a whole plain value, or the start of folded words. */
  readonly pattern: RegExp;
  /** Flags for the characters that what fits may begin with. */
  readonly first: Uint8Array;
  /** The pattern has a group `value` that is less than the whole. */
  readonly narrows: boolean;
  /** Fits where that group is the whole: quicker to ask than what the group holds. */
  readonly whole: RegExp;
  readonly mistyped: RegExp | undefined;
  readonly isValid: Validator | undefined;
  /** Digits alone that it says yes to fit the pattern. */
  readonly suffices: boolean;
  /** The validator counts a check digit, it does not only know prefixes. */
  readonly isChecked: boolean;
  /** What the validator's yes is worth, as evidence. */
  readonly proof: readonly string[];
  /** The groups it may be written in; undefined when any will do. */
  readonly groups: 'equal' | ReadonlySet<string> | undefined;
}

/** The rules made ready for matching: compiled once, used for every document. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  readonly data: RuleData;
  /** Rules that a value of so many letters and digits, the first of them this, may fit without a label, by precedence. */
  fitting(length: number, first: number): readonly CompiledRule[];
  readonly labels: LabelIndex;
  /** What each character tells a glance at a cell. */
  readonly cellGlances: Uint8Array;
  /** The first two digits of every division code. */
  readonly provinces: ReadonlySet<string>;
  /** Finds the name of an organisation. */
  readonly organisation: RegExp;
  /** Finds an organisation that is said to own something: 左海某某有限公司名下. */
  readonly owner: RegExp;
  /** Finds an organisation named as the holder of an account: 户名：市财政局. */
  readonly payee: RegExp;
  /** Finds a word of an office's contacts, and one of a person's. */
  readonly contact: RegExp;
  readonly personal: RegExp;
  readonly mail: readonly CompiledRule[];
  /** For the walk over a text: its signs are the last characters of labels that no number follows. */
  readonly glances: Uint8Array;
  /** The same when names and the like are asked for. */
  readonly askedGlances: Uint8Array;
  readonly byId: ReadonlyMap<string, CompiledRule>;
  /** All of them, in order of precedence. */
  readonly compiled: readonly CompiledRule[];
}

const LONGEST = 40;
const ASCII = 128;
const VALUE = '(?<value>';
const PROOFS: Readonly<Record<string, string[]>> = {
  mobile: ['prefix'],
  landline: ['area-code'],
  'bank-card': ['checksum', 'issuer'],
};

/** Makes rules ready; throws on a validator or rule name that does not exist. */
export function compileRules({ rules, data }: Knowledge): RuleBook {
  const validators = validatorsFor(data);
  const compiled = rules
    .map((rule, index) => compile(rule, index, validators))
    .sort((a, b) => a.rule.precedence - b.rule.precedence);
  const organisationEnd = `(?:${data.words.organisationEndings.join('|')})`;
  const labels = new LabelIndex(labelsFor(compiled, data.words));
  return {
    rules,
    data,
    fitting: fitTable(compiled),
    labels,
    cellGlances: cellGlances((code) => mayEndLabel(code, labels)),
    provinces: new Set([...data.regions].map((code) => code.slice(0, 2))),
    organisation: new RegExp(`${organisationEnd}(?=$|[^\\p{Script=Han}])`, 'u'),
    owner: new RegExp(`${organisationEnd}${OWNS}`),
    payee: new RegExp(
      `(?:${data.words.payee.map(spaced).join('|')})[\\s:：为]{0,6}(?:[\\p{Script=Han}()（）]|\\d{1,2}(?=\\p{Script=Han})){2,30}?${organisationEnd}(?=$|[^\\p{Script=Han}])`,
      'gu',
    ),
    contact: new RegExp([...data.words.office, ...data.words.contacts].join('|')),
    personal: new RegExp(data.words.person.join('|')),
    glances: glancesFor(signsOf(compiled, false)),
    askedGlances: glancesFor(signsOf(compiled, true)),
    mail: compiled.filter(({ rule }) => rule.takes === 'mail'),
    compiled,
    byId: new Map(compiled.map((one) => [one.id, one])),
  };
}

/** What an organisation that owns something goes on with. */
const OWNS = '(?:名下|所有|持有|拥有|开立|坐落|位于|因|将)';

/** `户  名` is how a short word is stretched to the length of others below it. */
const spaced = (word: string): string => Array.from(word.replaceAll(' ', '')).join('[ \\u3000]*');

const NONE: readonly CompiledRule[] = [];

function fitTable(rules: readonly CompiledRule[]): RuleBook['fitting'] {
  const table = Array.from({ length: (LONGEST + 1) * ASCII }, () => NONE);
  const alone = rules.filter(
    ({ rule }) => (rule.takes ?? 'value') === 'value' && rule.needsLabel !== true,
  );
  for (const one of alone)
    for (const length of one.rule.lengths ?? [])
      for (let code = 0; code < ASCII; code++)
        if (one.first[code])
          table[length * ASCII + code] = [...(table[length * ASCII + code] ?? NONE), one];
  return (length, first) =>
    (length <= LONGEST && first < ASCII && table[length * ASCII + first]) || NONE;
}

/** Every field of a rule, so that all rules have one shape: they are looked at for every number. */
const BLANK = Object.fromEntries(Object.keys(RuleSchema.properties).map((key) => [key, undefined]));

function compile(
  read: Rule,
  index: number,
  validators: Readonly<Record<string, Validator>>,
): CompiledRule {
  const rule = { ...BLANK, ...read };
  const isValid = rule.validator === undefined ? undefined : validators[rule.validator];
  if (rule.validator !== undefined && !isValid)
    throw new Error(`${rule.id}.yaml: no validator is called “${rule.validator}”`);
  const proof = isValid ? (PROOFS[rule.validator ?? ''] ?? ['checksum']) : ['pattern'];
  return {
    rule,
    id: rule.id,
    index,
    first: firstCharacters(rule.pattern),
    pattern: new RegExp(rule.takes === 'words' ? `^(?:${rule.pattern})` : `^(?:${rule.pattern})$`),
    narrows: rule.pattern.includes(VALUE),
    whole: wholeOf(rule.pattern),
    mistyped: rule.mistyped === undefined ? undefined : new RegExp(`^(?:${rule.mistyped})$`),
    isValid,
    suffices: rule.validatorSuffices === true,
    isChecked: proof.includes('checksum'),
    proof,
    groups:
      rule.groups === 'any'
        ? undefined
        : Array.isArray(rule.groups)
          ? new Set(rule.groups)
          : 'equal',
  };
}

/** The group `value` at the start, where nothing follows it. */
function wholeOf(pattern: string): RegExp {
  const isLast = pattern
    .split('|')
    .every((part) => !part.includes(VALUE) || /\(\?<value>[^()]*\)$/.test(part));
  return isLast ? new RegExp(`^(?:${pattern.replaceAll(VALUE, `${VALUE}^`)})$`) : /^(?!)/;
}

function signsOf(rules: readonly CompiledRule[], asked: boolean): readonly string[] {
  const labels = rules
    .filter(({ rule }) => rule.byLabel && (asked || !rule.publishable))
    .flatMap(({ rule }) => rule.labels ?? []);
  return [...labels.map((label) => label.slice(-1)), ...LEADS];
}
