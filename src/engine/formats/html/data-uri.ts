import type { Layer } from './layer.ts';

/** A file written into an address: `data:image/png;base64,…`. */
export interface DataUri {
  readonly layer: Layer;
  /** Where its content starts and ends in the layer's text. */
  readonly start: number;
  readonly end: number;
  readonly mediaType: string;
  readonly isBase64: boolean;
}

const HEAD = /\bdata:([\w.+-]+\/[\w.+-]+)?((?:;[\w.+-]+(?:=[^;,"'\s]*)?)*),/gi;
const BASE64_END = /[^A-Za-z0-9+/=%\s_-]|$/g;
const PLAIN_END = /["'<>)\s]|$/g;

/** Every file that is written into a text. */
export function dataUrisIn(layer: Layer, isWhole: boolean): DataUri[] {
  const { text } = layer;
  return Array.from(text.matchAll(HEAD), ({ index, 0: head, 1: type, 2: parameters }) => {
    const start = index + head.length;
    const isBase64 = /;base64$/i.test(parameters ?? '');
    const stop = isBase64 ? BASE64_END : PLAIN_END;
    stop.lastIndex = start;
    const end = isWhole && !isBase64 ? text.length : (stop.exec(text)?.index ?? text.length);
    return { layer, start, end, mediaType: (type ?? 'text/plain').toLowerCase(), isBase64 };
  }).filter(({ start, end }) => end > start);
}

/** The bytes of the file; undefined when they are no sound base64 or percent signs. */
export function contentOf({ layer, start, end, isBase64 }: DataUri): Uint8Array | undefined {
  try {
    const written = decodeURIComponent(layer.text.slice(start, end));
    if (!isBase64) return Buffer.from(written);
    const packed = written.replaceAll(/\s/g, '');
    return /^[A-Za-z0-9+/_-]*={0,2}$/.test(packed) ? Buffer.from(packed, 'base64') : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes written as they were: base64 or percent signs. */
export const writtenContent = (bytes: Uint8Array, { isBase64 }: DataUri): string =>
  isBase64
    ? Buffer.from(bytes).toString('base64')
    : encodeURIComponent(new TextDecoder().decode(bytes));

/** A name that tells formats apart which bytes cannot: `内嵌.csv` for `text/csv`. */
export function nameOf({ mediaType }: Pick<DataUri, 'mediaType'>): string {
  const subtype = mediaType.split('/')[1] ?? '';
  return `内嵌.${EXTENSIONS[subtype] ?? subtype}`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  plain: 'txt',
  'svg+xml': 'svg',
  javascript: 'txt',
  css: 'txt',
  jpeg: 'jpg',
};
