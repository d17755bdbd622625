// Streams that are written in plain letters, as some programs do: the letters are no text, what they stand for is.
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { settings } from '../../settings.ts';
import { onePage, stream } from './hand-made.ts';

/** `<~` … `~>` as in the PostScript reference, written without the code under test. */
function base85(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const part = [...bytes.subarray(at, at + 4)];
    let value = [0, 1, 2, 3].reduce((sum, index) => sum * 256 + (part[index] ?? 0), 0);
    let letters = '';
    for (let index = 0; index < 5; index++) {
      letters = String.fromCharCode(33 + (value % 85)) + letters;
      value = Math.floor(value / 85);
    }
    groups.push(part.length === 4 && letters === '!!!!!' ? 'z' : letters.slice(0, part.length + 1));
  }
  return `${groups.join('')}~>`;
}

/** All that the second reader reads of a file with such a stream. */
async function reading(content: string, filter: string): Promise<string> {
  const bytes = onePage({ objects: { 10: stream(content, `/Filter ${filter}`, false) } });
  const texts: string[] = [];
  for await (const { text } of pdf.reread(bytes, surroundings(settings.limits))) texts.push(text);
  return texts.join('|');
}
const hiding = (text: string) => `q BT (${text}) Tj ET Q`;

it('takes no mailbox for one that stands among the letters of a stream by chance', async () =>
  expect(await reading('87cURD_*#4DfTZ)j9JrFk@2.GW&H~>', '/ASCII85Decode')).not.toContain('@'));

it.each<[string, (text: string) => string, string]>([
  ['base 85', (text) => base85(Buffer.from(text)), '/ASCII85Decode'],
  [
    'base 85, packed',
    (text) => base85(deflateSync(Buffer.from(text))),
    '[ /ASCII85Decode /FlateDecode ]',
  ],
  ['hexadecimal', (text) => `${Buffer.from(text).toString('hex')}>`, '/ASCIIHexDecode'],
  [
    'base 85 with a number behind its end',
    (text) => `${base85(Buffer.from('q Q'))} ${text}`,
    '/A85',
  ],
  ['letters of no alphabet', (text) => `~~~ ${text}`, '/ASCII85Decode'],
])('reads a number that nothing leads to in a stream of %s', async (_, write, filter) =>
  expect(await reading(write(hiding('11010519491231002X')), filter)).toContain(
    '11010519491231002X',
  ),
);

it('reads codes of two bytes as the characters that they are, and not as Latin letters', async () => {
  const text = Buffer.from('共138辆，一', 'utf16le').swap16().toString('hex');
  const content = `${Buffer.from(`BT <${text}> Tj ET`).toString('hex')}>`;
  expect(await reading(content, '/ASCIIHexDecode')).toContain('共138辆，一');
});

it('reads a number in single bytes whatever zeros stand around it', async () => {
  const text = Buffer.from('\0a13800138000x', 'latin1').toString('hex');
  const content = `${Buffer.from(`BT <${text}> Tj ET`).toString('hex')}>`;
  expect(await reading(content, '/ASCIIHexDecode')).toContain('13800138000');
});
