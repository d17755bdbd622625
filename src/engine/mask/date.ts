import { fold } from '../text/fold.ts';
import { keepFirst, type Operator } from './characters.ts';
import { full } from './full.ts';

const YEAR = String.raw`(?:1[89]|20)\d{2}|[一二][一二三四五六七八九〇○零]{3}`;
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]';
const SHOWN = {
  year: new RegExp(`^\\s*(?:${YEAR})\\s*年?`),
  month: new RegExp(
    `^\\s*(?:${YEAR})(?:\\s*年\\s*(?:${MONTH})\\s*月?|\\s*[-/.]\\s*(?:${MONTH})|(?:0[1-9]|1[0-2]))`,
  ),
};

/** A date that is no more precise than its mask: 1990年. */
const ONLY_YEAR = new RegExp(`^\\s*(?:${YEAR})\\s*年?\\s*$`);

/** `1990年3月7日` → `1990年3月` or `1990年`, `19900307` → `199003`. What is no such date is hidden whole. */
export const date =
  (part: 'year' | 'month'): Operator =>
  (characters) => {
    const folded = fold(characters.join(''));
    const shown = (SHOWN[part].exec(folded.text) ?? ONLY_YEAR.exec(folded.text))?.[0];
    if (shown === undefined) return full(characters);
    const { end } = folded.originalSpan({ start: 0, end: shown.length });
    return keepFirst(characters, end, '');
  };
