import { SaxesParser } from 'saxes';

export interface Sitemap {
  /** Pages that the sitemap lists. */
  readonly pages: readonly string[];
  /** Further sitemaps that it names. */
  readonly sitemaps: readonly string[];
}

/** What sitemaps.org allows. */
const MOST_ENTRIES = 50_000;

/**
 * Reads a sitemap or sitemap index (sitemaps.org), or a plain list of URLs, one a line.
 * @param most entries that are taken of each kind.
 */
export function readSitemap(text: string, most = MOST_ENTRIES): Sitemap {
  if (!text.trimStart().startsWith('<')) {
    const pages = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => /^https?:/i.test(line));
    return { pages: pages.slice(0, most), sitemaps: [] };
  }
  const pages: string[] = [];
  const sitemaps: string[] = [];
  let inside = '';
  let address = '';
  const parser = new SaxesParser({ xmlns: false });
  // What stands before a fault has been read; a sitemap is a hint, not a promise.
  parser.on('error', () => {});
  parser.on('opentag', ({ name }) => {
    if (name === 'url' || name === 'sitemap') inside = name;
    address = '';
  });
  parser.on('text', (part) => {
    address += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'loc') return;
    const list = inside === 'sitemap' ? sitemaps : pages;
    if (list.length < most) list.push(address.trim());
  });
  parser.write(text).close();
  return { pages, sitemaps };
}
