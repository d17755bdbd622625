import { ALNUM, classOf, MASK } from '../text/char-class.ts';
import { type Belief, evidenceFor, heardAt } from './believe.ts';
import { standsInContactBlock } from './contact-block.ts';
import type { Heard } from './label-index.ts';
import type { Place } from './place.ts';
import type { CompiledRule } from './rule-book.ts';

const AT = 0x40;
const WIDE_AT = 0xff20;
const LONGEST_NAME = 64;
/** What a name may hold beside letters and digits. */
const IN_NAME = new Set(Array.from('_.%+-', (sign) => sign.charCodeAt(0)));
const DOMAIN = /[A-Za-z0-9０-９Ａ-Ｚａ-ｚ-]{1,63}(?:[.．][A-Za-z0-9０-９Ａ-Ｚａ-ｚ-]{1,63}){1,5}/y;
const PHONE = /[\d０-９]{11}/;
const KEPT: readonly string[] = ['kept:official-domain'];
const OFFICES: readonly string[] = ['kept:office-contact'];
/** `123456789@qq.com` is somebody's QQ, whoever uses it. */
const ASKED: readonly string[] = ['office-contact'];
const NUMBER = /^[\d０-９]{5,}$/;
const NOTHING: readonly string[] = [];
const OFFICIAL = /(?:^|\.)(?:gov|edu|mil)\.cn$/i;

/** The mail addresses of a stretch of text, found by their sign, in reading order. */
export function mailsIn(place: Place, from: number, to: number): Belief[] {
  const [rule] = place.book.mail;
  const found: Belief[] = [];
  if (!rule) return found;
  const { text, codes } = place;
  let done = from;
  for (let at = from; at < to; at++) {
    const code = codes.units[at];
    if (code !== AT && code !== WIDE_AT) continue;
    const start = startOfName(place, at, Math.max(done, at - LONGEST_NAME));
    DOMAIN.lastIndex = at + 1;
    // Of a mailbox whose name is half hidden the rest is no other mailbox.
    const isWhole = start < at && (classOf(codes.units[start - 1] ?? 0) & MASK) === 0;
    const domain = isWhole ? DOMAIN.exec(text)?.[0] : undefined;
    if (domain === undefined) continue;
    done = at + 1 + domain.length;
    found.push({
      rule,
      span: { start, end: done },
      confidence: 'certain',
      evidence: mailEvidence(rule, start, text.slice(start, at), domain, place),
      standing: 'named',
    });
  }
  return found;
}

function startOfName({ codes: { units } }: Place, at: number, first: number): number {
  let start = at;
  for (; start > first; start--) {
    const code = units[start - 1] as number;
    if ((classOf(code) & ALNUM) === 0 && !IN_NAME.has(code)) break;
  }
  return start;
}

/** An official mailbox is public, unless somebody's telephone number is its name; so is one among an office's contacts. */
export function mailEvidence(
  rule: CompiledRule,
  start: number,
  name: string,
  domain: string,
  place: Place,
): readonly string[] {
  const heard = heardAt(start, place);
  const said = heard.find(saysMail);
  const open = PHONE.test(name) ? NOTHING : publicAs(name, domain, heard, start, place);
  if (said) return evidenceFor(rule, said, open);
  return open.length > 0 ? [...rule.proof, ...open] : rule.proof;
}

function publicAs(
  name: string,
  domain: string,
  heard: readonly Heard[],
  start: number,
  place: Place,
): readonly string[] {
  if (OFFICIAL.test(domain)) return KEPT;
  if (heard.some(saysPerson)) return NOTHING;
  const end = start + name.length + 1 + domain.length;
  const isCalledSo = place.cell ? heard.some(saysOffice) : place.labelBefore(start)?.office;
  if (!isCalledSo && !standsInContactBlock(place, start, end)) return NOTHING;
  return NUMBER.test(name) ? ASKED : OFFICES;
}

/** Whether a label says that a mailbox begins here. */
export const namesMailbox = (place: Place, start: number): boolean =>
  heardAt(start, place).some(saysMail);

const saysMail = ({ label }: Heard): boolean =>
  label.rules.some(({ rule }) => rule.takes === 'mail');

const saysPerson = ({ label }: Heard): boolean => label.person;

const saysOffice = ({ label }: Heard): boolean => label.office;
