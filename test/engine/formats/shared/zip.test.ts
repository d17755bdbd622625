import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { DocumentError } from '../../../../src/engine/core/errors.ts';
import { DEFAULT_LIMITS } from '../../../../src/engine/core/limits.ts';
import { writeZip } from '../../../../src/engine/formats/shared/zip/write.ts';
import { openZip } from '../../../../src/engine/formats/shared/zip/zip.ts';
import { everyPart } from '../../../inflate.ts';
import { type Member, zipOf } from './zip-file.ts';

const open = (bytes: Uint8Array) => openZip(bytes, DEFAULT_LIMITS);
const codeOf = (bytes: Uint8Array): string => {
  try {
    const zip = open(bytes);
    for (const entry of zip.entries) zip.read(entry);
    return 'opened';
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    return (error as DocumentError).code;
  }
};
const text = (name: string, content = '公示'): Member => ({ name, content: Buffer.from(content) });

it('opens an archive of another program and reads what is in it', () => {
  const zip = open(zipOf([text('a.txt'), { ...text('b.txt', '乙'), stored: true }]));
  expect(zip.entries.map((entry) => zip.read(entry).toString())).toEqual(['公示', '乙']);
});

for (const [what, bytes] of Object.entries({
  'two entries of one name': zipOf([text('a.txt'), text('a.txt', 'x')]),
  'two entries whose names differ in case only': zipOf([text('a.txt'), text('A.txt', 'x')]),
  'a name that climbs out of the package': zipOf([text('../a.txt')]),
  'a name that starts at the root': zipOf([text('/a.txt')]),
  'a name of a Windows drive': zipOf([text('C:/a.txt')]),
  'a name that climbs out by backslashes': zipOf([text('a\\..\\..\\b.txt')]),
  'a name that starts at a backslash': zipOf([text('\\b.txt')]),
  'two names that differ in their slashes only': zipOf([text('a\\b.txt'), text('a/b.txt', 'x')]),
  'a name that differs between the entry and the directory': zipOf([
    { ...text('a.txt'), localName: 'b.txt' },
  ]),
  'a content that its CRC does not fit': zipOf([{ ...text('a.txt'), crc: 1 }]),
  'a content longer than it says': zipOf([{ ...text('a.txt', '公示公示'), size: 3 }]),
  'an unknown way of packing': zipOf([{ ...text('a.txt'), method: 12 }]),
  'a file that was cut off': zipOf([text('a.txt')]).subarray(0, 60),
  'a directory that lies past the end': (() => {
    const bytes = zipOf([text('a.txt')]);
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 6);
    return bytes;
  })(),
}))
  it(`refuses ${what}`, () => expect(codeOf(bytes)).toBe('document-damaged'));

it('refuses an entry with a password', () =>
  expect(codeOf(zipOf([{ ...text('a.txt'), flags: 1 }]))).toBe('document-encrypted'));

it('refuses two entries that share their bytes', () => {
  const bytes = zipOf([text('a.txt'), text('b.txt')]);
  const second = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  bytes.writeUInt32LE(0, second + 42);
  expect(codeOf(bytes)).toBe('document-damaged');
});

it('refuses an entry that says it unpacks to two gigabytes', () =>
  expect(codeOf(zipOf([{ ...text('a.txt'), size: 2 ** 31 }]))).toBe('document-limit-exceeded'));

it('refuses a bomb before unpacking it', () => {
  const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
  const bomb = zipOf([
    { name: 'a.txt', packed, content: Buffer.alloc(0), size: 200 * 1024 * 1024 },
  ]);
  expect(codeOf(bomb)).toBe('document-limit-exceeded');
});

it('refuses more entries than the limit', () => {
  const many = zipOf(Array.from({ length: 30 }, (_, index) => text(`${index}.txt`)));
  expect(() => openZip(many, { ...DEFAULT_LIMITS, entries: 29 })).toThrow(
    'document-limit-exceeded',
  );
});

it('reads zip64 and writes it back narrow', () => {
  const zip = open(zipOf([{ ...text('a.txt'), zip64: true }, text('b.txt', '乙')]));
  const again = open(writeZip(zip, new Map([['b.txt', Buffer.from('丙')]])));
  expect(again.entries.map((entry) => again.read(entry).toString())).toEqual(['公示', '丙']);
});

it('copies untouched entries byte for byte, descriptors included', () => {
  const zip = open(zipOf([{ ...text('a.txt'), descriptor: true }, text('b.txt', '乙')]));
  const [entry] = zip.entries;
  const output = writeZip(zip, new Map([['b.txt', Buffer.from('丙')]]));
  const [copied] = open(output).entries;
  expect(output.subarray(copied?.offset, copied?.recordEnd)).toEqual(
    zip.file.subarray(entry?.offset, entry?.recordEnd),
  );
});

it('leaves out entries, and nothing of them stays', () => {
  const zip = open(zipOf([text('a.txt', '350102199003074515'), text('b.txt')]));
  const output = writeZip(zip, new Map([['a.txt', null]]));
  expect(open(output).entries.map(({ name }) => name)).toEqual(['b.txt']);
  expect(everyPart(output).some(({ bytes }) => Buffer.from(bytes).includes('35010219'))).toBe(
    false,
  );
});

it('does not carry over what lies before, between and after the entries, nor comments', () => {
  const secret = '350102199003074515';
  const bytes = zipOf([text('a.txt'), { ...text('b.txt'), comment: secret, gap: secret }], secret);
  const output = writeZip(open(Buffer.concat([bytes, Buffer.from(secret)])), new Map());
  expect(output.includes(secret)).toBe(false);
  expect(codeOf(output)).toBe('opened');
});

it('does not carry over extra fields that no program needs', () => {
  const secret = Buffer.from('3501021990030745150');
  const field = Buffer.alloc(4);
  field.writeUInt16LE(0x7777, 0);
  field.writeUInt16LE(secret.length, 2);
  const bytes = zipOf([text('a.txt'), { ...text('b.txt'), extra: Buffer.concat([field, secret]) }]);
  const output = writeZip(open(bytes), new Map([['a.txt', Buffer.from('丙')]]));
  expect(output.includes(secret)).toBe(false);
  expect(codeOf(output)).toBe('opened');
});

it('writes what another program reads', () => {
  const zip = open(zipOf([{ ...text('a.txt'), descriptor: true }, text('b.txt')]));
  const output = writeZip(zip, new Map([['b.txt', Buffer.from('丙'.repeat(1000))]]));
  const { FullPaths, FileIndex } = XLSX.CFB.read(output, { type: 'buffer' });
  const at = FullPaths.findIndex((path: string) => path.endsWith('b.txt'));
  expect(Buffer.from(FileIndex[at]?.content as Uint8Array).toString()).toBe('丙'.repeat(1000));
});
