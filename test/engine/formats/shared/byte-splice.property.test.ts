import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { splicedBytes, type TextEdit } from '../../../../src/engine/formats/shared/byte-splice.ts';
import { decodeText } from '../../../../src/engine/formats/shared/encoding.ts';

/** 镕 and 𠮷 take four bytes in GB18030, two of them digits; 𠮷 is two code units. */
const CHARACTERS = [
  '身',
  '号',
  '0',
  '7',
  'X',
  ',',
  '"',
  '\r\n',
  '\n',
  '镕',
  '𠮷',
  'ö',
  '€',
  '\u200b',
];
const ENCODINGS = ['utf8', 'utf-16le', 'utf-16be', 'gb18030'];
const text = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 4, maxLength: 60 });
/** Enough of a notice in front that UTF-16 without a mark is known for what it is. */
const HEAD = '关于公示2017年助学金名单的通知\n'.repeat(10);
const cuts = fc.array(
  fc.tuple(fc.nat(), fc.nat({ max: 5 }), fc.constantFrom('*', '某', '', '***')),
);

/** Cuts at whole characters, none over another, with the text that they leave. */
function edited(characters: readonly string[], wishes: [number, number, string][]) {
  const edits: TextEdit[] = [];
  const left = [...characters];
  let free = 0;
  for (const [at, length, replacement] of wishes) {
    const from = free + (at % characters.length);
    const to = Math.min(from + length, characters.length);
    if (from >= to) continue;
    const start = characters.slice(0, from).join('').length;
    const end = characters.slice(0, to).join('').length;
    edits.push({ span: { start, end }, replacement });
    left.splice(from, to - from, replacement, ...Array(to - from - 1).fill(''));
    free = to;
  }
  return { edits, left: left.join('') };
}

for (const encoding of ENCODINGS)
  for (const addBOM of [false, true])
    it(`changes the masked characters of ${encoding}${addBOM ? ' with a mark' : ''} and no other byte`, () =>
      fc.assert(
        fc.property(text, cuts, (characters, wishes) => {
          const original = `${HEAD}${characters.join('')}`;
          const bytes = iconv.encode(original, encoding, { addBOM });
          const decoded = decodeText(bytes);
          expect(decoded.text).toBe(original);
          const { edits, left } = edited([HEAD, ...characters], wishes);
          expect(Buffer.from(splicedBytes(bytes, decoded, edits)).toString('hex')).toBe(
            iconv.encode(left, encoding, { addBOM }).toString('hex'),
          );
        }),
      ));

it('masks a whole character when a span cuts it in half', () => {
  const bytes = Buffer.from('a𠮷b');
  const edits = [{ span: { start: 2, end: 3 }, replacement: '*' }];
  expect(Buffer.from(splicedBytes(bytes, decodeText(bytes), edits)).toString()).toBe('a*b');
});

it('walks every GB18030 character just as the decoder does', () => {
  const ranges = [
    [0x81, 0xfe, 0x40, 0xfe],
    [0x81, 0xfe, 0x30, 0x39],
  ] as const;
  for (const [lead, leadEnd, second, secondEnd] of ranges)
    for (let a: number = lead; a <= leadEnd; a++)
      for (let b: number = second; b <= secondEnd; b++) {
        const character = b <= 0x39 ? [a, b, 0x81, 0x30] : [a, b];
        const bytes = Buffer.from([...Buffer.from('身份证'), ...character, 0x31].slice(9));
        let decoded: ReturnType<typeof decodeText>;
        try {
          decoded = decodeText(bytes);
        } catch {
          continue;
        }
        if (decoded.encoding !== 'gb18030') continue;
        const at = decoded.text.length - 1;
        const masked = splicedBytes(bytes, decoded, [
          { span: { start: at, end: at + 1 }, replacement: '*' },
        ]);
        expect([...masked]).toEqual([...character, 0x2a]);
      }
});
