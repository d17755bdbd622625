import type { Confidence } from '../core/finding.ts';
import type { Span } from '../core/span.ts';
import { labelNear } from './context.ts';
import { FOR, type Heard, type Label } from './label-index.ts';
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
   * it stands in has the last word about the latter two · `excluded` by a word right before it, which no column overrules.
   */
  readonly standing: 'named' | 'alone' | 'denied' | 'excluded';
}

/** A value that passes a rule's pattern and check by itself. */
export function proven(value: Value, place: Place): Belief | undefined {
  const { length } = value.plain;
  const first = value.plain.charCodeAt(0);
  let open: Belief | undefined;
  for (const rule of place.book.fitting(length, first)) {
    const span = fits(value, rule, place);
    if (!span || !isWellGrouped(value.shape, rule, span.start - value.start)) continue;
    const belief = weigh(value, rule, span, place);
    // A number that fits a public code by chance and a card as well is a card.
    if (rule.rule.publicWhen !== 'always') return belief ?? open;
    open ??= belief;
  }
  return open;
}

/** A value that a label names; pattern and check may fail where the rule allows for mistyping. */
export function named(value: Value, heard: readonly Heard[], place: Place): Belief | undefined {
  for (const said of heard) {
    const { label } = said;
    for (const rule of label.values) {
      const span = fits(value, rule, place);
      if (!span) continue;
      const open = publicEvidence(value, rule, label, place);
      const evidence = evidenceFor(rule, said, open);
      return { rule, span, confidence: 'certain', evidence, standing: 'named' };
    }
    const rule = label.own.find(({ mistyped }) => mistyped?.test(value.plain));
    if (rule) {
      const span = { start: value.start, end: value.end };
      const evidence = [said.said, ...publicEvidence(value, rule, label, place)];
      return { rule, span, confidence: 'likely', evidence, standing: 'named' };
    }
    if (label.values.length > 0 || label.denies) return undefined;
  }
  return undefined;
}

function fits(
  value: Value,
  { rule, pattern, whole, isValid, narrows }: CompiledRule,
  { text, book }: Place,
) {
  if (!narrows) {
    if (!pattern.test(value.plain) || isValid?.(value.plain) === false) return undefined;
    const span =
      value.shape !== '' && value.shape.includes('(')
        ? closed({ start: value.start, end: value.end }, text)
        : { start: value.start, end: value.end };
    return rule.afterProvince ? withProvince(span, text, book) : span;
  }
  if (whole.test(value.plain))
    return isValid?.(value.plain) === false ? undefined : { start: value.start, end: value.end };
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

/** A plate begins with the character of its province, which is no letter or digit; a short one ends in 学, 港 … */
function withProvince({ start, end }: Span, text: string, { data }: RuleBook): Span | undefined {
  if (!data.plateProvinces.has(text.charAt(start - 1))) return undefined;
  if (REGISTERED.test(text.slice(Math.max(0, start - 5), start - 1))) return undefined;
  const isShort = SHORT_PLATE.test(text.slice(start, end));
  if (!isShort) return { start: start - 1, end };
  return PLATE_ENDS.includes(text.charAt(end) || ' ')
    ? { start: start - 1, end: end + 1 }
    : undefined;
}

/** 梯11闽A13801: a lift, boiler or crane is registered under the letters of its city. */
const REGISTERED = /[锅容管梯起索游场瓶车][0-9A-Z]{1,3}$/;
const SHORT_PLATE = /^[A-ZＡ-Ｚ][0-9A-Z０-９Ａ-Ｚ]{4}$/i;
/** What stands behind a plate of one character less. */
export const PLATE_ENDS = '学警挂领港澳试超';

function weigh(value: Value, rule: CompiledRule, span: Span, place: Place): Belief | undefined {
  const said = saidOf(rule, value.start, place);
  const open = publicEvidence(value, rule, said?.label, place);
  if (said?.label.stances[rule.index] === FOR) {
    const evidence = evidenceFor(rule, said, open);
    return { rule, span, confidence: 'certain', evidence, standing: 'named' };
  }
  const isAmount = !rule.isChecked && span.end <= value.end && isQuantity(place.text, value);
  if (isAmount) return undefined;
  if (said) {
    const standing = said.from === 'label' ? 'excluded' : 'denied';
    const evidence = [...rule.proof, `against:${said.label.word}`, ...open];
    return { rule, span, confidence: 'possible', evidence, standing };
  }
  const strange = rule.rule.region && !place.book.provinces.has(value.plain.slice(0, 2));
  return {
    rule,
    span,
    confidence: strange ? 'possible' : (rule.rule.confidence ?? 'likely'),
    evidence: open.length > 0 ? [...rule.proof, ...open] : rule.proof,
    standing: 'alone',
  };
}

/** What speaks for a rule, in an array that all findings share of which the same is said. */
export function evidenceFor(
  rule: CompiledRule,
  heard: Heard,
  open: readonly string[],
): readonly string[] {
  if (open.length > 0) return [...rule.proof, heard.said, ...open];
  let told = heard.shared[rule.index];
  if (!told) {
    told = [...rule.proof, heard.said];
    heard.shared[rule.index] = told;
  }
  return told;
}

/** The nearest label that speaks for this rule or against it. */
export function saidOf(rule: CompiledRule, start: number, place: Place): Heard | undefined {
  const inline = place.labelBefore(start);
  if (inline && speaksOf(inline, rule)) return inline.before;
  const { cell } = place;
  if (cell?.side && speaksOf(cell.side, rule)) return cell.side.above;
  return cell?.head && speaksOf(cell.head, rule) ? cell.head.above : undefined;
}

const speaksOf = ({ stances }: Label, { index }: CompiledRule): boolean => stances[index] !== 0;

const NONE: readonly Heard[] = [];

/** The labels that speak of a value, the nearest first; `far` looks back over other words too. */
export function heardAt(start: number, place: Place, far = true): readonly Heard[] {
  const { cell } = place;
  const inline =
    place.labelBefore(start) ??
    (far && !cell ? labelNear(place.codes, start, place.book.labels, hasValues) : undefined);
  if (!cell) return inline?.alone ?? NONE;
  const heard: Heard[] = [];
  if (inline) heard.push(inline.before);
  if (cell?.side) heard.push(cell.side.above);
  if (cell?.head) heard.push(cell.head.above);
  return heard;
}

const hasValues = ({ values }: Label): boolean => values.length > 0;
