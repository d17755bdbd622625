import {
  ALNUM,
  BRACKET,
  classOf,
  DOT as DOTS_IN_NAMES,
  HYPHEN,
  LETTER,
  NO_WIDTH,
  SPACE,
} from '../text/char-class.ts';
import { fold } from '../text/fold.ts';
import type { Belief } from './believe.ts';
import { flags } from './context.ts';
import { mailEvidence, namesMailbox } from './mail.ts';
import type { Place } from './place.ts';

const LONGEST = 120;
/** What people write for the sign that collectors of addresses look for: zhangsan(at)163.com, zhangsan#163.com. */
const AT =
  '(?<at> ?[([【〔{<《] ?(?:at|@|#|艾特|圈a) ?[\\])】〕}>》] ?| at | @ ?|@ | ?[#☆★◎◆©®&] ?| ?艾特 ?)';
const DOT = '(?: ?[.。·] ?| dot | ?[[(]dot[\\])] ?|点)';
const PART = '[a-z0-9][-a-z0-9]{0,62}';
const MAILBOX = new RegExp(
  `(?<![-\\w.%+])(?<name>[a-z0-9][-\\w.%+]{1,63})${AT}(?<domain>(?<host>${PART})(?:${DOT}${PART}){0,3}${DOT}(?:com|cn|net|org|edu|gov|hk|tw|mo))(?![a-z0-9])`,
  'i',
);
/** What such a sign may begin with; one in letters stands apart. */
const SIGN_BEGINS = flags('([【〔{<《（［｛＜@＠#＃☆★◎◆©®&＆艾圈');
const A = 0x61;
const IN_NAME = ALNUM | HYPHEN | DOTS_IN_NAMES | NO_WIDTH;
const ALSO_IN_NAME = flags('%％+＋');
/** Where such a sign may follow a stretch of letters and digits. */
const MAY_BE_AT = flags('[【［〔｛{<《#＃☆★◎◆©®&艾');
/** Of a mailbox that nothing else names the sign must tell what it is, or the host be one that everybody knows. */
const TELLS = /[@([【〔{<《艾]/;
const KNOWN_HOST =
  /^(?:163|126|139|189|qq|vip|sina|sohu|gmail|foxmail|hotmail|outlook|yahoo|aliyun|yeah|live|msn|icloud|21cn|tom)$/i;

/** A mailbox whose sign is written as a word or as another sign, beginning at `first`. */
export function disguisedMail(
  place: Place,
  first: number,
  end: number,
  kinds: number,
): Belief | undefined {
  const isApart = (kinds & LETTER) !== 0 && (kinds & (SPACE | BRACKET)) !== 0;
  if (!isApart && MAY_BE_AT[place.codes.units[end] as number] !== 1) return undefined;
  if (!hasSignAfterName(place, first, end)) return undefined;
  const [rule] = place.book.mail;
  const folded = fold(place.text.slice(first, first + LONGEST));
  const match = MAILBOX.exec(folded.text);
  if (!rule || !match || first + match.index >= end) return undefined;
  const { name = '', at = '', domain = '', host = '' } = match.groups ?? {};
  const { index } = match;
  const span = folded.originalSpan({ start: index, end: index + match[0].length });
  if (!TELLS.test(at) && !KNOWN_HOST.test(host) && !namesMailbox(place, first + span.start))
    return undefined;
  const plainDomain = domain.replace(DOTS, '.');
  return {
    rule,
    span: { start: first + span.start, end: first + span.end },
    confidence: 'certain',
    evidence: [...mailEvidence(rule, first + span.start, name, plainDomain, place), 'disguised'],
    standing: 'named',
  };
}

const DOTS = new RegExp(DOT, 'gi');

/** Quick to tell of most numbers in brackets and most words that stand apart. Other words may stand before the name. */
function hasSignAfterName({ codes: { units, length } }: Place, first: number, end: number) {
  for (let at = first; at < length; at++) {
    const here = units[at] as number;
    if ((classOf(here) & IN_NAME) !== 0 || ALSO_IN_NAME[here] === 1) continue;
    const isApart = (classOf(here) & SPACE) !== 0;
    const code = units[isApart ? at + 1 : at] as number;
    if (SIGN_BEGINS[code] === 1 || (isApart && (code | 0x20) === A)) return true;
    if (at >= end) return false;
  }
  return false;
}
