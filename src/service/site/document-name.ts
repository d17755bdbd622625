import { parse } from 'content-disposition';
import { readable, textOf } from '../page/percent.ts';

/** Endings under which formats go that bytes cannot tell apart. */
const KEPT =
  /\.(?:s?html?|xhtml|txt|csv|tsv|json|xml|mht|mhtml|eml|docx?|xls[xb]?|ppt|pps|wps|et|dps|pdf|rtf)$/i;
const LONGEST = 160;
/** Endings by media type, for addresses such as `/down.jsp?id=7`. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^text\/html\b|xhtml/i, '.html'],
  [/^(?:application|text)\/json\b/i, '.json'],
  [/^(?:application|text)\/xml\b|\+xml\b/i, '.xml'],
  [/^text\/csv\b/i, '.csv'],
  [/^application\/(?:vnd\.)?ms-?powerpoint\b/i, '.ppt'],
  [/^application\/vnd\.ms-excel\.sheet\.binary/i, '.xlsb'],
];

/**
 * The name under which a document is opened: what the server calls it, or the end of its address with
 * what is asked of it, since a number in an address is as public as one on the page. Never to be kept.
 */
export function documentName(url: string, headers: Readonly<Record<string, string>>): string {
  const name = (sentName(headers['content-disposition']) ?? lastPart(url))
    .replaceAll(/[/\\\p{Cc}]/gu, '_')
    .slice(-LONGEST);
  return KEPT.test(name) ? name : name + endingFor(headers['content-type'] ?? '');
}

const endingFor = (type: string): string => ENDINGS.find(([test]) => test.test(type))?.[1] ?? '';

/** `list.json?page=1` is opened as `list?page=1.json`: its ending says what it is. */
function lastPart(url: string): string {
  const { pathname, search } = new URL(url);
  const last = readable(pathname.split('/').at(-1) ?? '');
  const [ending = ''] = KEPT.exec(last) ?? [];
  const name = `${last.slice(0, last.length - ending.length)}${readable(search)}${ending}`;
  return name === '' ? 'index' : name;
}

/** As the standard has it, or as servers write it: raw bytes in GBK, percent-encoded, or like a mail. */
function sentName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const raw = standardName(header) ?? /filename\*?\s*=\s*"?([^";]*)/i.exec(header)?.[1]?.trim();
  if (raw === undefined || raw === '') return undefined;
  const [, base64] = /^=\?[\w-]+\?B\?([\w+/=]+)\?=$/i.exec(raw) ?? [];
  if (base64 !== undefined) return textOf(Buffer.from(base64, 'base64')) ?? raw;
  // HTTP headers come as Latin-1: each character is a byte.
  const bytes = /[^\0-\xff]/.test(raw) ? undefined : Buffer.from(raw, 'latin1');
  return readable((bytes && textOf(bytes)) ?? raw).replace(/^[\w-]+''/, '');
}

function standardName(header: string): string | undefined {
  try {
    return parse(header).parameters.filename;
  } catch {
    return undefined;
  }
}
