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

/** Bounded, so that many heads without an end cost no more than one. */
const HEAD =
  /\bdata:([\w.+-]{1,80}\/[\w.+-]{1,80})?((?:;[\w.+-]{1,80}(?:=[^;,"'\s]{0,200})?){0,5}),/gi;
const BASE64_END = /[^A-Za-z0-9+/=%\s_-]|$/g;
const PLAIN_END = /["'<>)\s]|$/g;

/** Every file that is written into a text. */
export function dataUrisIn(layer: Layer, isWhole: boolean): DataUri[] {
  const { text } = layer;
  const files: DataUri[] = [];
  HEAD.lastIndex = 0;
  for (let found = HEAD.exec(text); found; found = HEAD.exec(text)) {
    const start = HEAD.lastIndex;
    const [, type = 'text/plain', parameters = ''] = found;
    const isBase64 = /;base64$/i.test(parameters);
    const stop = isBase64 ? BASE64_END : PLAIN_END;
    stop.lastIndex = start;
    const end = isWhole && !isBase64 ? text.length : (stop.exec(text)?.index ?? text.length);
    if (end > start) files.push({ layer, start, end, mediaType: type.toLowerCase(), isBase64 });
    HEAD.lastIndex = end;
  }
  return files;
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
