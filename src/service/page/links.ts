import { canonicalUrl, type QueryEncoding } from './canonical-url.ts';
import { looksLikeAddress, namesDocument } from './looks-like-address.ts';
import { markupIn } from './markup-inside.ts';
import { addressesInScript } from './script-addresses.ts';
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
/** Attributes that scripts read addresses from: `data-href`, `_src`, `fileurl`; not the names of things. */
const READ_BY_SCRIPTS =
  /^(?:data-(?!.*(?:title|name|alt|text|desc)).*|[_-]?(?:href|src|url|link|file|path)|(?:file|attach|down|real|zoom|pdf)\w*|lazy\w*)$/;
const REFRESH = /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+)/i;
const DEEPEST = 3;

/**
 * Every address that a parsed page leads to, scripts of government CMSs included.
 * @param encoding how the page was written, which is how browsers write what is asked of a server.
 */
export function linksIn(page: Node, pageUrl: string, encoding: QueryEncoding = 'utf-8'): PageLinks {
  const links = new Set<string>();
  let base = pageUrl;
  let canonical: string | undefined;
  let nofollow = false;
  const visit = (element: Element): void => {
    const value = (name: string) => attribute(element, name);
    if (element.tagName === 'base') base = resolved(value('href'), base);
    canonical ??= isCanonical(element.tagName, value)
      ? canonicalUrl(value('href') ?? '', base, encoding)
      : undefined;
    nofollow ||= forbidsFollowing(element.tagName, value);
    for (const link of addressesIn(element, value)) addTo(links, link, base, encoding);
  };
  for (const element of withMarkupInside(page, DEEPEST)) visit(element);
  return { links: nofollow ? [] : [...links], canonical, nofollow };
}

/** Every element, those in markup that stands in others as text included. */
function* withMarkupInside(root: Node, depth: number): Generator<Element> {
  for (const element of elements(root)) {
    yield element;
    if (depth > 0) for (const inner of markupIn(element)) yield* withMarkupInside(inner, depth - 1);
  }
}

function addTo(links: Set<string>, link: string, base: string, encoding: QueryEncoding): void {
  const url = link.trim() === '' ? undefined : canonicalUrl(link.trim(), base, encoding);
  if (url === undefined) return;
  links.add(url);
  if (!url.includes('?')) return;
  // `viewer.html?file=/files/list.pdf`: what a viewer is asked to show.
  for (const [, shown] of new URL(url).searchParams) {
    const inside = namesDocument(shown) ? canonicalUrl(shown, url, encoding) : undefined;
    if (inside !== undefined) links.add(inside);
  }
}

type Value = (attribute: string) => string | undefined;

function* addressesIn(element: Element, value: Value): Generator<string> {
  const { tagName, attrs } = element;
  for (const name of ATTRIBUTES[tagName] ?? []) yield value(name) ?? '';
  for (const attribute of attrs) yield* addressesInAttribute(tagName, attribute);
  if (tagName === 'script') yield* addressesInScript(textOf(element));
  if (tagName === 'link' && relations(value).some((name) => LEADING_ON.has(name)))
    yield value('href') ?? '';
  if (tagName === 'meta' && value('http-equiv')?.toLowerCase() === 'refresh')
    yield REFRESH.exec(value('content') ?? '')?.[1] ?? '';
}

function* addressesInAttribute(
  tagName: string,
  { name, value }: { readonly name: string; readonly value: string },
): Generator<string> {
  if (name.startsWith('on') || /^\s*javascript:/i.test(value)) yield* addressesInScript(value);
  else if (name === 'value' && !value.includes('/')) return;
  else if (isReadByScripts(tagName, name) && looksLikeAddress(value)) yield value;
}

const isReadByScripts = (tagName: string, name: string): boolean =>
  name === 'value' || (READ_BY_SCRIPTS.test(name) && !UNREAD.has(tagName));

/** Code, styles and what is only said of a page. */
const UNREAD = new Set(['script', 'link', 'style', 'base', 'meta', 'html', 'body']);
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
