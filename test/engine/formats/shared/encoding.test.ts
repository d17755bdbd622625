import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { DocumentError } from '../../../../src/engine/core/errors.ts';
import { splicedBytes } from '../../../../src/engine/formats/shared/byte-splice.ts';
import { decodeText, looksLikeText } from '../../../../src/engine/formats/shared/encoding.ts';
import { unreadableAt } from '../../../../src/engine/formats/shared/unreadable.ts';

const hex = (bytes: string) => Buffer.from(bytes.replaceAll(' ', ''), 'hex');

/** Bytes as Notepad and Excel in China write them; by hand, no encoder of ours took part. */
const SAMPLES: readonly [what: string, bytes: Buffer, encoding: string, text: string][] = [
  ['GBK', hex('C9ED B7DD D6A4 BAC5 3A 31'), 'gb18030', '身份证号:1'],
  [
    'a GB18030 character of four bytes, two of them digits',
    hex('95 32 82 36 31'),
    'gb18030',
    '𠀀1',
  ],
  ['UTF-8', hex('E8BAAB E4BBBD 31'), 'utf-8', '身份1'],
  ['UTF-8 with a mark', hex('EFBBBF E8BAAB 31'), 'utf-8', '身1'],
  ['UTF-16LE with a mark', hex('FFFE AB8E 3100'), 'utf-16le', '身1'],
  ['UTF-16BE with a mark', hex('FEFF 8EAB 0031'), 'utf-16be', '身1'],
  ['UTF-16LE without a mark, 一 in it', hex('004E AB8E 3100 0D00 0A00'), 'utf-16le', '一身1\r\n'],
  ['UTF-16BE without a mark, 一 in it', hex('4E00 8EAB 0031 000D 000A'), 'utf-16be', '一身1\r\n'],
];

for (const [what, bytes, encoding, text] of SAMPLES)
  it(`reads ${what}`, () => {
    expect(decodeText(bytes)).toMatchObject({ encoding, text });
    expect(looksLikeText(bytes)).toBe(true);
  });

it('refuses UTF-8 with a broken character instead of reading it as Chinese gibberish', () => {
  const header = Buffer.from('姓名,身份证号,银行卡号');
  const broken = Buffer.concat([header.subarray(0, -2), Buffer.from('公示名单\n')]);
  expect(new TextDecoder('gb18030', { fatal: true }).decode(broken)).not.toContain('身份证');
  expect(() => decodeText(broken)).toThrow(DocumentError);
});

it('refuses bytes that fit no encoding', () => {
  expect(() => decodeText(hex('31 FF 32'))).toThrow(DocumentError);
});

it('keeps apart text and what is not', () => {
  expect(looksLikeText(hex('89504E470D0A1A0A0000000D49484452'))).toBe(false);
  expect(looksLikeText(hex('FFFE0000 31000000'))).toBe(false);
  expect(looksLikeText(iconv.encode('公示', 'utf-16le'))).toBe(true);
});

it('knows a text by its beginning even when the sample cuts a character', () => {
  for (let shift = 0; shift < 3; shift++)
    expect(looksLikeText(Buffer.from('a'.repeat(shift) + '公'.repeat(3000)))).toBe(true);
});

it.each([
  ['GBK', 'gb18030', hex('B9AB')],
  ['UTF-8', 'utf-8', hex('E585AC')],
])('reads %s with one character cut in half, and tells where', (_, encoding, character) => {
  const notice = iconv.encode(
    '关于公示2017年国家助学金名单的通知,请各学院审核,身份证号1'.repeat(9),
    encoding,
  );
  const bytes = Buffer.concat([notice, character.subarray(0, 1), Buffer.from('\n7'), notice]);
  const { text } = decodeText(bytes);
  const at = unreadableAt(text) ?? -1;
  expect(text.slice(at + 1, at + 3)).toBe('\n7');
  expect(looksLikeText(bytes)).toBe(true);
  const masked = splicedBytes(bytes, decodeText(bytes), [
    { span: { start: at + 2, end: at + 3 }, replacement: '*' },
  ]);
  expect(
    Buffer.from(masked).equals(
      Buffer.concat([notice, character.subarray(0, 1), Buffer.from('\n*'), notice]),
    ),
  ).toBe(true);
});
