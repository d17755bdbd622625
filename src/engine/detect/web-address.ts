/** What a number behind it in the address of a page tells apart: documents, pages and moments, and no people. */
const KEY =
  /[?&;](?:id|[avmn]id|tid|(?:doc|news|article|info|notice|content|file|attach|column|channel|cat|dept|plan|proj|project|item|page|res|resource)_?id|channel|ts?|time|timestamp|rnd|random|_)$/i;
const LONGEST_KEY = 16;
const PAGE = /^[.．](?:[sjx]?html?|jspx?|aspx?|php|mp4|m3u8)(?![A-Za-z0-9])/i;
const LONGEST_END = 8;
/** What parts the last step of a path from the one before, and the parts of a step. */
const STEP = /[/_-]/;
/** What an address begins with, and nothing in it that ends one. */
const ADDRESS = /(?:https?:\/\/|www\.|\/)[^\s\p{Script=Han}，。；、（）“”"<>]*$/iu;
const FAR = 200;

/** `ask?id=13801380138`: whether the sign at `sign` ends a key of the address of a page. */
export const isPageKey = (text: string, sign: number): boolean =>
  KEY.test(text.slice(Math.max(0, sign - LONGEST_KEY), sign));

/** `/gsgg/13801380138.html`: whether the number is what a page is called by the program that made it. */
export const isNameOfPage = (text: string, start: number, end: number): boolean =>
  STEP.test(text.charAt(start - 1)) &&
  PAGE.test(text.slice(end, end + LONGEST_END)) &&
  ADDRESS.test(text.slice(Math.max(0, start - FAR), start));
