import { type Belief, heardAt } from './believe.ts';
import type { Place } from './place.ts';

const SIGNS = /[@＠]/g;
const LONGEST_NAME = 64;
const LONGEST_DOMAIN = 255;
const NAME = /[\w.%+\-０-９Ａ-Ｚａ-ｚ]/;
const DOMAIN = /^[A-Za-z0-9０-９Ａ-Ｚａ-ｚ-]{1,63}(?:[.．][A-Za-z0-9０-９Ａ-Ｚａ-ｚ-]{1,63}){1,5}/;
const OFFICIAL = /\.(?:gov|edu|mil)\.cn$/i;

/** Mail addresses, found by their sign, in reading order. */
export function mailsIn(place: Place): Belief[] {
  const [rule] = place.book.mail;
  const { text } = place;
  const found: Belief[] = [];
  if (!rule || (text.indexOf('@') < 0 && text.indexOf('＠') < 0)) return found;
  let done = 0;
  for (const { index } of text.matchAll(SIGNS)) {
    const domain = DOMAIN.exec(text.slice(index + 1, index + 1 + LONGEST_DOMAIN))?.[0];
    let start = index;
    const first = Math.max(done, index - LONGEST_NAME);
    while (start > first && NAME.test(text.charAt(start - 1))) start--;
    if (domain === undefined || start === index) continue;
    done = index + 1 + domain.length;
    const heard = heardAt(start, place);
    const said = heard.find(({ label }) => label.rules.includes(rule));
    const isPublic = OFFICIAL.test(`.${domain}`) || heard.some(({ label }) => label.office);
    found.push({
      rule,
      span: { start, end: done },
      confidence: 'certain',
      evidence: [
        'pattern',
        ...(said ? [`${said.from}:${said.label.word}`] : []),
        ...(isPublic ? ['kept:official-domain'] : []),
      ],
      standing: 'named',
    });
  }
  return found;
}
