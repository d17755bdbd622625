import PostalMime, { type Attachment, decodeWords } from 'postal-mime';
import type { Channel, ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { binaryTexts } from '../shared/binary-text.ts';
import { codedValue } from '../shared/coded.ts';
import { rereadEmbedded } from '../shared/embedded.ts';
import { partName } from './part-name.ts';

/** The second reading of a message, by a mail program's parser, and line by line as it stands. */
export async function* rereadMessage(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const read = (channel: Channel, text: string): ReadText => ({
    text,
    location: { channel, part: '邮件', address: '' },
  });
  const { headers, html, text, attachments } = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
  });
  for (const { value } of headers) yield read('metadata', decodeWords(value));
  if (text) yield read('body', text);
  if (html) yield* rereadEmbedded(Buffer.from(html), '正文.html', surroundings);
  for (const attachment of attachments) {
    yield read('metadata', attachment.filename ?? '');
    const content = contentOf(attachment);
    const name = attachment.filename ?? undefined;
    yield* rereadEmbedded(
      content,
      partName({ mediaType: attachment.mimeType, name }),
      surroundings,
    );
    for (const run of binaryTexts(content)) yield read('attachment', run);
  }
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const { 0: line } of source.matchAll(/[^\r\n]+/g)) {
    yield read('hidden', line);
    const coded = codedValue(line)?.said;
    if (coded) yield read('hidden', coded);
  }
}

function contentOf({ content }: Attachment): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}
