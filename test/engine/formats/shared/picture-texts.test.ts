import { crc32, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { everyPart } from '../../../inflate.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { hanging, wordFile } from '../docx/word-file.ts';
import { zipOf } from './zip-file.ts';

const SECRET = '350102199003074515';

const chunk = (kind: string, content: Buffer) => {
  const body = Buffer.concat([Buffer.from(kind), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
};
const HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PIXELS = [
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.of(0, 0))),
  chunk('IEND', Buffer.alloc(0)),
] as const;
const png = (between: Buffer, behind = '') =>
  Buffer.concat([Buffer.from(HEAD), PIXELS[0], between, PIXELS[1], PIXELS[2], Buffer.from(behind)]);

const segment = (kind: number, content: string) => {
  const head = Buffer.from([0xff, kind, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content)]);
};
const jpeg = (beside: Buffer, behind = '') =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    beside,
    Buffer.from([0xff, 0xda, 0, 2, 0x11, 0xff, 0xd9]),
    Buffer.from(behind),
  ]);

const packed = (said: string) => Buffer.concat([Buffer.from('c\0\0'), deflateSync(said)]);
const PICTURES: readonly (readonly [string, string, (said: string) => Buffer])[] = [
  ['the comment of a PNG', 'png', (said) => png(chunk('tEXt', Buffer.from(`Comment\0${said}`)))],
  ['the packed comment of a PNG', 'png', (said) => png(chunk('zTXt', packed(said)))],
  ['the bytes behind a PNG', 'png', (said) => png(Buffer.alloc(0), said)],
  ['the comment of a JPEG', 'jpeg', (said) => jpeg(segment(0xfe, said))],
  ['the Exif of a JPEG', 'jpeg', (said) => jpeg(segment(0xe1, `Exif\0\0${said}`))],
  ['the bytes behind a JPEG', 'jpeg', (said) => jpeg(Buffer.alloc(0), said)],
];

for (const [what, kind, picture] of PICTURES) {
  it(`takes ${what} away when a number is in it, and leaves the picture to a person`, async () => {
    const bytes = wordFile(hanging('image', `word/media/image1.${kind}`, picture(SECRET)));
    const { verdict, output } = await redact({ bytes, name: 'notice.docx' }, settings);
    expect(verdict).toBe('review');
    expect(leaks(output as Uint8Array, SECRET)).toEqual([]);
  });

  it(`does the same in an OpenDocument text with ${what}`, async () => {
    const bytes = openDocument(`Pictures/a.${kind}`, picture(SECRET));
    const { verdict, output } = await redact({ bytes, name: 'notice.odt' }, settings);
    expect(verdict).toBe('review');
    expect(leaks(output as Uint8Array, SECRET)).toEqual([]);
  });
}

it('leaves the pixels of a picture as they were, and words that name nobody', async () => {
  const words = chunk('tEXt', Buffer.from('Software\0Paint'));
  const secret = chunk('tEXt', Buffer.from(`Comment\0${SECRET}`));
  const bytes = wordFile(
    hanging('image', 'word/media/image1.png', png(Buffer.concat([words, secret]))),
  );
  const { output } = await redact({ bytes, name: 'notice.docx' }, settings);
  const parts = everyPart(output as Uint8Array).map((part) => Buffer.from(part.bytes));
  expect(parts.some((part) => part.equals(png(words)))).toBe(true);
});

function openDocument(part: string, content: Buffer): Uint8Array {
  const type = 'application/vnd.oasis.opendocument.text';
  const office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"';
  return zipOf([
    { name: 'mimetype', content: Buffer.from(type), stored: true },
    {
      name: 'content.xml',
      content: Buffer.from(
        `<office:document-content ${office}><office:body><office:text/></office:body></office:document-content>`,
      ),
    },
    {
      name: 'META-INF/manifest.xml',
      content: Buffer.from(
        `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="${type}"/></m:manifest>`,
      ),
    },
    { name: part, content },
  ]);
}
