/** What is known about a resident ID whose digits are hidden. */
export interface Known {
  /** The 18 places; `?` where nothing is shown. */
  readonly shown: string;
  readonly birth: Birth;
  /** 1 for a man, 0 for a woman: the last digit of the sequence is odd or even. */
  readonly sex: 0 | 1 | undefined;
  /** The first two to six digits, as the issuer or the notice implies them; empty when nothing does. */
  readonly region: string;
}

/** The birth date as far as it is known: a span of years, or one year, month, day. */
export interface Birth {
  readonly years: readonly [first: number, last: number];
  readonly month?: number;
  readonly day?: number;
}

/** Counts the numbers that fit, exactly. */
export type CandidateCounter = (known: Known) => number;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const MODULUS = 11;
/** Stands for a place of which nothing is shown. */
export const HIDDEN = '?';

/** How many digit strings leave each remainder in the check equation of GB 11643-1999. */
type Remainders = readonly number[];

/**
 * The parts of a number (region, birth date, sequence) choose freely; the check character ties them
 * together through one sum modulo 11. Counting each part by its remainder makes the count exact
 * without walking through billions of numbers.
 * @param regions every county code that was ever in use.
 */
export function candidateCounter(regions: readonly string[]): CandidateCounter {
  const remembered = new Map<string, Remainders>();
  const remember = (key: string, count: () => Remainders): Remainders => {
    const known = remembered.get(key) ?? count();
    remembered.set(key, known);
    return known;
  };
  return ({ shown, birth, sex, region }) => {
    const parts = [
      remember(`region ${region} ${shown.slice(0, 6)}`, () =>
        countRemainders(fitting(regionsFor(regions, region, shown), shown, 0), 0),
      ),
      remember(`birth ${JSON.stringify(birth)} ${shown.slice(6, 14)}`, () =>
        countRemainders(fitting(days(birth), shown, 6), 6),
      ),
      remember(`sequence ${sex} ${shown.slice(14, 17)}`, () =>
        countRemainders(fitting(sequences(sex), shown, 14), 14),
      ),
    ];
    const all = parts.reduce(added);
    const check = shown.charAt(17).toUpperCase();
    return check === HIDDEN
      ? all.reduce((sum, count) => sum + count, 0)
      : (all[CHECKS.indexOf(check)] ?? 0);
  };
}

/** Two people of whom the same is known have the same number of candidates. */
export const keyOf = ({ shown, birth, sex, region }: Known): string => {
  const { years, month, day } = birth;
  return `${shown} ${years.join('-')} ${month} ${day} ${sex} ${region}`;
};

/** A region that is shown whole is that one, whether or not any list has heard of it. */
function regionsFor(regions: readonly string[], prefix: string, pattern: string): Iterable<string> {
  const shown = pattern.slice(0, 6);
  if (!shown.includes(HIDDEN)) return [shown];
  if (prefix.length === 6) return [prefix];
  return Iterator.from(regions).filter((code) => code.startsWith(prefix));
}

function* days({ years: [first, last], month, day }: Birth): Generator<string> {
  for (let year = first; year <= last; year++) {
    for (let inMonth = month ?? 1; inMonth <= (month ?? 12); inMonth++) {
      const length = new Date(Date.UTC(year, inMonth, 0)).getUTCDate();
      for (let inDay = day ?? 1; inDay <= Math.min(day ?? 31, length); inDay++) {
        yield `${year}${String(inMonth).padStart(2, '0')}${String(inDay).padStart(2, '0')}`;
      }
    }
  }
}

function* sequences(sex: Known['sex']): Generator<string> {
  for (let sequence = 0; sequence < 1000; sequence++) {
    if (sex === undefined || sequence % 2 === sex) yield String(sequence).padStart(3, '0');
  }
}

function* fitting(parts: Iterable<string>, pattern: string, from: number): Generator<string> {
  for (const part of parts) {
    let fits = true;
    for (let index = 0; index < part.length && fits; index++) {
      const wanted = pattern[from + index];
      fits = wanted === HIDDEN || wanted === part[index];
    }
    if (fits) yield part;
  }
}

function countRemainders(parts: Iterable<string>, from: number): Remainders {
  const counts = new Array<number>(MODULUS).fill(0);
  for (const part of parts) {
    let sum = 0;
    for (let index = 0; index < part.length; index++) {
      sum += (WEIGHTS[from + index] as number) * (part.charCodeAt(index) - 48);
    }
    counts[sum % MODULUS] = (counts[sum % MODULUS] as number) + 1;
  }
  return counts;
}

const added = (a: Remainders, b: Remainders): Remainders => {
  const counts = new Array<number>(MODULUS).fill(0);
  for (const [left, some] of a.entries()) {
    for (const [right, more] of b.entries()) {
      const sum = (left + right) % MODULUS;
      counts[sum] = (counts[sum] as number) + some * more;
    }
  }
  return counts;
};
