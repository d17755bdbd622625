import { ALNUM, classOf } from '../text/char-class.ts';
import { type Belief, proven } from './believe.ts';
import { eachMatch } from './matches.ts';
import type { Place } from './place.ts';
import { isResidentId } from './validators/resident-id.ts';
import type { Value } from './value.ts';

interface Inner {
  readonly belief: Belief;
  readonly value: Value;
}

const ID_LENGTH = 18;
const SHORTEST = 12;
const DIGITS = /^\d+$/;
const BACKWARDS = /^[\dX]\d{17}$/;
/** The century of birth, from its end. */
const CENTURY = /^.{10}(?:[89]1|02)/;
/** No number of digits alone is shorter. */
const SHORTEST_INSIDE = /\d{10}/;
const NONE: readonly Inner[] = [];
const DAY = String.raw`(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?`;
const MOMENTS = new RegExp(`^(?:${DAY}(?:${TIME})?){1,4}$`);
const HASH = /^(?=\d*[A-F])[0-9A-F]{32,}$/;
/** What stands before the last group of a UUID. */
const UUID = /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-$/i;
const UUID_BEFORE = 24;
const LAST_GROUP = /^[0-9A-F]{12}$/;
const STRETCH = /\d{17}X|\d+/g;
const DATED = new RegExp(`^${DAY}$`);
const LONGEST_NAME = 7;
/** What people write right before a number without a space. */
const SHORT_NAMES = /(?:^|\d)(?:TEL|PHONE|MOBILE|PH|MP|ID|NO|T|M|QQ|WX|SFZ|SFZH|SJ|SJH|DH)$/;

/** Numbers inside a longer one, as when extraction glues an amount, an identity number and a phone. */
export function insideLonger(value: Value, place: Place): readonly Inner[] {
  const { plain } = value;
  // Most numbers are only as long as an identity number, and so hold no other.
  if (plain.length < SHORTEST) return NONE;
  if (plain.length === ID_LENGTH && BACKWARDS.test(plain)) return backwards(value, place);
  if (plain.length < ID_LENGTH && DIGITS.test(plain)) return NONE;
  if (!SHORTEST_INSIDE.test(plain)) return NONE;
  if (value.shape !== '' || MOMENTS.test(plain) || HASH.test(plain)) return NONE;
  if (isEndOfUuid(value, place.text)) return NONE;
  const found: Inner[] = [];
  const places = placesOf(value, place.text);
  eachMatch(STRETCH, plain, ({ 0: stretch, index }) => {
    found.push(...inStretch(stretch, index, value, places, place));
  });
  return found;
}

const isEndOfUuid = ({ plain, start }: Value, text: string): boolean =>
  LAST_GROUP.test(plain) && UUID.test(text.slice(Math.max(0, start - UUID_BEFORE - 1), start));

/** An identity number written from its end, as behind a mark that turns the direction of reading. */
function backwards(value: Value, place: Place): readonly Inner[] {
  if (!CENTURY.test(value.plain)) return NONE;
  const plain = [...value.plain].reverse().join('');
  if (!isIdAt(plain, 0, place) || !place.book.data.regions.has(plain.slice(0, 6))) return NONE;
  const belief = proven({ ...value, plain }, place);
  if (belief?.rule.id !== 'resident-id') return NONE;
  const evidence = [...belief.evidence, 'disguised'];
  return [{ belief: { ...belief, confidence: 'possible', evidence }, value }];
}

function inStretch(
  stretch: string,
  offset: number,
  value: Value,
  places: Places,
  place: Place,
): Inner[] {
  const found: Inner[] = [];
  const take = (from: number, to: number, isId: boolean) => {
    const whole = to - from === value.plain.length;
    const inner = part(value, places, offset + from, offset + to);
    const belief = whole ? undefined : proven(inner, place);
    if (
      belief &&
      (isId ||
        isTrusted(
          belief,
          value.plain.slice(Math.max(0, offset + from - LONGEST_NAME), offset + from),
        ))
    )
      found.push({ belief: { ...belief, evidence: [...belief.evidence, 'glued'] }, value: inner });
  };
  let rest = 0;
  for (let at = 0; at + ID_LENGTH <= stretch.length; at++) {
    if (!isIdAt(stretch, at, place)) continue;
    take(rest, at, false);
    take(at, at + ID_LENGTH, true);
    rest = at + ID_LENGTH;
    at = rest - 1;
  }
  if (rest > 0 || stretch.length < value.plain.length) take(rest, stretch.length, false);
  else if (stretch.length === 22) {
    take(0, 11, false);
    take(11, 22, false);
    return found.length === 2 ? found : [];
  }
  return found;
}

/** In a longer number only a county that existed counts, among letters a province: chance would find the rest too often. */
function isIdAt(stretch: string, at: number, { book }: Place): boolean {
  const year = stretch.charCodeAt(at + 6);
  if (year !== 0x31 && year !== 0x32) return false;
  const id = stretch.slice(at, at + ID_LENGTH);
  return (
    DATED.test(id.slice(6, 14)) &&
    isResidentId(id) &&
    (stretch.length === ID_LENGTH
      ? book.provinces.has(id.slice(0, 2))
      : book.data.regions.has(id.slice(0, 6)))
  );
}

/** Beside an identity number any number counts; behind letters only an ID of some province and what is called a phone. */
const isTrusted = ({ rule, confidence }: Belief, before: string): boolean =>
  before === '' ||
  /\d$/.test(before) ||
  (rule.id === 'resident-id' ? confidence !== 'possible' : SHORT_NAMES.test(before));

/** Where each letter and digit of a value stands in its text; undefined when nothing lies between them. */
type Places = readonly number[] | undefined;

function placesOf({ plain, start, end }: Value, text: string): Places {
  if (end - start === plain.length) return undefined;
  const places: number[] = [];
  for (let at = start; at < end; at++) if (classOf(text.charCodeAt(at)) & ALNUM) places.push(at);
  return places;
}

function part(value: Value, places: Places, from: number, to: number): Value {
  const start = places ? (places[from] ?? value.start) : value.start + from;
  const end = places ? (places[to - 1] ?? value.end) + 1 : value.start + to;
  return { plain: value.plain.slice(from, to), start, end, shape: '' };
}
