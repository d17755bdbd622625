import { inGbk } from './percent.ts';

/** Query parameters that change with every visit and never what is shown. */
const VISIT =
  /^(utm_\w+|spm|from|isappinstalled|timestamp|_t|sessionid|phpsessid|jsessionid|sid)$/i;
/** Servlet containers write the session into the path: `/list;jsessionid=1A2B`. */
const PATH_SESSION = /;jsessionid=[^/?#]*/i;
const DEFAULT_PAGE = /\/(?:index|default)\.(?:html?|jsp|aspx?|php)$/i;
const MOST_CHARACTERS = 2048;

/** How a page was written. What it asks of a server goes out the same way, names of files do not. */
export type QueryEncoding = 'utf-8' | 'gb18030' | (string & {});

/**
 * One spelling for one page: no fragment, no session, no tracking, no credentials, default pages by
 * their folder. Undefined for what is no page of the web or too long to be one.
 */
export function canonicalUrl(
  link: string,
  base?: string,
  encoding: QueryEncoding = 'utf-8',
): string | undefined {
  const url = URL.parse(encoding === 'gb18030' ? queryInGbk(link) : link, base);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  url.pathname = url.pathname.replace(PATH_SESSION, '').replace(/\/{2,}/g, '/');
  url.search = lasting(url.search);
  if (url.search === '') url.pathname = url.pathname.replace(DEFAULT_PAGE, '/');
  return url.href.length <= MOST_CHARACTERS ? url.href : undefined;
}

/** Left as it is written otherwise: names in GBK do not survive being taken apart and put together. */
const lasting = (search: string): string =>
  search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !VISIT.test(part.split('=', 1)[0] as string))
    .join('&');

function queryInGbk(link: string): string {
  const at = link.indexOf('?');
  return at < 0 ? link : link.slice(0, at) + inGbk(link.slice(at));
}
