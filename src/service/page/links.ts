import { canonicalUrl } from './canonical-url.ts';
import { attribute, type Element, elements, type Node, textOf } from './tree.ts';

export interface PageLinks {
  /** Canonical, in the order met, each once. */
  readonly links: readonly string[];
  /** What the page says its own address is. */
  readonly canonical: string | undefined;
  /** The page asks not to be followed further (`<meta name="robots" content="nofollow">`). */
  readonly nofollow: boolean;
}

/** Attributes that name a resource, by element. Pictures count: scanned lists are posted as pictures. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  iframe: ['src'],
  frame: ['src'],
  embed: ['src'],
  object: ['data'],
  img: ['src', 'data-src', 'data-original'],
  source: ['src'],
};
const IN_SCRIPT =
  /(?:location(?:\.href)?\s*=\s*|(?:open|assign|replace|goto|jump|load)\w*\s*\(\s*)(['"])([^'"]+)\1/gi;
/** TRS, the commonest CMS of government sites: createPageHTML(pages, current, "index", "html"). */
const TRS_PAGES =
  /createPageHTML\(\s*(?:['"][^'"]*['"]\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*['"]([\w-]+)['"]\s*,\s*['"](\w+)['"]/g;
const REFRESH = /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+)/i;
const MOST_PAGES = 5000;

/** Every address that a parsed page leads to, scripts of government CMSs included. */
export function linksIn(page: Node, pageUrl: string): PageLinks {
  const links = new Set<string>();
  let base = pageUrl;
  let canonical: string | undefined;
  let nofollow = false;
  for (const element of elements(page)) {
    const value = (name: string) => attribute(element, name);
    if (element.tagName === 'base') base = resolved(value('href'), base);
    canonical ??= isCanonical(element.tagName, value)
      ? canonicalUrl(value('href') ?? '', base)
      : undefined;
    nofollow ||= forbidsFollowing(element.tagName, value);
    for (const link of addressesIn(element, value)) {
      const url = link === '' ? undefined : canonicalUrl(link.trim(), base);
      if (url !== undefined) links.add(url);
    }
  }
  return { links: nofollow ? [] : [...links], canonical, nofollow };
}

type Value = (attribute: string) => string | undefined;

function* addressesIn(element: Element, value: Value): Generator<string> {
  for (const attribute of ATTRIBUTES[element.tagName] ?? []) yield value(attribute) ?? '';
  yield* addressesInScript(value('onclick') ?? '');
  const href = value('href') ?? '';
  if (/^\s*javascript:/i.test(href)) yield* addressesInScript(href);
  if (element.tagName === 'script') yield* addressesInScript(textOf(element));
  if (element.tagName === 'link' && relations(value).some((name) => LEADING_ON.has(name)))
    yield href;
  if (element.tagName === 'meta' && value('http-equiv')?.toLowerCase() === 'refresh') {
    yield REFRESH.exec(value('content') ?? '')?.[1] ?? '';
  }
}

const LEADING_ON = new Set(['next', 'prev', 'alternate']);

const relations = (value: Value): string[] => (value('rel') ?? '').toLowerCase().split(/\s+/);

const isCanonical = (name: string, value: Value): boolean =>
  name === 'link' && relations(value).includes('canonical');

const forbidsFollowing = (name: string, value: Value): boolean =>
  name === 'meta' &&
  value('name')?.toLowerCase() === 'robots' &&
  /nofollow|none/i.test(value('content') ?? '');

const resolved = (link: string | undefined, base: string): string =>
  link !== undefined && URL.canParse(link, base) ? new URL(link, base).href : base;

function* addressesInScript(script: string): Generator<string> {
  for (const { 2: link = '' } of script.matchAll(IN_SCRIPT)) yield link;
  for (const { 1: pages, 3: name, 4: extension } of script.matchAll(TRS_PAGES)) {
    const count = Math.min(Number(pages), MOST_PAGES);
    for (let page = 1; page < count; page++) yield `${name}_${page}.${extension}`;
  }
}
