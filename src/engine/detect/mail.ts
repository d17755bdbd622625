import { type Belief, heardAt } from './believe.ts';
import type { Place } from './place.ts';

const SIGNS = /[@＠]/g;
const LONGEST_NAME = 64;
const LONGEST_DOMAIN = 255;
const NAME = /[\w.%+\-０-９Ａ-Ｚａ-ｚ]/;
const DOMAIN = /^[A-Za-z0-9０-９Ａ-Ｚａ-ｚ-]{1,63}(?:[.．][A-Za-z0-9０-９Ａ-Ｚａ-ｚ-]{1,63}){1,5}/;
const PHONE = /[\d０-９]{11}/;
const OFFICIAL = /\.(?:gov|edu|mil)\.cn$/i;

/** The mail addresses of a stretch of text, found by their sign, in reading order. */
export function mailsIn(place: Place, from: number, to: number): Belief[] {
  const [rule] = place.book.mail;
  const found: Belief[] = [];
  if (!rule) return found;
  const stretch = place.text.slice(from, to);
  let done = 0;
  for (const { index } of stretch.matchAll(SIGNS)) {
    const domain = DOMAIN.exec(stretch.slice(index + 1, index + 1 + LONGEST_DOMAIN))?.[0];
    let start = index;
    const first = Math.max(done, index - LONGEST_NAME);
    while (start > first && NAME.test(stretch.charAt(start - 1))) start--;
    if (domain === undefined || start === index) continue;
    done = index + 1 + domain.length;
    found.push({
      rule,
      span: { start: from + start, end: from + done },
      confidence: 'certain',
      evidence: ['pattern', ...contextOf(from + start, stretch.slice(start, index), domain, place)],
      standing: 'named',
    });
  }
  return found;
}

/** An official mailbox is public, unless somebody's telephone number is its name. */
function contextOf(start: number, name: string, domain: string, place: Place): string[] {
  const heard = heardAt(start, place);
  const said = heard.find(({ label }) => label.rules.some(({ rule }) => rule.takes === 'mail'));
  const isPublic = OFFICIAL.test(`.${domain}`) || heard.some(({ label }) => label.office);
  return [
    ...(said ? [`${said.from}:${said.label.word}`] : []),
    ...(isPublic && !PHONE.test(name) ? ['kept:official-domain'] : []),
  ];
}
