import type { Location } from '../../core/segment.ts';
import type { Words } from '../words/words.ts';

/** Where something stands, as a clerk would look for it: 表格 · 名单 · C12. A CSV is one table, which has no name. */
export const place = ({ channel, part, address }: Location, words: Words): string => {
  const kind = words.channel[channel];
  const told = kind.startsWith(part) ? [kind, address] : [kind, part, address];
  return told.filter((text) => text !== '').join(' · ');
};
