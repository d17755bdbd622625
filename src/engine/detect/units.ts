import { flags } from './context.ts';

/** Units that figures of a table are counted in, said in brackets behind a header or in a cell of their own. */
const UNITS =
  /^(?:[十百千万亿]{0,2}(?:元|美元|欧元|吨|千克|公斤|克|公里|千米|米|公顷|亩|平方米|平方公里|立方米|千瓦时|千瓦|度|升|瓦|字节|株|尾|羽)|元\/\S{1,5}|㎡|m[23²³]?|km²?|[kMG]?Wh?|t|kg|[KMG]B|%|％|‰|℃)$/;
/** What they begin with: most cells are no unit. */
const BEGINS = flags('十百千万亿元美欧吨公克米亩平立度升瓦字株尾羽㎡mktKMGW%％‰℃');
const REMARK = /[(（[【](?:单位[:：])?([^()（）[\]【】]{1,8})[)）\]】]\s*$/;
const LONGEST = 5;

/** `发电量（千瓦时）`, `大小（字节）`: no number below such a header is anybody's. */
export const isCounted = (header: string): boolean => UNITS.test(REMARK.exec(header)?.[1] ?? '');

/** `进出口总额 | 美元 | 13812345678`: the figures to its right are counted in it. */
export const isUnit = (text: string): boolean =>
  text.length <= LONGEST && BEGINS[text.charCodeAt(0)] === 1 && UNITS.test(text);
