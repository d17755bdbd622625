/** Query parameters that change with every visit and never what is shown. */
const VISIT =
  /^(utm_\w+|spm|from|isappinstalled|timestamp|_t|sessionid|phpsessid|jsessionid|sid)$/i;
/** Servlet containers write the session into the path: `/list;jsessionid=1A2B`. */
const PATH_SESSION = /;jsessionid=[^/?#]*/i;
const DEFAULT_PAGE = /\/(?:index|default)\.(?:html?|jsp|aspx?|php)$/i;
const MOST_CHARACTERS = 2048;

/**
 * One spelling for one page: no fragment, no session, no tracking, no credentials, default pages by
 * their folder. Undefined for what is no page of the web or too long to be one.
 */
export function canonicalUrl(link: string, base?: string): string | undefined {
  if (!URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  url.pathname = url.pathname.replace(PATH_SESSION, '').replace(/\/{2,}/g, '/');
  if (url.search === '') url.pathname = url.pathname.replace(DEFAULT_PAGE, '/');
  for (const name of [...url.searchParams.keys()])
    if (VISIT.test(name)) url.searchParams.delete(name);
  return url.href.length <= MOST_CHARACTERS ? url.href : undefined;
}
