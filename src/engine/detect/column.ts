import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { plainValue } from '../text/plain-value.ts';
import type { Belief } from './believe.ts';
import type { Label } from './label-index.ts';
import type { RuleBook } from './rule-book.ts';

/** A value that the column will decide about once all of it is read. */
interface Pending {
  readonly finding: Finding;
  readonly ruleId: string;
  readonly denied: boolean;
}

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
const LONGEST = 60;
/** Shapes worth remembering until the column has spoken. */
const DOUBTFUL = /^\d{10,20}X?$/;

/** One column of a table: what heads it and what its cells turned out to be. */
export class Column {
  label: Label | undefined;
  headText = '';
  private filled = 0;
  private readonly passes = new Map<string, number>();
  private readonly pending: Pending[] = [];
  private readonly doubts: Doubt[] = [];

  /** Counts a cell that holds something. */
  fill(): void {
    this.filled++;
  }

  /** Counts a value that passed. */
  pass({ rule }: Belief): void {
    this.passes.set(rule.id, (this.passes.get(rule.id) ?? 0) + 1);
  }

  /** Leaves a finding for the column to decide. */
  wait(finding: Finding, denied: boolean): void {
    this.pending.push({ finding, ruleId: finding.ruleId, denied });
  }

  /** Remembers a value that may be one of the column's kind and passed nothing. */
  doubt({ id, text }: Segment): void {
    if (text.length < SHORTEST || text.length > LONGEST) return;
    const plain = plainValue(text);
    if (DOUBTFUL.test(plain))
      this.doubts.push({ segmentId: id, start: 0, end: text.length, plain });
  }

  /** What most of the column is, by its values alone. */
  get mostly(): string | undefined {
    for (const [ruleId, count] of this.passes)
      if (count >= FEWEST && count >= this.filled * MOST) return ruleId;
    return undefined;
  }

  /** The findings that the whole column settles. */
  settle(book: RuleBook): Finding[] {
    const mostly = this.mostly;
    const rule = mostly === undefined ? undefined : book.byId.get(mostly);
    const chance = new Set(
      [...this.passes.keys()].filter((id) =>
        this.isChance(id, book.byId.get(id)?.rule.lengths ?? []),
      ),
    );
    const found: Finding[] = [];
    for (const { finding, ruleId, denied } of this.pending) {
      if (ruleId === mostly)
        found.push({
          ...finding,
          confidence: 'certain',
          evidence: [...finding.evidence, 'column'],
        });
      else if (denied) {
        if (book.byId.get(ruleId)?.rule.against === 'review') found.push(finding);
      } else if (!chance.has(ruleId)) found.push(finding);
    }
    if (rule?.mistyped)
      for (const { segmentId, start, end, plain } of this.doubts)
        if (rule.mistyped.test(plain))
          found.push({
            ruleId: rule.id,
            severity: rule.rule.severity,
            confidence: 'likely',
            pieces: [{ segmentId, span: { start, end } }],
            evidence: ['column'],
          });
    return found;
  }

  /** A pass among many failures of the same shape is what chance gives. */
  private isChance(ruleId: string, lengths: readonly number[]): boolean {
    const passes = this.passes.get(ruleId) ?? 0;
    const fails = this.doubts.filter(({ plain }) => lengths.includes(plain.length)).length;
    return fails >= FEWEST && passes < (passes + fails) * CHANCE;
  }
}
