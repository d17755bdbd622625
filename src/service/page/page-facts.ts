import { parse } from 'parse5';
import type { QueryEncoding } from './canonical-url.ts';
import { linksIn } from './links.ts';
import { attribute, elements, type Node, textOf } from './tree.ts';

/** What a page of the web leads to. Texts are the page's own: they may hold a value. */
export interface PageFacts {
  /** Canonical, in the order met, each once; none where the page asks not to be followed. */
  readonly links: readonly string[];
  /** Lists of further addresses, where it is such a list itself. */
  readonly sitemaps: readonly string[];
  readonly title: string | null;
  /** True for a shell that shows nothing until its scripts have run. */
  readonly isShell?: boolean;
}

/** What government sites are told to carry (政府网站发展指引, 2017). */
const META_TITLE = 'articletitle';
/** Of one page: more is a trap. */
export const MOST_LINKS = 20_000;
const LONGEST_TITLE = 200;

/**
 * Reads a page with a real HTML parser, as a browser without scripts does: what it shows then is a link too.
 * @param encoding how the page was written.
 */
export function readPage(html: string, url: string, encoding?: QueryEncoding): PageFacts {
  const page = parse(html, { scriptingEnabled: false });
  const { links, canonical } = linksIn(page, url, encoding);
  const all = canonical === undefined ? links : [...new Set([canonical, ...links])];
  const isShell = links.length === 0 && isEmptyButForScripts(page);
  return { links: all.slice(0, MOST_LINKS), sitemaps: [], title: titleOf(page), isShell };
}

/** Letters that a shell may show, such as "loading". */
const FEW_LETTERS = 60;
const UNSEEN = new Set(['script', 'style', 'title', 'noscript']);

function isEmptyButForScripts(page: Node): boolean {
  let letters = 0;
  let hasScript = false;
  for (const element of elements(page)) {
    hasScript ||= element.tagName === 'script';
    if (!UNSEEN.has(element.tagName)) letters += textOf(element).trim().length;
  }
  return hasScript && letters < FEW_LETTERS;
}

function titleOf(page: Node): string | null {
  let title: string | undefined;
  for (const element of elements(page)) {
    const { tagName } = element;
    if (tagName === 'meta' && attribute(element, 'name')?.toLowerCase() === META_TITLE)
      return shortened(attribute(element, 'content') ?? '');
    if (tagName === 'title') title ??= textOf(element);
  }
  return title === undefined ? null : shortened(title);
}

function shortened(text: string): string | null {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return plain === '' ? null : plain.slice(0, LONGEST_TITLE);
}
