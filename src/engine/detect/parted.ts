import { overlaps } from '../core/span.ts';
import {
  DIGIT,
  LOOSE,
  looseClassOf,
  PARTING,
  PARTING_SIGNS,
  SMALL,
  SMALL_DIGITS,
  SPACE,
} from '../text/char-class.ts';
import type { Codes } from '../text/codes.ts';
import { foldCode } from '../text/plain-value.ts';
import { type Belief, heardAt, named, proven } from './believe.ts';
import type { Heard } from './label-index.ts';
import { eachMatch } from './matches.ts';
import type { Place } from './place.ts';
import type { Value } from './value.ts';

/** Digits of a mobile number. */
const FEWEST = 11;
/** What a label may name with any signs in it. */
const PARTED_BY_ANY = new Set(['resident-id', 'resident-id-15', 'mobile', 'bank-card']);
const SHORT_PARTED = new Set(['macau-identity-card']);
const SHORTEST_MACAU = 10;
const MACAU = /(?<![0-9０-９/／])[1578１５７８][/／][0-9０-９]{6}[/／][0-9０-９](?![0-9０-９/／])/g;
/** Digits of an identity number or a card. */
const SHORTEST = 15;
const LONGEST = 20;
const DIGITS = `[0-9０-９${SMALL_DIGITS}]`;
const SIGN = `[${PARTING_SIGNS.replace('\\', '\\\\')}]{1,3}`;
const X = '[XxＸｘ]';
const GROUP = `${DIGITS}{1,17}`;
/** Groups of digits with the same sign or signs between all of them; or nothing but small digits. */
const RUNS = new RegExp(
  `${DIGITS}(?<!${DIGITS}{2})${DIGITS}{0,16} ?(${SIGN}) ?${GROUP}(?: ?\\1 ?${GROUP})*(?: ?\\1 ?${X}|${X})?(?!${DIGITS})|[${SMALL_DIGITS}]{15,19}${X}?`,
  'g',
);
/** Groups of digits with any signs between. */
const MIXED = new RegExp(
  `${DIGITS}(?<!${DIGITS}{2})${DIGITS}{0,16}(?: ?${SIGN} ?${GROUP})+(?: ?${SIGN} ?${X}|${X})?(?!${DIGITS})`,
  'g',
);
const TOKEN = new RegExp(`${DIGITS}+${X}?|${X}`, 'g');
const NONE: readonly Belief[] = [];

/**
 * Numbers parted by `/`, `,`, `|` and the like, which part other numbers as well: an identity number or a card is
 * believed for its check digit where one sign parts it, others only where a label names the whole.
 */
export function partedNumbers(place: Place, start: number, end: number): readonly Belief[] {
  if (end - start < SHORTEST_MACAU) return NONE;
  const macau = macauNumbers(place, start, end);
  if (!mayBeParted(place.codes, start, end)) return macau;
  const stretch = place.text.slice(start, end);
  const called: Belief[] = [...macau];
  eachMatch(MIXED, stretch, ({ 0: run, index }) => {
    const belief = run.length < FEWEST ? undefined : calledBy(run, start + index, place);
    if (belief) called.push(belief);
  });
  const found: Belief[] = [];
  eachMatch(RUNS, stretch, ({ 0: run, index }) => {
    if (run.length < SHORTEST) return;
    for (const belief of inRun(tokensOf(run, start + index), place)) found.push(belief);
  });
  if (called.length === 0) return found;
  const others = found.filter(({ span }) => !called.some((one) => overlaps(one.span, span)));
  return [...called, ...others].sort((one, other) => one.span.start - other.span.start);
}

/** 澳门身份证：5/123456/7, as they were numbered for long. */
function macauNumbers(place: Place, start: number, end: number): readonly Belief[] {
  const found: Belief[] = [];
  eachMatch(MACAU, place.text.slice(start, end), ({ 0: run, index }) => {
    const belief = calledBy(run, start + index, place, SHORT_PARTED);
    if (belief) found.push(belief);
  });
  return found;
}

/** A run that its label names as a whole: 手机：138/0013，8000. */
function calledBy(
  run: string,
  offset: number,
  place: Place,
  wanted = PARTED_BY_ANY,
): Belief | undefined {
  // Most runs have no label: then its parts need not be told apart.
  const heard = calledAt(offset, place);
  const parts = heard.length > 0 ? tokensOf(run, offset) : [];
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || parts.length < 2 || parts.length > LONGEST) return undefined;
  const plain = parts.map((part) => part.plain).join('');
  if (wanted === PARTED_BY_ANY && plain.length < FEWEST) return undefined;
  const whole = { plain, start: first.start, end: last.end, shape: '' };
  const belief = named(whole, heard, place);
  return belief?.confidence === 'certain' && wanted.has(belief.rule.id)
    ? { ...belief, parts }
    : undefined;
}

/** What names it: the label right before it, or those of its cell. */
function calledAt(start: number, place: Place): readonly Heard[] {
  const label = place.labelBefore(start);
  return label ? [label.before] : place.cell ? heardAt(start, place, false) : [];
}

/** Whether somewhere enough digits stand with nothing but such signs between them, or written small. */
function mayBeParted({ units }: Codes, start: number, end: number): boolean {
  let digits = 0;
  let isParted = false;
  for (let at = start; at < end; at++) {
    const kind = looseClassOf(units[at] as number);
    if (kind & (DIGIT | SMALL)) digits++;
    else if ((kind & (PARTING | SPACE)) === 0) digits = 0;
    if (digits === 0) isParted = false;
    else if (kind & LOOSE) isParted = true;
    if (isParted && digits >= FEWEST) return true;
  }
  return false;
}

function tokensOf(run: string, offset: number): Value[] {
  const tokens: Value[] = [];
  eachMatch(TOKEN, run, ({ 0: token, index }) => {
    const start = offset + index;
    tokens.push({ plain: plainDigits(token), start, end: start + token.length, shape: '' });
  });
  return tokens;
}

const ASCII_DIGITS = /^\d+$/;

const plainDigits = (token: string): string =>
  ASCII_DIGITS.test(token) ? token : Array.from(token, plainDigit).join('');

function plainDigit(char: string): string {
  const small = SMALL_DIGITS.indexOf(char);
  return small < 0 ? String.fromCharCode(foldCode(char.charCodeAt(0))) : String(small % 10);
}

/** Deep inside a long list chance makes numbers: one must begin or end the run, but for one neighbour. */
function* inRun(tokens: readonly Value[], place: Place): Generator<Belief> {
  let next = 0;
  for (let from = 0; from < tokens.length; from++) {
    const found = longestFrom(tokens, from, from <= next + 1, place);
    if (!found) continue;
    yield found.belief;
    next = found.end;
    from = next - 1;
  }
}

function longestFrom(tokens: readonly Value[], from: number, isEarly: boolean, place: Place) {
  let plain = '';
  let longest: { belief: Belief; end: number } | undefined;
  for (let end = from + 1; end <= tokens.length; end++) {
    plain += tokens[end - 1]?.plain;
    if (plain.length > LONGEST) break;
    if (plain.length < SHORTEST || !(isEarly || end >= tokens.length - 1)) continue;
    const belief = believed(plain, tokens.slice(from, end), place);
    if (belief) longest = { belief, end };
  }
  return longest;
}

function believed(plain: string, parts: readonly Value[], place: Place): Belief | undefined {
  const start = parts[0]?.start ?? 0;
  const end = parts.at(-1)?.end ?? start;
  const belief = proven({ plain, start, end, shape: '' }, place);
  if (!belief?.evidence.includes('checksum') || belief.confidence === 'possible') return undefined;
  const { rule, standing } = belief;
  const isSure = rule.id === 'resident-id' || (rule.id === 'bank-card' && standing === 'named');
  return isSure ? { ...belief, parts } : undefined;
}
