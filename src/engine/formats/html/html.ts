import type { LoadedDocument } from '../../core/document.ts';
import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot } from '../../core/segment.ts';
import type { Format, Surroundings } from '../format.ts';
import { splicedBytes } from '../shared/byte-splice.ts';
import { decodeText, looksLikeText } from '../shared/encoding.ts';
import { merged } from '../shared/merged-edits.ts';
import { Sections } from '../shared/sections.ts';
import { unreadableAt } from '../shared/unreadable.ts';
import { WrittenSection } from '../shared/written-section.ts';
import { cellCopies } from './cell-copies.ts';
import { isOtherwise } from './charset.ts';
import { openFiles } from './files.ts';
import { Gathered } from './gathered.ts';
import { sourceLayer } from './layer.ts';
import { Page } from './page.ts';
import { rereadHtml } from './reread.ts';
import { walkHtml } from './tokens.ts';

/**
 * Web pages. What a reader sees comes first, then all that lies behind it: attributes, scripts,
 * comments, pages and files inside the page. Only masked characters change.
 */
export const html: Format = {
  id: 'html',
  mediaType: 'text/html',
  extensions: ['.html', '.htm', '.shtml', '.xhtml'],
  channels: [
    'body',
    'table',
    'form',
    'metadata',
    'link',
    'comment',
    'script',
    'hidden',
    'attachment',
    'image',
  ],
  readers: ['iconv-lite', 'htmlparser2'],
  recognises: (bytes, name) => looksLikeText(bytes) && (NAMED.test(name) || isPage(bytes, name)),
  open: openPage,
  reread: rereadHtml,
};

/** Every tag becomes objects: 25 MB of a table took 700 MB of memory. */
const LARGEST_PAGE = 32 << 20;
const NAMED = /\.(?:s?html?|xhtml)$/i;
const OTHER_TEXT = /\.(?:txt|md|log|csv|tsv|json|jsonl|ndjson|geojson|xml|svg|mht|mhtml|eml)$/i;
const PAGE_START =
  /^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b/i;

/** Pages go by many names: none at all on a site, `.xls` when a program exported a table. */
const isPage = (bytes: Uint8Array, name: string): boolean =>
  !OTHER_TEXT.test(name) &&
  PAGE_START.test(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'));

async function openPage(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument> {
  if (bytes.length > LARGEST_PAGE)
    throw new DocumentError(
      'document-limit-exceeded',
      `网页超过 ${LARGEST_PAGE >> 20} MB · the page is larger than ${LARGEST_PAGE >> 20} MB`,
    );
  const decoded = decodeText(bytes);
  const out = new Gathered(decoded.text);
  const deep = await gather(decoded.text, out, surroundings.limits.depth);
  const own = new WrittenSection(decoded.text, [...out.shown, ...out.behind]);
  const files = await openFiles(out, surroundings);
  const sections = new Sections([own, ...files.opened]);
  const bad = isOtherwise(decoded.text, decoded.encoding) ? 0 : unreadableAt(decoded.text);
  const blindSpots: BlindSpot[] = [
    ...(bad === undefined ? [] : [undecodable(out, bad)]),
    ...out.doubts.map((location) => ({ location, reason: 'undecodable' as const })),
    ...deep.map((at) => ({
      location: out.locate('hidden', [at]),
      reason: 'limit-reached' as const,
    })),
    ...files.blindSpots,
    ...files.opened.flatMap((file) => file.blindSpots),
  ];
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots,
    removals: files.opened.flatMap((file) => file.removals),
    rewrite: async (edits) => {
      const groups = new Map(sections.edits(edits));
      // A file in the page may have to change even when nothing in it is masked.
      const written = await Promise.all(
        [own, ...files.opened].map((section) => section.edits(groups.get(section) ?? [])),
      );
      const all = written.flat();
      return splicedBytes(bytes, decoded, merged([...all, ...cellCopies(decoded.text, all)]));
    },
  };
}

const undecodable = (out: Gathered, at: number): BlindSpot => ({
  location: out.locate('body', [{ start: at, end: at + 1 }]),
  reason: 'undecodable',
});

/** Reads the page and all pages inside it; gives the places of those too deep inside. */
async function gather(source: string, out: Gathered, deepest: number) {
  const tooDeep: { start: number; end: number }[] = [];
  out.pages.push(sourceLayer(source));
  for (let layer = out.pages.pop(); layer; layer = out.pages.pop()) {
    if (layer.depth > deepest) {
      tooDeep.push(...layer.inSource([{ start: 0, end: 1 }]));
      continue;
    }
    const page = new Page(layer, out);
    await walkHtml(layer.text, page);
    page.end();
  }
  return tooDeep;
}
