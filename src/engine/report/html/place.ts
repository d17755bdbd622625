import type { Location } from '../../core/segment.ts';
import type { Words } from '../words/words.ts';

/** Where something stands, as a clerk would look for it: 表格 · 名单 · C12. A CSV is one table, which has no name. */
export const place = ({ channel, part, address }: Location, words: Words): string => {
  const kind = words.channel[channel];
  const named = Object.hasOwn(words.property, address.toLowerCase())
    ? (words.property[address.toLowerCase()] ?? address)
    : address;
  const told = kind.startsWith(part) ? [kind, named] : [kind, part, named];
  return told.filter((text) => text !== '').join(' · ');
};
