import type { Span } from '../../core/span.ts';

/** A stretch of a text that looks like a number with a part of it hidden. */
export interface HalfMasked {
  readonly span: Span;
  /** The rule whose number it is; undefined when only a label could tell. */
  readonly ruleId: string | undefined;
}

const ATOM = /[0-9A-Za-z*]+(?:_[0-9A-Za-z*]+)*/g;
/** How numbers are grouped when they are written apart; a group of stars may be longer or shorter. */
const LAYOUTS: readonly (readonly [ruleId: string, shape: RegExp])[] = [
  ['mobile', /^1[3-9\d*]{2}[ -][\d*]{4}[ -][\d*]{4}$/],
  ['mobile', /^1[3-9][\d*][ -]\*{3,5}[ -]\d{4}$/],
  ['bank-card', /^[\d*]{4}(?: [\d*]{4}){3}(?: [\d*]{3})?$/],
  ['bank-card', /^[\d*]{4}(?:-[\d*]{4}){3}(?:-[\d*]{3})?$/],
  ['resident-id', /^[1-8*][\d*]{5}[ -][\d*]{8}[ -][\d*]{3}[\dX*]$/],
  ['resident-id', /^[1-8*][\d*]{5}[ -][\d*]{4}[ -][\d*]{4}[ -][\d*]{3}[\dX*]$/],
  ['landline', /^0\d{2,3}-[2-8*][\d*]{6,7}$/],
];
const ID = /^(?:[1-8]\d{5}[\d*]{11}[\dX*]|[1-8]\d{5}[\d*]{9}|\*[\d*]{16}[\dX*]|\*[\d*]{14})$/;
/** `3501**********1234`: of the region less is shown than its county. */
const PROVINCE = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])';
const LESS_OF_ID = new RegExp(`^${PROVINCE}\\d{0,3}\\*[\\d*]{12,14}[\\dX*]$`);
/** `3501****199003070012`: a date of birth behind stars of any number. */
const DATED_ID = new RegExp(
  `^${PROVINCE}\\d{0,4}\\*{1,8}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dX]$`,
);
const ID_LENGTH = 18;
const REGISTRY = /^[GJL][1-8*][\d*]{16}[\dX*]$/;
const CERTIFICATE = /^[1-8]\d{5}[\d*]{11}[\dX*][1-7*][1-4*]B?\d?$/;
/** 157×895×348 */
const SIZES = /^\d+\*\d+\*\d+$/;
const MOBILE = /^1[3-9][\d*]{9}$|^1\*[\d*]{9}$|^1[3-9]\d\*{3,6}\d{3,4}$/;
/** Cards of this country begin with 62; others are told by their length. */
const CARD = /^62\d{2,8}\*{3,13}\d{2,7}$|^[3-69]\d{3,7}[\d*]{8,15}$/;
const CARDS = /^62/;
const CARD_LENGTHS = new Set([16, 17, 19]);
/** All but one digit of an identity number, a card, a mobile, a passport and the like: anybody can try the ten that are left. */
const BUT_ONE =
  /^(?=.{15}$|.{18}$|.{20}$|1.{10}$|62.{14}(?:.{3})?$|[A-Z].{7,9}$|[GJL].{18}$)[A-Z]{0,2}\d*\*\d*[Xx]?\d{0,2}$/i;
/** `350102****0016`: fewer stars than digits are gone. */
const SHORT_ID = /^[1-8]\d{5}\d{0,8}\*{2,9}\d{1,4}[\dX]$/;
const SHORTEST_ID = 12;
const GROUPED = /^[\d*]+(?:[ ./-][\d*]+)*[\dX*]$/;
const SHORTEST = 5;
const LONGEST = 40;
const MOST_GROUPS = 5;

/**
 * Numbers of which the draft shows a part, in a text in which `*` hides. Each stretch is told once, the
 * longest first; those without a rule are for a label to judge.
 * @param regions every county code: a card of 18 digits begins with none of them
 */
export function* halfMaskedNumbers(
  text: string,
  regions: ReadonlySet<string>,
): Generator<HalfMasked> {
  const atoms = [...text.matchAll(ATOM)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  for (let at = 0; at < atoms.length; at++) {
    const grouped = groupAt(text, atoms, at, regions);
    if (grouped) {
      yield grouped.found;
      at = grouped.last;
      continue;
    }
    const span = atoms[at] as Span;
    const word = text.slice(span.start, span.end);
    if (isPartlyHidden(word)) yield { span, ruleId: shapeOf(word.toUpperCase(), regions) };
  }
}

/** `350102 ******** 0016`; where the region exists its groups may be any. */
function layoutOf(word: string, regions: ReadonlySet<string>): string | undefined {
  const layout = LAYOUTS.find(([, shape]) => shape.test(word));
  if (layout) return layout[0];
  const whole = GROUPED.test(word) ? word.replaceAll(/[ ./-]/g, '') : '';
  const isId = ID.test(whole) && regions.has(whole.slice(0, 6)) && !CARDS.test(whole);
  return isId ? 'resident-id' : undefined;
}

function groupAt(text: string, atoms: readonly Span[], from: number, regions: ReadonlySet<string>) {
  const start = atoms[from]?.start ?? 0;
  for (let last = Math.min(atoms.length, from + MOST_GROUPS) - 1; last > from; last--) {
    const end = atoms[last]?.end ?? 0;
    if (end - start > LONGEST) continue;
    const word = text.slice(start, end).replaceAll(/ {2,}/g, ' ');
    if (!isPartlyHidden(word)) continue;
    const ruleId = layoutOf(word.toUpperCase(), regions);
    if (ruleId !== undefined) return { found: { span: { start, end }, ruleId }, last };
  }
  return undefined;
}

const isPartlyHidden = (word: string): boolean =>
  word.length >= SHORTEST &&
  word.length <= LONGEST &&
  /\d/.test(word) &&
  (/\*{2}|\*.*\*/.test(word) || BUT_ONE.test(word.replaceAll(/[ -]/g, '')));

/** Cards begin with 62 as well; a date of birth behind tells an ID from one. */
const isShortId = (word: string, regions: ReadonlySet<string>): boolean =>
  SHORT_ID.test(word) &&
  word.length >= SHORTEST_ID &&
  regions.has(word.slice(0, 6)) &&
  (!CARDS.test(word) || BORN.test(word));
const BORN = /^\d{6}(?:19|20)\d{2}(?:0[1-9*]|1[0-2*]|\*)/;

function shapeOf(word: string, regions: ReadonlySet<string>): string | undefined {
  const shown = word.replaceAll('*', '').length;
  if (shown < 2) return undefined;
  const isCard = CARD.test(word) && (CARDS.test(word) || CARD_LENGTHS.has(word.length));
  if (ID.test(word) && !(isCard && !regions.has(word.slice(0, 6)))) return 'resident-id';
  if (isShortId(word, regions) || DATED_ID.test(word)) return 'resident-id';
  if (word.length === ID_LENGTH && LESS_OF_ID.test(word) && !CARDS.test(word)) return 'resident-id';
  if (shown >= 4 && REGISTRY.test(word)) return 'student-registry';
  if (shown >= 8 && CERTIFICATE.test(word)) return 'disability-certificate';
  if (shown >= 4 && MOBILE.test(word) && !SIZES.test(word)) return 'mobile';
  return shown >= 6 && isCard ? 'bank-card' : undefined;
}
