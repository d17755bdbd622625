import { type Belief, heardAt, named, proven } from './believe.ts';
import type { Place } from './place.ts';
import type { Value } from './value.ts';

/** A mobile number; nothing shorter is written out in words. */
const SHORTEST = 11;
const LONGEST = 20;
const DIGITS = [
  '〇零○',
  '一壹幺',
  '二贰貳',
  '三叁叄',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
];
const X = new Set(Array.from('XxＸｘ', (one) => one.charCodeAt(0)));
const WORTH = worths();
const NONE: readonly Belief[] = [];

/** Numbers in Chinese numerals, digit by digit: believed for their check digit or their label only. */
export function hanNumbers(place: Place): readonly Belief[] {
  const { units, length } = place.codes;
  if (length < SHORTEST) return NONE;
  let found: Belief[] | undefined;
  for (let at = SHORTEST - 1; at < length; at += SHORTEST) {
    if (WORTH[units[at] as number] === 0) continue;
    let start = at;
    while (start > 0 && WORTH[units[start - 1] as number] !== 0) start--;
    let end = at + 1;
    while (end < length && WORTH[units[end] as number] !== 0) end++;
    const belief = end - start < SHORTEST ? undefined : believed(valueAt(place, start, end), place);
    if (belief) {
      found ??= [];
      found.push(belief);
    }
    at = end;
  }
  return found ?? NONE;
}

function valueAt({ codes: { units, length } }: Place, start: number, end: number): Value {
  let plain = '';
  for (let at = start; at < end && at <= start + LONGEST; at++)
    plain += (WORTH[units[at] as number] as number) - 1;
  const hasX = end < length && X.has(units[end] as number);
  return { plain: hasX ? `${plain}X` : plain, start, end: hasX ? end + 1 : end, shape: '' };
}

function believed(value: Value, place: Place): Belief | undefined {
  if (value.plain.length > LONGEST) return undefined;
  const alone = proven(value, place);
  if (alone && (alone.standing === 'named' || isChecked(alone))) return alone;
  return named(value, heardAt(value.start, place, false), place);
}

const isChecked = ({ rule, confidence }: Belief): boolean =>
  rule.id === 'resident-id' && confidence === 'certain';

/** For every character its digit and one more; 0 for what is no digit. */
function worths(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [digit, characters] of DIGITS.entries())
    for (const character of characters) table[character.charCodeAt(0)] = digit + 1;
  return table;
}
