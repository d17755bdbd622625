import { canonicalUrl } from './canonical-url.ts';
import { linksIn } from './links.ts';
import { looksLikeAddress } from './looks-like-address.ts';
import { recordsOf } from './markup-inside.ts';
import { MOST_LINKS, type PageFacts } from './page-facts.ts';
import { textNodes } from './tree.ts';

/** Reads where a list leads that a server sends to the scripts of its pages: JSON, or XML with HTML in its records. */
export function readList(text: string, kind: 'json' | 'xml', url: string): PageFacts {
  const found = kind === 'xml' ? inXml(text, url) : inJson(text, url);
  return { links: [...new Set(found)].slice(0, MOST_LINKS), sitemaps: [], title: null };
}

function* inXml(text: string, url: string): Generator<string> {
  const records = recordsOf(text);
  yield* linksIn(records, url).links;
  // `<link>http://…</link>`, which HTML takes for an empty element and a text.
  for (const part of textNodes(records)) yield* addressIn(part.trim(), url);
}

function* inJson(text: string, url: string): Generator<string> {
  for (const string of stringsOf(text)) {
    if (string.includes('<')) yield* linksIn(recordsOf(string), url).links;
    else yield* addressIn(string, url);
  }
}

function* addressIn(text: string, url: string): Generator<string> {
  const found = looksLikeAddress(text) ? canonicalUrl(text, url) : undefined;
  if (found !== undefined) yield found;
}

/** Every string of a JSON text, however deep it lies; none of a broken one, whose searching is not ours. */
function stringsOf(text: string): string[] {
  const strings: string[] = [];
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      return null;
    });
  } catch {
    return [];
  }
  return strings;
}
