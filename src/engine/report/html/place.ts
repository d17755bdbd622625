import type { Location } from '../../core/segment.ts';
import type { Words } from '../words/words.ts';

/** Where something stands, as a clerk would look for it: 表格 · 名单 · C12. */
export const place = ({ channel, part, address }: Location, words: Words): string =>
  [...new Set([words.channel[channel], part, address])].filter((text) => text !== '').join(' · ');
