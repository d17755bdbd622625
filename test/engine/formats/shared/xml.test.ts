import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attributes } from '../../../../src/engine/formats/shared/xml/attributes.ts';
import { spliceBytes } from '../../../../src/engine/formats/shared/xml/byte-edit.ts';
import { utf8Xml } from '../../../../src/engine/formats/shared/xml/encoding.ts';
import { escaped, maskRuns } from '../../../../src/engine/formats/shared/xml/mask-run.ts';
import { type Run, textOf } from '../../../../src/engine/formats/shared/xml/run.ts';
import { TOKEN, XmlScanner } from '../../../../src/engine/formats/shared/xml/scanner.ts';

function textsOf(xml: string, lenient = false): string[] {
  const scanner = new XmlScanner(Buffer.from(xml), lenient);
  const texts: string[] = [];
  while (scanner.next())
    if (scanner.isText) texts.push(scanner.bytes.toString('utf8', scanner.start, scanner.end));
  return texts;
}

it('reads words between tags and in CDATA', () =>
  expect(textsOf('<a>甲<b x="1>2"/>乙<![CDATA[<丙>]]></a>')).toEqual(['甲', '乙', '<丙>']));

for (const [what, xml] of Object.entries({
  'a DOCTYPE': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  'tags that cross': '<a><b></a></b>',
  'an element without an end': '<a><b></b>',
  'text outside the root': '<a/>甲',
  'a tag without an end': '<a b="1"',
  'a comment without an end': '<a><!-- </a>',
  'a tag inside a tag': '<a <b/>></a>',
  'elements nested ten thousand deep': `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`,
}))
  it(`refuses ${what}`, () => expect(() => textsOf(xml)).toThrow('document-damaged'));

it('reads old drawings whose tags cross', () =>
  expect(textsOf('<a><div>甲<br>乙</div></a>', true)).toEqual(['甲', '乙']));

for (const [what, tag] of Object.entries({
  'without quotes': '<a b=1>',
  'without a value': '<a b>',
  'without a space before it': '<a b="1"c="2">',
}))
  it(`refuses an attribute ${what}`, () => {
    const bytes = Buffer.from(tag);
    expect(() => [...attributes(bytes, 0, bytes.length)]).toThrow('document-damaged');
  });

for (const entity of ['&nbsp;', '&#0;', '&#x110000;', '&lt'])
  it(`refuses ${entity} in a text`, () => {
    const bytes = Buffer.from(entity);
    const run: Run = { form: 'escaped', start: 0, end: bytes.length };
    expect(() => textOf(bytes, run)).toThrow('document-damaged');
  });

it('reads UTF-16 and GB18030 and says UTF-8 of what it writes', () => {
  const xml = '<?xml version="1.0" encoding="UTF-16"?><a>甲</a>';
  const read = utf8Xml(Buffer.from(`\ufeff${xml}`, 'utf16le')).toString();
  expect(read).toBe('\ufeff<?xml version="1.0" encoding="UTF-8"?><a>甲</a>');
  const chinese = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="GB18030"?><a>'),
    Buffer.from([0xbc, 0xd7]),
    Buffer.from('</a>'),
  ]);
  expect(utf8Xml(chinese).toString()).toBe('<?xml version="1.0" encoding="UTF-8"?><a>甲</a>');
});

const letters = fc.string({ unit: fc.constantFrom('1', 'X', '甲', '𠮷', '&', '<', '"', ' ') });

it('masks exactly the characters it was asked to, over any runs and entities', () =>
  fc.assert(
    fc.property(
      fc.array(letters, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.nat(),
      (words, a, b) => {
        const bytes = Buffer.from(words.map((word) => `<t>${escaped(word)}</t>`).join(''));
        const runs: Run[] = [];
        let at = 0;
        for (const word of words) {
          const length = Buffer.byteLength(escaped(word));
          runs.push({ form: 'escaped', start: at + 3, end: at + 3 + length });
          at += length + 7;
        }
        const characters = [...words.join('')];
        const [from, to] = [a % (characters.length + 1), b % (characters.length + 1)].toSorted(
          (x, y) => x - y,
        ) as [number, number];
        const offset = (count: number) => characters.slice(0, count).join('').length;
        const span = { start: offset(from), end: offset(to) };
        const replacement = '*'.repeat(span.end - span.start);
        const edits = maskRuns(bytes, runs, { span, replacement });
        const seen = textsOf(`<r>${spliceBytes(bytes, edits)}</r>`).join('');
        const wanted = `${characters.slice(0, from).join('')}${replacement}${characters.slice(to).join('')}`;
        expect(
          seen.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&quot;', '"'),
        ).toBe(wanted);
      },
    ),
  ));

it('masks letters that an address writes as codes, beside entities and codes that stay', () => {
  const bytes = Buffer.from('a&amp;%33&#53;%30%2F&#37;31');
  const run: Run = { form: 'address', start: 0, end: bytes.length };
  expect(textOf(bytes, run)).toBe('a&350%2F%31');
  const edits = maskRuns(bytes, [run], { span: { start: 2, end: 5 }, replacement: '***' });
  expect(spliceBytes(bytes, edits).toString()).toBe('a&amp;***%2F&#37;31');
});

it('hides what either of two edits over the same words wanted hidden', () => {
  const bytes = Buffer.from('0123456789');
  const output = spliceBytes(bytes, [
    { start: 2, end: 6, replacement: '****' },
    { start: 4, end: 8, replacement: '45**' },
    { start: 2, end: 6, replacement: '****' },
  ]).toString();
  expect(output).toMatch(/^01\*+89$/);
});

it('says where every token lies', () => {
  const scanner = new XmlScanner(Buffer.from('<a><!--x--><?y z?><b/></a>'));
  const tokens: number[] = [];
  while (scanner.next()) tokens.push(scanner.token);
  const { open, close, comment, instruction } = TOKEN;
  expect(tokens).toEqual([open, comment, instruction, open, close, close]);
});
