import type { Finding } from '../core/finding.ts';
import { type Belief, saidOf } from './believe.ts';
import { isSettled } from './finding-of.ts';
import type { CellContext, Place } from './place.ts';
import { asksNearby } from './public.ts';
import type { CompiledRule, RuleBook } from './rule-book.ts';

/** Enough for the classes, streets and grades of a list; what repeats less is read again. */
const MOST_KNOWN = 4096;
/** No longer text is a number by itself. */
const LONGEST = 40;
const NINE = 0x39;

/** What a number that fills its cell was taken for: so is every other one of its rule and length below it. */
export interface Model {
  readonly rule: CompiledRule;
  readonly claim: Finding['claim'];
  readonly isSettled: boolean;
  readonly isDenied: boolean;
}

/**
 * What the cells of one column, beside one label or none, turned out to be. Most repeat a text or look like one that was
 * read before and need no second reading: what it tells depends on the text and on these labels, on nothing else.
 */
export class Alike {
  private readonly nothing = new Set<string>();
  /** By length. */
  private readonly models: (Model | undefined)[] = new Array(LONGEST + 1).fill(undefined);

  /** Another header stands over the column. */
  forget(): void {
    this.nothing.clear();
    this.models.fill(undefined);
  }

  /** Whether this very text was read and held nothing. */
  isNothing(text: string): boolean {
    return this.nothing.has(text);
  }

  rememberNothing(text: string): void {
    if (this.nothing.size < MOST_KNOWN) this.nothing.add(text);
  }

  /** What a text of capitals and digits is, when reading it would say the same as of one before. */
  modelOf(text: string, book: RuleBook): Model | undefined {
    const model = this.models[text.length];
    return model && firstRuleOf(text, book) === model.rule ? model : undefined;
  }

  /** Learns from what reading such a text told. */
  learn(place: Place, belief: Belief, { claim }: Finding): void {
    const { text, book, cell } = place;
    const { rule, span, parts, standing } = belief;
    const isWhole = !parts && span.start === 0 && span.end === text.length;
    if (!isWhole || text.length > LONGEST || asksForWords(cell)) return;
    const said = saidOf(rule, 0, place)?.label;
    // What no label speaks of is asked for its province, and an account for its holder in other cells.
    if ((!said && rule.rule.region) || asksNearby(rule, said, place.about)) return;
    if (firstRuleOf(text, book) !== rule) return;
    this.models[text.length] = {
      rule,
      claim,
      isSettled: isSettled(belief),
      isDenied: standing === 'denied',
    };
  }
}

/** The rule that takes the text whole and by itself; undefined when more must be asked. */
function firstRuleOf(text: string, book: RuleBook): CompiledRule | undefined {
  const isNumber = text.charCodeAt(text.length - 1) <= NINE;
  for (const rule of book.fitting(text.length, text.charCodeAt(0))) {
    const { narrows, whole, pattern, isValid, suffices } = rule;
    if (suffices && isNumber && isValid?.(text)) return plain(rule);
    const isWhole = (narrows ? whole : pattern).test(text);
    if (!isWhole && narrows && pattern.test(text)) return undefined;
    if (isWhole && isValid?.(text) !== false) return plain(rule);
  }
  return undefined;
}

const asksForWords = (cell: CellContext | undefined): boolean =>
  [cell?.side, cell?.head].some((label) => label !== undefined && label.words.length > 0);

const plain = (one: CompiledRule): CompiledRule | undefined =>
  one.rule.publicWhen !== 'always' && !one.rule.afterProvince && one.rule.inOnePiece !== false
    ? one
    : undefined;
