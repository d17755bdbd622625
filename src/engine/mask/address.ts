import { keepFirst, type Operator } from './characters.ts';
import { full } from './full.ts';

// Lazy and bounded: the first township after a county, or else the county itself.
const TOWNSHIP =
  /^(?:.{0,30}?[省市区县旗州盟])?.{1,8}?(?:街道办事处|街道|镇|乡|苏木)(?![路街巷市])/u;
const COUNTY = /^.{1,30}?(?:自治县|县|区|旗|市)(?![场民镇])/u;

/** `福建省福州市鼓楼区东街街道中山路12号` → `福建省福州市鼓楼区东街街道***`. Unknown shapes are hidden whole. */
export const address: Operator = (characters) => {
  const text = characters.join('');
  const shown = (TOWNSHIP.exec(text) ?? lastCounty(text))?.[0];
  return shown === undefined ? full(characters) : keepFirst(characters, [...shown].length, '***');
};

/** The smallest district named at the start: 福州市鼓楼区 rather than 福州市. */
function lastCounty(text: string): readonly [string] | undefined {
  let shown = '';
  for (let rest = text; ; ) {
    const next = COUNTY.exec(rest)?.[0];
    if (next === undefined || shown.length + next.length > 30) break;
    shown += next;
    rest = rest.slice(next.length);
    if (/[县区旗]$/u.test(shown)) break;
  }
  return shown === '' ? undefined : [shown];
}
