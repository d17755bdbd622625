import { classOf, LETTER, SPACE } from '../text/char-class.ts';
import { fold } from '../text/fold.ts';
import { isAnybodysAddress } from './about.ts';
import type { Belief } from './believe.ts';
import { endOfFillers, flags, placedNear, startAfterFillers } from './context.ts';
import { describedAt, LEADS } from './described.ts';
import type { Label } from './label-index.ts';
import { mayBeName, namesAfter, wholeName } from './names.ts';
import { isNobodys, isOfChannel } from './nobodys.ts';
import type { Place } from './place.ts';
import { endsAsOrganisation, namesPlace } from './row-names.ts';
import type { CompiledRule } from './rule-book.ts';

const LONGEST = 100;
/** 军字第…号, 军字第“…”号: words may stand between a label and its number. */
const ORDINAL = 0x7b2c;
const QUOTES = flags('"\'“‘ \u3000');
const MOST_WORDS = 16;

/** What a cell holds whose header or left neighbour asks for words. */
export function wordsOfCell(place: Place): Belief | undefined {
  for (const label of [place.cell?.side, place.cell?.head]) {
    if (!label || (isAnybodysAddress(label) && isPublicPlace(place))) continue;
    const belief = wordsAfter(label, 0, 'header', place);
    if (belief) return belief;
  }
  return undefined;
}

/** In a list of offices or firms 地址 is where they can be found, and so it is in a row of a station, a shop and the like. */
const isPublicPlace = ({ about, setting, book }: Place): boolean =>
  about === 'offices' ||
  about === 'staff' ||
  (about === undefined && namesPlace(setting.nearby(), book));

/** Whether 第 stands before a number, or before the quotes or the blank that it stands behind. */
export const isOrdinal = (units: Uint16Array, at: number): boolean =>
  at > 0 && units[QUOTES[units[at - 1] as number] === 1 ? at - 2 : at - 1] === ORDINAL;

/** What a label before the number at `at` makes of the words that the number belongs to. */
export function wordsAround(
  at: number,
  label: Label | undefined,
  place: Place,
): Belief | undefined {
  const { codes, book } = place;
  if (label)
    return label.words.length > 0
      ? wordsAfter(label, endOfFillers(codes, at), 'label', place)
      : undefined;
  if (!isOrdinal(codes.units, at)) return undefined;
  const near = placedNear(codes, at, book.labels, ({ words }) => words.length > 0, MOST_WORDS);
  const named = near && wordsAfter(near.label, near.end, 'label', place);
  return named ?? certificateAt(at, place);
}

/** `WeChat zhangsan88`: what a label in letters makes of the word behind it, in a stretch of letters and blanks. */
export function wordsInLetters(place: Place, start: number, end: number): Belief | undefined {
  const { codes, book } = place;
  const { units } = codes;
  for (let at = start + 1; at < end - 1; at++) {
    if ((classOf(units[at] as number) & SPACE) === 0) continue;
    if ((classOf(units[at - 1] as number) & LETTER) === 0) continue;
    const label = book.labels.endingAt(codes, at);
    const belief = label && wordsAfter(label, at, 'label', place);
    if (belief && belief.span.end <= end && !isWord(belief, place)) return belief;
  }
  return undefined;
}

/** In `WeChat official account` no name follows the label. */
const isWord = ({ span }: Belief, { text }: Place): boolean =>
  LETTERS.test(text.slice(span.start, span.end));

const LETTERS = /^[A-Za-z]*$/;

/** 浙（2020）某某市不动产权第1675339号, 榕房权证R字第…号, 军字第…号: a certificate that says itself what it is. */
function certificateAt(at: number, place: Place): Belief | undefined {
  const { text, book } = place;
  const number = CERTIFICATE_NUMBER.exec(text.slice(at, at + MOST_WORDS))?.[0];
  if (number === undefined) return undefined;
  const { property, officer } =
    CERTIFICATE.exec(text.slice(Math.max(0, at - MOST_WORDS), at))?.groups ?? {};
  const rule = book.byId.get(property ? 'property-certificate-number' : 'officer-card');
  const word = property ?? officer;
  if (!rule || word === undefined || isNobodys(rule, undefined, at - 1, place)) return undefined;
  return {
    rule,
    span: { start: at - 1, end: at + number.length },
    confidence: 'certain',
    evidence: ['pattern', `label:${word}`],
    standing: 'named',
  };
}

const CERTIFICATE =
  /(?<property>不动产权|房(?:地产?)?权证|[国集]用|林权?证)[^，,。；;：:\s]{0,10}第["'“‘\s]?$|(?<![\u3400-\u9fff])(?<officer>军|士|武|军文)字第["'“‘\s]?$/;
const CERTIFICATE_NUMBER = /^[ ]?[-A-Za-z0-9０-９]{4,12}[ "'”’]?号/;

/** Words that no number leads to, such as addresses: found by the last character of their label. */
export function wordsByLabel(place: Place, signs: readonly number[]): readonly Belief[] {
  const found: Belief[] = [];
  for (const at of signs) addWordsAt(place, at, found);
  return found;
}

function addWordsAt(place: Place, at: number, found: Belief[]): void {
  if (IS_LEAD[place.codes.units[at] as number] === 1)
    for (const belief of describedAt(place, at)) found.push(belief);
  const label = place.book.labels.endingAt(place.codes, at + 1);
  if (label && isOfOrganisation(label, at + 1 - label.word.length, place)) return;
  const belief = label && wordsAfter(label, at + 1, 'label', place);
  if (!belief) return;
  found.push(belief);
  if (belief.rule.id === NAME) found.push(...namesAfter(belief, place.text));
}

const IS_LEAD = flags(LEADS);
const NAME = 'name';
const WECHAT = 'wechat';

/** Where an organisation is at home is no secret: `福州某某有限公司，住所地福州市…8号`. */
function isOfOrganisation({ word }: Label, start: number, { text, book }: Place): boolean {
  if (!SEATS.has(word)) return false;
  const before = text.slice(Math.max(0, start - NEAR), start).replace(/[\s，,：:（）()]+$/, '');
  return endsAsOrganisation(before, book);
}

const SEATS = new Set(['住所地', '住所']);
const NEAR = 24;

const isNotPeoples = (rule: CompiledRule, label: Label, start: number, place: Place): boolean =>
  (rule.rule.shared !== undefined && isNobodys(rule, label, start, place)) ||
  (rule.id === WECHAT && isOfChannel(start, place));

function wordsAfter(
  label: Label,
  end: number,
  from: 'label' | 'header',
  place: Place,
): Belief | undefined {
  const { text, codes, setting, book } = place;
  if (label.words.length === 0) return undefined;
  const start = startAfterFillers(codes, end);
  for (const rule of label.words) {
    if (rule.rule.publishable && !setting.asked.has(rule.id)) continue;
    const folded = fold(text.slice(start, start + LONGEST));
    const words = rule.pattern.exec(folded.text)?.[0];
    if (words === undefined) continue;
    if (isNotPeoples(rule, label, start, place)) continue;
    const isName = rule.id === NAME;
    if (isName && !mayBeName(words, from === 'header' || start > end, book.data.surnames)) continue;
    const folding = folded.originalSpan({ start: 0, end: words.length });
    const span = { start: start + folding.start, end: start + folding.end };
    return {
      rule,
      span: isName && from === 'header' ? wholeName(span, text) : span,
      confidence: 'certain',
      evidence: ['pattern', `${from}:${label.word}`],
      standing: 'named',
    };
  }
  return undefined;
}
