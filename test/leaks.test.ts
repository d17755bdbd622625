import { deflateRawSync, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { leaks } from './leaks.ts';

const ID = '350102199003074515';
const utf8 = (text: string) => Buffer.from(text);
const pdf = (stream: string) =>
  Buffer.concat([utf8('%PDF-1.7\n1 0 obj\n<<>>\nstream\n'), deflateSync(utf8(stream))]);

/** A ZIP entry that no central directory names. */
function strayEntry(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([header, utf8(name), data, utf8('trailing')]);
}

const HIDING_PLACES: Readonly<Record<string, Buffer>> = {
  'plain text': utf8(`号码${ID}。`),
  'text with separators': utf8('350102 1990-0307 4515'),
  'full-width digits': utf8('３５０１０２１９９００３０７４５１５'),
  'zero-width characters': utf8([...ID].join('\u200B')),
  'UTF-16': Buffer.from(`号码${ID}`, 'utf16le'),
  'runs of a paragraph': utf8(
    '<w:t>3501021990</w:t></w:r><w:r w:rsidR="00AB12"><w:t>03074515</w:t>',
  ),
  'character references': utf8([...ID].map((digit) => `&#x3${digit};`).join('')),
  'references escaped twice': utf8([...ID].map((digit) => `&amp;#x3${digit};`).join('')),
  'JSON escapes': utf8([...ID].map((digit) => `\\u003${digit}`).join('')),
  'a percent-encoded link': utf8([...ID].map((digit) => `%3${digit}`).join('')),
  'RTF escapes': utf8([...ID].map((digit) => `\\'3${digit}`).join('')),
  base64: utf8(
    Buffer.from(`a long enough line of text before the number ${ID}`).toString('base64'),
  ),
  'an entry that no ZIP directory names': strayEntry('a.xml', utf8(`<v>${ID}</v>`)),
  'a ZIP in a ZIP': strayEntry('a.zip', strayEntry('b.xml', utf8(ID))),
  'a PDF string in pieces': pdf('[(350102)-120(1990)3(03074515)] TJ'),
  'a PDF hex string': pdf(`<${Buffer.from(ID).toString('hex')}> Tj`),
  'octal escapes in a PDF string': pdf(`(${[...ID].map((digit) => `\\06${digit}`).join('')}) Tj`),
  'all but the check character': utf8(ID.slice(0, 17)),
};

for (const [place, bytes] of Object.entries(HIDING_PLACES))
  it(`sees a number in ${place}`, () => expect(leaks(bytes, ID)).not.toEqual([]));

it('sees nothing in a file with another number', () =>
  expect(leaks(utf8('350102199003074523,350102********4515'), ID)).toEqual([]));
