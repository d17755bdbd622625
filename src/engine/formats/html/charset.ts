import type { Encoding } from '../shared/encoding.ts';

const DECLARED = /<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i;
/** Names that pages in Chinese and English go by, rightly or wrongly; bytes tell which of them it is. */
const READ =
  /^(?:utf-?(?:8|16(?:le|be)?)|unicode(?:-1-1-utf-8)?|gb_?2312(?:-80)?|csgb2312|x-gbk|gbk|gb18030|cp936|chinese|hz-gb-2312|(?:us-)?ascii|iso-8859-\d{1,2}|latin1|windows-125\d)$/i;
/** Encodings in which letters and signs of ASCII stand for other characters. */
const IN_SIGNS = /^(?:utf-7|iso-2022-(?!jp))/i;

/**
 * Whether a page says that its bytes mean something else than we read: what looks like Chinese may be
 * digits in Shift JIS. Sound UTF-8 is what it is, whatever the page calls it.
 */
export function isOtherwise(text: string, encoding: Encoding): boolean {
  const name = DECLARED.exec(text.slice(0, 4096))?.[1] ?? '';
  return IN_SIGNS.test(name) || (encoding === 'gb18030' && name !== '' && !READ.test(name));
}
