import { keepFirst, type Operator } from './characters.ts';
import { full } from './full.ts';

// Lazy and bounded: the first township after a county, or else the county itself. Neither stands behind a door number.
const TOWNSHIP =
  /^(?:[^\d０-９号]{0,30}?[省市区县旗州盟])?[^\d０-９号]{1,8}?(?:街道办事处|街道|镇|乡|苏木)(?![路街巷市])/u;
// 阳光小区, 旗山校区, 菜市 and 红旗村 are no districts.
const COUNTY =
  /^[^\d０-９号]{1,30}?(?:自治县|县|(?<![小社校厂景街库营院园片宅舍活业])区|(?<!红)旗|(?<![菜超门夜集])市)(?![场民镇])/u;

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
