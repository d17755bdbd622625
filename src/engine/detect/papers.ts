import { type Claim, Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { plainValue } from '../text/plain-value.ts';
import type { CompiledRule, RuleBook } from './rule-book.ts';

/** A cell that may hold the number of a paper. */
interface Paper {
  readonly segmentId: number;
  readonly end: number;
  readonly plain: string;
}

/** What tells the numbers of a kind of paper from other codes, and whether a check character or a country does. */
interface Kind {
  readonly id: string;
  readonly shape: RegExp;
  readonly isSure: boolean;
}

const COUNTRIES = new Set(
  `USA GBR JPN KOR DEU FRA CAN AUS NZL ITA ESP NLD BEL CHE AUT SWE NOR DNK FIN IRL PRT GRC POL CZE HUN ROU BGR UKR RUS
   BLR KAZ UZB KGZ TJK MNG IND PAK BGD LKA NPL MMR THA VNM LAO KHM MYS SGP IDN PHL BRN TUR IRN IRQ ISR SAU ARE EGY ZAF
   NGA KEN ETH GHA BRA ARG CHL MEX COL PER VEN CUB`.split(/\s+/),
);
const KINDS: readonly Kind[] = [
  { id: 'foreign-permanent-residence', shape: /^[A-Z]{3}\d{12}$/, isSure: true },
  { id: 'hk-identity-card', shape: /^[A-Z]{1,2}\d{6}[0-9A]$/, isSure: true },
  { id: 'exit-permit', shape: /^C[0-9A-HJ-NP-Z]\d{7}$/, isSure: false },
  {
    id: 'passport',
    shape: /^(?:E[0-9A-HJ-NP-Z]\d{7}|G\d{8}|1[45]\d{7}|[DSP]\d{7}|[SDP]E\d{7}|MA\d{7})$/,
    isSure: false,
  },
];
const LONGEST = 24;
const MAY_BE = /^(?:[A-Z]{1,3}[0-9A-Z]{6,12}|1[45]\d{7})$/;
const AROUND = /^[“"'‘（(【[《]+|[”"'’）)】\]》]+$/g;
const FEWEST = 3;
const MOST = 0.8;
/** So many are looked at before a column of other codes is given up. */
const ENOUGH = 64;

/** The numbers of papers in a column that nothing heads: a number alone may be any code, a column of them is none. */
export class Papers {
  private readonly all: Paper[] = [];

  /** @param filled how many cells of the column hold something, so far */
  take({ id, text }: Segment, filled: number): void {
    if (text.length > LONGEST || (filled > ENOUGH && this.all.length < filled * MOST)) return;
    const plain = plainValue(text.trim().replaceAll(AROUND, '')).replaceAll(/[()（）]/g, '');
    if (MAY_BE.test(plain)) this.all.push({ segmentId: id, end: text.length, plain });
  }

  /**
   * What the column is full of. A person is asked where no check character says so.
   * @param passes how many of its other cells a rule found
   * @param isOfPeople the rows of the table are about people
   */
  settle(
    book: RuleBook,
    filled: number,
    passes: (rule: CompiledRule) => number,
    isOfPeople: boolean,
  ): Finding[] {
    for (const { id, shape, isSure } of this.all.length === 0 ? [] : KINDS) {
      const rule = book.byId.get(id);
      if (!rule || !(isSure || isOfPeople)) continue;
      const fitting = this.all.filter(({ plain }) => shape.test(plain) && isWhole(plain, rule));
      const count = fitting.length + passes(rule);
      if (count < FEWEST || count < filled * MOST) continue;
      const claim: Claim = {
        ruleId: id,
        severity: rule.rule.severity,
        confidence: isSure ? 'likely' : 'possible',
        evidence: [...rule.proof, 'column'],
      };
      return fitting.map(({ segmentId, end }) => new Finding(claim, segmentId, 0, end));
    }
    return [];
  }
}

const isWhole = (plain: string, { id, isValid }: CompiledRule): boolean =>
  isValid?.(plain) !== false &&
  (id !== 'foreign-permanent-residence' || COUNTRIES.has(plain.slice(0, 3)));
