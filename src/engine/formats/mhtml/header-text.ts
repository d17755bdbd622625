import type { Notation } from '../shared/escapes.ts';
import { runsIn } from '../shared/escapes.ts';
import type { Run } from '../shared/written-text.ts';
import type { Stretch } from './message.ts';

const WORD = /^=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?]*)\?=$/i;

/** Encoded words, the space between two of them, folds, and plain bytes beyond ASCII. */
const HEADER: Notation = {
  pattern: /=\?[\w*-]+\?[bqBQ]\?[^?\r\n]*\?=|(?<=\?=)\s+(?==\?)|\r?\n[ \t]+|[\x80-\xff]+/g,
  decode: (written) => {
    const word = WORD.exec(written);
    if (word) return decodedWord(word);
    if (/^\s/.test(written)) return written.startsWith(' ') || written.startsWith('\t') ? '' : ' ';
    return decodedBytes(Buffer.from(written, 'latin1'), 'utf-8') ?? decodedGb(written);
  },
};

/** The runs of a header field as a mail program shows it. */
export const headerRuns = (source: string, { start, end }: Stretch): Run[] =>
  runsIn(source, start, end, HEADER);

/** Text as it may stand in a header: beyond ASCII as an encoded word, never a new line. */
export const asHeader = (text: string): string =>
  /^[ -~]*$/.test(text)
    ? text
    : `=?UTF-8?B?${Buffer.from(text.replaceAll(/[\r\n]/g, '*')).toString('base64')}?=`;

function decodedWord([, charset = '', kind = '', content = '']: RegExpExecArray):
  | string
  | undefined {
  const bytes =
    kind.toLowerCase() === 'b'
      ? Buffer.from(content, 'base64')
      : Buffer.from(
          content
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9a-f]{2})/gi, (_, hex) =>
              String.fromCharCode(Number.parseInt(hex, 16)),
            ),
          'latin1',
        );
  return decodedBytes(bytes, charset);
}

const decodedGb = (written: string) => decodedBytes(Buffer.from(written, 'latin1'), 'gb18030');

function decodedBytes(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
