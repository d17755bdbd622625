import type { ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { rereadEmbedded } from '../shared/embedded.ts';
import { utf16Text } from '../shared/utf16.ts';
import { RtfPlainText } from './plain-text.ts';

const CODE_PAGES: Readonly<Record<string, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
};

/** Reads RTF again: another tokenizer, and no idea of what each destination is for. */
export async function* rereadRtf(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const source = Buffer.from(bytes).toString('latin1');
  const page = CODE_PAGES[source.match(/\\ansicpg(\d+)/)?.[1] ?? ''] ?? 'gbk';
  const decode = (legacy: string) => new TextDecoder(page).decode(Buffer.from(legacy, 'latin1'));
  for (const hides of [false, true])
    for (const text of new RtfPlainText(source, hides).texts())
      for (const line of linesOf(text, decode))
        yield { text: line, location: { channel: 'body', part: '复读', address: '' } };
  for (const data of dumps(source))
    if (data.toString('latin1', 0, 2) === 'PK')
      yield* rereadEmbedded(data, 'theme.zip', surroundings);
  for (const text of rawTexts(source))
    yield { text, location: { channel: 'hidden', part: '复读', address: '' } };
}

/** Lines, decoded: what is marked as Unicode stays, every other byte is in the code page. */
function* linesOf(text: string, decode: (legacy: string) => string): Generator<string> {
  for (const line of text.split('\n')) {
    if (!/\S/.test(line)) continue;
    yield line.replaceAll(
      /\uE000([\s\S])|([^\uE000]+)/g,
      (_, unicode, legacy) => unicode ?? decode(legacy),
    );
  }
}

/** Long hexadecimal data as bytes. */
function* dumps(source: string): Generator<Buffer> {
  for (const [data] of source.matchAll(/(?:[0-9a-fA-F]{2}[\r\n]*){16,}/g))
    yield Buffer.from(data.replaceAll(/[\r\n]/g, ''), 'hex');
}

/** The file as it lies on the disk, and what its long hexadecimal data says. */
function* rawTexts(source: string): Generator<string> {
  yield* source.split(/[\r\n]+/);
  for (const bytes of dumps(source))
    for (const text of [bytes.toString('latin1'), utf16Text(bytes), utf16Text(bytes, 1)])
      for (const [run] of text.matchAll(/[ -~\u4e00-\u9fff]{6,}/g)) yield run;
}
