import type { Confidence } from '../core/finding.ts';
import type { Span } from '../core/span.ts';
import { labelBefore, labelNear } from './context.ts';
import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import { publicEvidence } from './public.ts';
import { isQuantity } from './quantity.ts';
import type { CompiledRule, RuleBook } from './rule-book.ts';
import { isWellGrouped, spanWithin, type Value } from './value.ts';

/** What one value is taken for, and why. */
export interface Belief {
  readonly rule: CompiledRule;
  readonly span: Span;
  /** Where its digits stand when signs between them are to stay. */
  readonly parts?: readonly Span[];
  readonly confidence: Confidence;
  readonly evidence: readonly string[];
  /**
   * `named` by a label · `alone`, only its own shape speaks for it · `denied` by a label. The column
   * it stands in has the last word about the latter two.
   */
  readonly standing: 'named' | 'alone' | 'denied';
}

/** A label that speaks of a value, and where it stands. */
export interface Heard {
  readonly label: Label;
  readonly from: 'label' | 'header';
}

/** A value that passes a rule's pattern and check by itself. */
export function proven(value: Value, place: Place): Belief | undefined {
  let open: Belief | undefined;
  for (const rule of place.book.byLength[value.plain.length] ?? []) {
    const span = isWellGrouped(value.shape, rule) ? fits(value, rule, place) : undefined;
    if (!span) continue;
    const belief = weigh(value, rule, span, place);
    // A number that fits a public code by chance and a card as well is a card.
    if (rule.rule.publicWhen !== 'always') return belief ?? open;
    open ??= belief;
  }
  return open;
}

/** A value that a label names; pattern and check may fail where the rule allows for mistyping. */
export function named(value: Value, heard: readonly Heard[], place: Place): Belief | undefined {
  for (const { label, from } of heard) {
    const said = `${from}:${label.word}`;
    for (const rule of label.values) {
      const span = fits(value, rule, place);
      if (!span) continue;
      const open = publicEvidence(value, rule, label, place);
      const evidence = evidenceFor(rule, { label, from }, open);
      return { rule, span, confidence: 'certain', evidence, standing: 'named' };
    }
    const rule = label.own.find(({ mistyped }) => mistyped?.test(value.plain));
    if (rule) {
      const span = { start: value.start, end: value.end };
      const evidence = [said, ...publicEvidence(value, rule, label, place)];
      return { rule, span, confidence: 'likely', evidence, standing: 'named' };
    }
    if (label.values.length > 0 || label.denies) return undefined;
  }
  return undefined;
}

function fits(
  value: Value,
  { rule, pattern, isValid, narrows }: CompiledRule,
  { text, book }: Place,
) {
  if (!narrows) {
    if (!pattern.test(value.plain) || isValid?.(value.plain) === false) return undefined;
    const span = value.shape.includes('(')
      ? closed({ start: value.start, end: value.end }, text)
      : { start: value.start, end: value.end };
    return rule.afterProvince ? withProvince(span, text, book) : span;
  }
  const core = pattern.exec(value.plain)?.groups?.value;
  if (core === undefined || isValid?.(core) === false) return undefined;
  const from = value.plain.lastIndexOf(core);
  return spanWithin(text, value, from, from + core.length);
}

/** `A123456(3)`: the bracket that opened inside closes inside. */
function closed(span: Span, text: string): Span {
  const isOpen = /[(（][^)）]*$/.test(text.slice(span.start, span.end));
  return isOpen && /[)）]/.test(text.charAt(span.end)) ? { ...span, end: span.end + 1 } : span;
}

/** A plate begins with the character of its province, which is no letter or digit. */
function withProvince({ start, end }: Span, text: string, { data }: RuleBook): Span | undefined {
  return data.plateProvinces.has(text.charAt(start - 1)) ? { start: start - 1, end } : undefined;
}

function weigh(value: Value, rule: CompiledRule, span: Span, place: Place): Belief | undefined {
  const said = saidOf(rule, value.start, place);
  const open = publicEvidence(value, rule, said?.label, place);
  if (said?.label.rules.includes(rule)) {
    const evidence = evidenceFor(rule, said, open);
    return { rule, span, confidence: 'certain', evidence, standing: 'named' };
  }
  if (said) {
    const evidence = [...rule.proof, `against:${said.label.word}`, ...open];
    return { rule, span, confidence: 'possible', evidence, standing: 'denied' };
  }
  if (!rule.isChecked && isQuantity(place.text, value)) return undefined;
  const strange = rule.rule.region && !place.book.provinces.has(value.plain.slice(0, 2));
  return {
    rule,
    span,
    confidence: strange ? 'possible' : (rule.rule.confidence ?? 'likely'),
    evidence: open.length > 0 ? [...rule.proof, ...open] : rule.proof,
    standing: 'alone',
  };
}

const shared = new WeakMap<Label, Map<CompiledRule, Partial<Record<Heard['from'], string[]>>>>();

/** One array for all findings that say the same: a sheet may have a million of them. */
function evidenceFor(
  rule: CompiledRule,
  { label, from }: Heard,
  open: readonly string[],
): readonly string[] {
  if (open.length > 0) return [...rule.proof, `${from}:${label.word}`, ...open];
  let byRule = shared.get(label);
  if (!byRule) {
    byRule = new Map();
    shared.set(label, byRule);
  }
  let told = byRule.get(rule);
  if (!told) {
    told = {};
    byRule.set(rule, told);
  }
  told[from] ??= [...rule.proof, `${from}:${label.word}`];
  return told[from];
}

/** The nearest label that speaks for this rule or against it. */
function saidOf(rule: CompiledRule, start: number, place: Place): Heard | undefined {
  for (const heard of heardAt(start, place, false))
    if (heard.label.rules.includes(rule) || denies(heard.label, rule)) return heard;
  return undefined;
}

const denies = ({ denies }: Label, { isChecked }: CompiledRule): boolean =>
  denies === 'all' || (denies === 'unchecked' && !isChecked);

const NONE: readonly Heard[] = [];

/** The labels that speak of a value, the nearest first; `far` looks back over other words too. */
export function heardAt(start: number, { text, cell, book }: Place, far = true): readonly Heard[] {
  const inline =
    labelBefore(text, start, book.labels) ??
    (far && !cell ? labelNear(text, start, book.labels, hasValues) : undefined);
  if (!inline && !cell) return NONE;
  const heard: Heard[] = [];
  if (inline) heard.push({ label: inline, from: 'label' });
  if (cell?.side) heard.push({ label: cell.side, from: 'header' });
  if (cell?.head) heard.push({ label: cell.head, from: 'header' });
  return heard;
}

const hasValues = ({ values }: Label): boolean => values.length > 0;
