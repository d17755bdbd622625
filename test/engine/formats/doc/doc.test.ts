import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { doc } from '../../../../src/engine/formats/doc/doc.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { objectPlants, withStreams } from '../cfb-plants.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';

const SECRET = '350102199003074515';
const file = (name: string) => readFileSync(`fixtures/doc/${name}.doc`);

const byLibreOffice = (channel: Plant['channel'], what: string, name = 'notice'): Plant => ({
  channel,
  what: `${what} of LibreOffice`,
  bytes: () => file(name),
});

/** Text of the document changed to other text of that length, wherever it stands. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const wanted = Buffer.from(from, 'utf16le');
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
    bytes.write(to, at, 'utf16le');
  return bytes;
}

const withStream = (path: string, content: string): Buffer =>
  withStreams(file('clean'), { [path]: content });

/**
 * Cuts the text into two pieces in the middle of the number, the second of them further back, as fast
 * saving does: no reader of the bare bytes sees the number whole.
 */
function fastSaved(): Buffer {
  const container = XLSX.CFB.read(file('notice'), { type: 'buffer' });
  const stream = (name: string) => {
    const entry = XLSX.CFB.find(container, name);
    if (!entry) throw new Error(`no ${name}`);
    return entry;
  };
  const word = Buffer.from(stream('/WordDocument').content as Uint8Array);
  const table = Buffer.from(stream('/1Table').content as Uint8Array);
  const [start, length] = [word.readUInt32LE(0x1a2), word.readUInt32LE(0x1a6)];
  const clx = table.subarray(start, start + length);
  const at = clx.indexOf(2);
  const last = clx.readUInt32LE(at + 9);
  const from = clx.readUInt32LE(at + 15);
  const cut = (word.indexOf(Buffer.from(SECRET, 'utf16le')) - from) / 2 + 9;
  const moved = word.subarray(from + cut * 2, from + last * 2);
  const hole = Buffer.concat([word.subarray(0, from + cut * 2), Buffer.alloc(moved.length)]);
  const pieces = Buffer.alloc(5 + 12 + 16);
  pieces[0] = 2;
  pieces.writeUInt32LE(28, 1);
  for (const [index, character] of [0, cut, last].entries())
    pieces.writeUInt32LE(character, 5 + index * 4);
  pieces.writeUInt32LE(from, 17 + 2);
  const rest = word.subarray(from + last * 2);
  pieces.writeUInt32LE(hole.length + rest.length, 25 + 2);
  const outWord = Buffer.concat([hole, rest, moved]);
  outWord.writeUInt32LE(table.length, 0x1a2);
  outWord.writeUInt32LE(pieces.length, 0x1a6);
  stream('/WordDocument').content = outWord;
  stream('/1Table').content = Buffer.concat([table, pieces]);
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer;
}

describeFormat(doc, {
  name: '公示.doc',
  plants: [
    byLibreOffice('body', 'a number in a paragraph'),
    byLibreOffice('table', 'a number in a table'),
    byLibreOffice('header-footer', 'a number in a header'),
    byLibreOffice('text-box', 'a number in a text box'),
    byLibreOffice('hidden', 'a number in hidden text'),
    byLibreOffice('tracked-change', 'a number in a tracked deletion'),
    byLibreOffice('link', 'a number in the target of a link'),
    byLibreOffice('metadata', 'a number in the title'),
    byLibreOffice('note', 'a number in a footnote', 'notes'),
    byLibreOffice('comment', 'a number in a comment', 'notes'),
    {
      channel: 'field',
      what: 'a number in a field code',
      bytes: () => replaced(file('notice'), 'HYPERLINK', 'QUOTE    '),
    },
    { channel: 'body', what: 'a number over two pieces of a fast save', bytes: fastSaved },
    {
      channel: 'hidden',
      what: 'a number in a stream of its own',
      bytes: (secret) => withStream('/backup', `前 ${secret} 后`),
    },
    ...objectPlants(() => file('clean'), { object: '/ObjectPool/_1234', macros: '/Macros' }),
    {
      channel: 'hidden',
      what: 'a number in a table of an earlier save',
      outcome: 'removed',
      bytes: (secret) => withStream('/0Table', `x ${secret} x`),
    },
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () => file('picture'),
    },
  ],
  clean: { 'a notice of LibreOffice without a number': () => file('clean') },
});

it('takes the documents of WPS for what they are', async () => {
  const { scan, verdict } = await redact({ bytes: file('notice'), name: '公示.wps' }, settings);
  expect([scan.format.id, verdict]).toEqual(['doc', 'masked']);
});

it('says that a document with a password cannot be read', async () => {
  const bytes = file('clean');
  const start = bytes.indexOf(Buffer.from([0xec, 0xa5]));
  bytes.writeUInt16LE(bytes.readUInt16LE(start + 0x0a) | 0x0100, start + 0x0a);
  await expect(redact({ bytes, name: '公示.doc' }, settings)).rejects.toMatchObject({
    code: 'document-encrypted',
  });
});

describeMutations('公示.doc', file('notice'), SECRET);
describeMutations('对象.doc', file('objects'), SECRET);
