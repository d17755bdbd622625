import { namesDocument } from './looks-like-address.ts';

/** A script that opens or goes to a place, whatever its address looks like. What more is added to is none yet. */
const OPENED =
  /(?:location(?:\.href)?\s*=\s*|(?:open|assign|replace|goto|jump|load|down|view|show|get|ajax)\w{0,40}\s*\(\s*|\burl\s*:\s*)(['"])([^'"\s]+)\1(?!\s*\+)/gi;
/** `document.write('<a href="a.html">')`: markup that a script writes. */
const WRITTEN = /\b(?:href|src)\s*=\s*(['"])([^'"\s<>+]+)\1(?!\s*\+)/gi;
/** A string that nothing is put in front of or behind. */
const STRING = /(\+\s*)?(['"])([^'"\s<>]{3,2048})\2(\s*\+)?/g;
/** TRS, the commonest CMS of government sites: createPageHTML(pages, current, "index", "html"). */
const TRS_PAGES =
  /createPageHTML\(\s*(['"][^'"]*['"]\s*,\s*)?(\d+)\s*,\s*\d+\s*,\s*['"]([\w-]+)['"]\s*,\s*['"](\w+)['"]/g;
/** The same written out in the page: `var countPage = 25 … "index"+"_"+i+"."+"html"`. */
const COUNTED = /\bcountPage\s*=\s*(\d+)/i;
const COUNTED_NAME =
  /['"]([\w-]+)['"]\s*\+\s*['"]_['"]\s*\+[^;'"]{1,40}\+\s*['"]\.['"]\s*\+\s*['"](\w+)['"]/;
const MOST_PAGES = 5000;

/** Addresses that a script, or a script in an attribute, leads to. */
export function* addressesInScript(text: string): Generator<string> {
  // As JSON and strings inside strings write them.
  const script = text
    .replaceAll('\\/', '/')
    .replaceAll('\\u0026', '&')
    .replaceAll(/\\(['"])/g, '$1');
  for (const { 2: link = '' } of script.matchAll(OPENED)) yield link;
  for (const { 2: link = '' } of script.matchAll(WRITTEN)) yield link;
  for (const [, before, , string = '', after] of script.matchAll(STRING))
    if (before === undefined && after === undefined && namesDocument(string)) yield string;
  yield* pagesOfLists(script);
}

/** Pages of a list that the CMS numbers, the first left out: that is where this stands. */
function* pagesOfLists(script: string): Generator<string> {
  for (const { 1: bar, 2: pages, 3: name, 4: extension } of script.matchAll(TRS_PAGES)) {
    // With a bar named the pages count from 1, without from 0.
    const last = Math.min(Number(pages), MOST_PAGES) - (bar === undefined ? 1 : 0);
    for (let page = 1; page <= last; page++) yield `${name}_${page}.${extension}`;
  }
  const [, counted] = COUNTED.exec(script) ?? [];
  if (counted === undefined) return;
  const [, name = 'index', extension = 'html'] = COUNTED_NAME.exec(script) ?? [];
  for (let page = 1; page < Math.min(Number(counted), MOST_PAGES); page++)
    yield `${name}_${page}.${extension}`;
}
