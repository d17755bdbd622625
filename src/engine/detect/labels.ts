import type { FieldKind } from '../core/table.ts';
import type { RuleData } from '../rules/data.ts';
import { AGAINST, FOR, type Heard, type Label } from './label-index.ts';
import type { CompiledRule } from './rule-book.ts';

type Words = RuleData['words'];
type Draft = {
  -readonly [Key in keyof Omit<
    Label,
    'values' | 'words' | 'own' | 'stances' | 'before' | 'above' | 'alone'
  >]: Label[Key];
} & {
  rules: CompiledRule[];
};

/** Every word that any rule, field or context knows, each once with all that it means. */
export function labelsFor(rules: readonly CompiledRule[], words: Words): Label[] {
  const drafts = new Map<string, Draft>();
  const draft = (word: string): Draft => {
    const known = drafts.get(word);
    if (known) return known;
    const fresh: Draft = {
      word,
      rules: [],
      field: undefined,
      denies: undefined,
      office: false,
      person: false,
      payee: false,
      headOnly: true,
    };
    drafts.set(word, fresh);
    return fresh;
  };
  const say = (word: string, headOnly: boolean): Draft => {
    const one = draft(word);
    one.headOnly &&= headOnly;
    return one;
  };
  for (const rule of rules) {
    for (const word of wordsOf(rule, rules, 'labels')) say(word, false).rules.push(rule);
    for (const word of rule.rule.ofPeople ?? []) say(word, false).rules.push(rule);
    for (const word of wordsOf(rule, rules, 'headers')) say(word, true).rules.push(rule);
  }
  for (const [field, { labels = [], headers = [], denies }] of Object.entries(words.fields)) {
    for (const word of labels) Object.assign(say(word, false), { field, denies });
    for (const word of headers) Object.assign(say(word, true), { field, denies });
  }
  for (const word of words.office) say(word, false).office = true;
  for (const word of words.person) say(word, false).person = true;
  for (const word of words.organisationAccount) say(word, false).payee = true;
  return [...drafts.values()].map((one) => {
    const all = [...new Set(one.rules)];
    const taking = (what: string) => all.filter(({ rule }) => (rule.takes ?? 'value') === what);
    const own = all.filter(({ rule }) => isOwn(one.word, rule));
    const stances = stancesOf(one, rules);
    return heard({
      ...one,
      rules: all,
      values: taking('value'),
      words: taking('words'),
      own,
      stances,
    });
  });
}

function stancesOf({ rules: own, denies }: Draft, rules: readonly CompiledRule[]): Uint8Array {
  const stances = new Uint8Array(rules.length);
  for (const { index, isChecked } of rules)
    if (denies === 'all' || (denies === 'unchecked' && !isChecked)) stances[index] = AGAINST;
  for (const { index } of own) stances[index] = FOR;
  return stances;
}

function heard(label: Omit<Label, 'before' | 'above' | 'alone'>): Label {
  const whole = { ...label } as { -readonly [Key in keyof Label]: Label[Key] };
  const from = (where: Heard['from']): Heard => ({
    label: whole,
    from: where,
    said: `${where}:${label.word}`,
    shared: [],
  });
  whole.before = from('label');
  whole.above = from('header');
  whole.alone = [whole.before];
  return whole;
}

const isOwn = (word: string, { labels, headers }: CompiledRule['rule']): boolean =>
  labels?.includes(word) === true || headers?.includes(word) === true;

function wordsOf(
  { rule }: CompiledRule,
  all: readonly CompiledRule[],
  which: 'labels' | 'headers',
): string[] {
  const lent = (rule.labelsFrom ?? []).flatMap((id) => {
    const other = all.find((one) => one.id === id);
    if (!other) throw new Error(`${rule.id}.yaml: no rule is called “${id}”`);
    return other.rule[which] ?? [];
  });
  return [...(rule[which] ?? []), ...lent];
}

/** What a column is under this label. */
export const kindOf = ({ field, own, rules, word }: Label): FieldKind =>
  field ?? own[0]?.id ?? rules[0]?.id ?? word;
