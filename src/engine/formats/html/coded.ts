import { CODED_TOKEN, codedValue } from '../shared/coded.ts';
import type { DataUri } from './data-uri.ts';
import type { Gathered } from './gathered.ts';
import type { Layer } from './layer.ts';

/** Shorter files hold no list. */
const SHORTEST_FILE = 200;

/** How the files begin that pages carry in their scripts: in base64, and what they are. */
const FILES: readonly (readonly [head: string, mediaType: string])[] = [
  ['UEsDB', 'application/zip'],
  ['0M8R4KGx', 'application/x-ole-storage'],
  ['JVBERi0', 'application/pdf'],
  ['e1xydG', 'application/rtf'],
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
];

/** Files that a script or a field holds in base64 although no `data:` says so. */
export function codedFilesIn(layer: Layer): DataUri[] {
  const files: DataUri[] = [];
  for (const { 0: token, index: start } of layer.text.matchAll(CODED_TOKEN)) {
    const kind = token.length >= SHORTEST_FILE && FILES.find(([head]) => token.startsWith(head));
    if (kind)
      files.push({ layer, start, end: start + token.length, mediaType: kind[1], isBase64: true });
  }
  return files;
}

/** Tells what a stretch says in base64: the view state of a page, a string for `atob`. It goes as a whole. */
export function readCoded(
  layer: Layer,
  { start, end }: { readonly start: number; readonly end: number },
  channel: 'script' | 'hidden',
  out: Gathered,
): void {
  for (const { 0: token, index } of layer.text.slice(start, end).matchAll(CODED_TOKEN)) {
    const { said = '', unread } = codedValue(token) ?? {};
    if (said === '' && !unread) continue;
    const at = start + index;
    const runs = layer.inSource([{ start: at, end: at + token.length, text: said }]);
    if (unread) out.doubts.push(out.locate(layer.channel ?? channel, runs));
    if (said !== '') out.hide({ channel: layer.channel ?? channel, runs, write: () => '' });
  }
}
