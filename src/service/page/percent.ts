import iconv from 'iconv-lite';

const RUN = /(?:%[0-9a-f]{2})+/gi;
const strictly = new TextDecoder('utf-8', { fatal: true });
const chinese = new TextDecoder('gb18030', { fatal: true });

/** Percent-encoded text as people read it, whether it was written in UTF-8 or, as old sites do, in GBK. */
export const readable = (text: string): string =>
  text.replaceAll(RUN, (run) => textOf(Buffer.from(run.replaceAll('%', ''), 'hex')) ?? run);

/** Bytes as UTF-8, or as GB 18030; undefined when they are neither. */
export function textOf(bytes: Uint8Array): string | undefined {
  for (const decoder of [strictly, chinese])
    try {
      return decoder.decode(bytes);
    } catch {
      // The next one, then.
    }
  return undefined;
}

/** Writes what is not ASCII as a browser does that asks a server for it from a GBK page. */
export const inGbk = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]+/g, (part) =>
    [...iconv.encode(part, 'gb18030')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
