import { type Claim, Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { classOf, DIGIT } from '../text/char-class.ts';
import { plainValue } from '../text/plain-value.ts';
import { Alike } from './alike.ts';
import { type CellLook, digitsIn, isNumber } from './cell-look.ts';
import type { Label } from './label-index.ts';
import { Papers } from './papers.ts';
import type { CellContext } from './place.ts';
import type { CompiledRule, RuleBook } from './rule-book.ts';

interface Doubt {
  readonly segmentId: number;
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

const FEWEST = 3;
const MOST = 0.6;
const CHANCE = 0.3;
const SHORTEST = 10;
const FEWEST_DIGITS = 5;
const MANY_WORDS = 16;
const NEARLY_ALL = 0.9;
const NAME = /^[\u3400-\u9fff·•]{2,4}$/;
/** So many amounts in a column make a number of eleven digits among them one of them. */
const MANY_FIGURES = 5;
const LONGEST = 60;
/** `1234567`, `1,234,567.80`: a number that no name or sign goes with. */
const FIGURE = /^-?\d[\d,，]*(?:\.\d+)?$/;
/** Shapes worth remembering until the column has spoken. */
const DOUBTFUL = /^\d{10,20}X?$/;

/** One column of a table: what heads it and what its cells turned out to be. */
export class Column {
  headText = '';
  /** What is said about a cell that has no label to its left. */
  context: CellContext = { side: undefined, head: undefined };
  private readonly alike = new Alike();
  private readonly alikeBeside = new Map<Label, Alike>();
  /** The label beside the last cell that had one: mostly the same. */
  private lastSide: Label | undefined;
  private beside = this.alike;
  private filled = 0;
  /** How often each rule passed, by its index. */
  private readonly passes: number[] = [];
  /** Findings that the column decides about once all of it is read, and those that a label denies. */
  private readonly waiting: Finding[] = [];
  private readonly denied: Finding[] = [];
  private readonly doubts: Doubt[] = [];
  private readonly papers = new Papers();
  private isCalled = false;
  /** Some of its words: names, perhaps. */
  private readonly words: string[] = [];
  /** Numbers that are nobody's. */
  private figures = 0;

  /** Whether its header asks for something, and whether for words. */
  asks = false;
  asksForWords = false;

  get label(): Label | undefined {
    return this.context.head;
  }

  /** What heads the column. */
  head(label: Label | undefined, text: string): void {
    this.context = { side: undefined, head: label };
    this.headText = text;
    this.asksForWords = label !== undefined && label.words.length > 0;
    this.asks = this.asksForWords || (label !== undefined && label.values.length > 0);
  }

  /** What its cells beside a label, or beside none, are known to be. */
  known(side: Label | undefined): Alike {
    if (!side) return this.alike;
    if (side !== this.lastSide) this.beside = this.alikeBesideOf(side);
    this.lastSide = side;
    return this.beside;
  }

  private alikeBesideOf(side: Label): Alike {
    let beside = this.alikeBeside.get(side);
    if (!beside) {
      beside = new Alike();
      this.alikeBeside.set(side, beside);
    }
    return beside;
  }

  /** Another header speaks of its cells from now on. */
  forget(): void {
    this.alike.forget();
    this.alikeBeside.clear();
    this.lastSide = undefined;
  }

  /** Counts a cell that holds something. */
  fill(): void {
    this.filled++;
  }

  /** Counts a value that passed. */
  pass({ index }: CompiledRule): void {
    this.passes[index] = (this.passes[index] ?? 0) + 1;
  }

  /** Leaves a finding for the column to decide. */
  wait(finding: Finding, isDenied: boolean): void {
    (isDenied ? this.denied : this.waiting).push(finding);
  }

  /** Counts a number that is taken for nothing, unless it is too short to tell an amount from a serial number. */
  figure(text: string, look: CellLook): void {
    if (digitsIn(look) >= FEWEST_DIGITS && (isNumber(look) || isFigure(text))) this.figures++;
  }

  /** A label stands among its cells: 设备编号 where the row is no header. */
  call(): void {
    this.isCalled = true;
  }

  /** Keeps some of the words in it. */
  word(text: string): void {
    if (this.words.length < MANY_WORDS) this.words.push(text);
  }

  /** Remembers a value that may be the number of a paper: nothing heads the column. */
  paper(cell: Segment): void {
    if (this.headText === '') this.papers.take(cell, this.filled);
  }

  /** Whether its header or its words name people. */
  namesPeople({ data: { surnames } }: RuleBook): boolean {
    if (this.label) return this.label.person;
    const names = this.words.filter((word) => NAME.test(word) && isSurname(word, surnames));
    return names.length >= FEWEST && names.length >= this.words.length * NEARLY_ALL;
  }

  /** Remembers a value that may be one of the column's kind and passed nothing. */
  doubt({ id, text }: Segment): void {
    if (text.length < SHORTEST || text.length > LONGEST) return;
    const plain = plainValue(text);
    if (DOUBTFUL.test(plain))
      this.doubts.push({ segmentId: id, start: 0, end: text.length, plain });
  }

  /** What most of the column is, by its values alone. */
  mostly({ compiled }: RuleBook): CompiledRule | undefined {
    return compiled.find(({ index }) => {
      const count = this.passes[index] ?? 0;
      return count >= FEWEST && count >= this.filled * MOST;
    });
  }

  /** The findings that the whole column settles. */
  settle(book: RuleBook, isOfPeople: boolean): Finding[] {
    const papers = this.papers.settle(
      book,
      this.filled,
      ({ index }) => this.passes[index] ?? 0,
      isOfPeople && !this.isCalled,
    );
    return [...papers, ...this.settleNumbers(book)];
  }

  private settleNumbers(book: RuleBook): Finding[] {
    const mostly = this.mostly(book);
    const chance = new Set(book.compiled.filter((rule) => this.isChance(rule)).map(({ id }) => id));
    const failing = new Set(
      book.compiled.filter((rule) => this.isMostlyFailing(rule)).map(({ id }) => id),
    );
    const certain = madeCertain();
    const found: Finding[] = [];
    for (const finding of this.waiting)
      if (finding.ruleId === mostly?.id) found.push(certain(finding));
      else if (!chance.has(finding.ruleId)) found.push(finding);
    for (const finding of this.denied)
      if (finding.ruleId === mostly?.id) found.push(certain(finding));
      else if (
        book.byId.get(finding.ruleId)?.rule.against === 'review' &&
        !failing.has(finding.ruleId)
      )
        found.push(finding);
    if (!mostly?.mistyped) return found;
    const mistyped: Claim = {
      ruleId: mostly.id,
      severity: mostly.rule.severity,
      confidence: 'likely',
      evidence: BY_COLUMN,
    };
    for (const { segmentId, start, end, plain } of this.doubts)
      if (mostly.mistyped.test(plain)) found.push(new Finding(mistyped, segmentId, start, end));
    return found;
  }

  /** A pass among many failures of the same shape is what chance gives; so is a telephone among amounts. */
  private isChance(rule: CompiledRule): boolean {
    const passes = this.passes[rule.index] ?? 0;
    if (passes === 0) return false;
    const fails = this.failsOf(rule);
    if (fails >= FEWEST && passes < (passes + fails) * CHANCE) return true;
    return !rule.isChecked && passes * MANY_FIGURES <= this.figures;
  }

  /** Of a column that a label speaks against, most do not even pass. */
  private isMostlyFailing(rule: CompiledRule): boolean {
    const passes = this.passes[rule.index] ?? 0;
    return passes > 0 && this.failsOf(rule) > passes;
  }

  private failsOf({ rule: { lengths = [] } }: CompiledRule): number {
    return this.doubts.filter(({ plain }) => lengths.includes(plain.length)).length;
  }
}

const isSurname = (word: string, surnames: ReadonlySet<string>): boolean =>
  surnames.has(word.charAt(0)) || surnames.has(word.slice(0, 2));

/** Most texts are no figures, which their end tells. */
const isFigure = (text: string): boolean =>
  (classOf(text.charCodeAt(text.length - 1)) & DIGIT) !== 0 && FIGURE.test(text);

const BY_COLUMN: readonly string[] = ['column'];

/** Makes findings certain by their column; those that claimed the same go on sharing what they claim. */
function madeCertain(): (finding: Finding) => Finding {
  const shared = new Map<Claim, Claim>();
  return (finding) => {
    const { claim } = finding;
    let certain = shared.get(claim);
    if (!certain) {
      certain = { ...claim, confidence: 'certain', evidence: [...claim.evidence, ...BY_COLUMN] };
      shared.set(claim, certain);
    }
    return finding.claiming(certain);
  };
}
