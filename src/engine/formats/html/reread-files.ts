import type { Channel } from '../../core/segment.ts';

const WRITTEN_FILE = /data:([\w.+/-]{0,160})((?:;[^,;"'\s]{1,200}){0,5}),([^"'<>\s]*)/gi;

/** ZIP, OLE and PDF in base64. */
const CODED_FILE = /\b(?:UEsDB|0M8R4KGx|JVBERi0)[\w+/-]{190,}={0,2}/g;

/** A comment or a `srcdoc` with tags in it is a page of its own. */
export const looksLikePage = (channel: Channel, text: string): boolean =>
  (channel === 'comment' || channel === 'attachment') && /<[a-z!/]/i.test(text);

/** Files written into addresses, unpacked by `fetch`, which knows `data:` by itself. */
export function* writtenFiles(text: string): Generator<{ bytes: Uint8Array; name: string }> {
  for (const [token] of text.matchAll(CODED_FILE))
    yield { bytes: Buffer.from(token, 'base64'), name: 'a' };
  if (!text.includes(':')) return;
  for (const [, type = '', parameters = '', content = ''] of text.matchAll(WRITTEN_FILE)) {
    const written = content.replaceAll(/%[0-9a-f]{2}/gi, (code) =>
      String.fromCharCode(Number(`0x${code.slice(1)}`)),
    );
    const bytes = Buffer.from(written, /;base64/i.test(parameters) ? 'base64' : 'latin1');
    const kind = /\w+$/.exec(type.split('+')[0] ?? '')?.[0] ?? 'plain';
    if (bytes.length > 0) yield { bytes, name: `a.${kind === 'plain' ? 'txt' : kind}` };
  }
}
