import { unzipSync, type Zippable, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zip } from '../../../../src/engine/formats/zip/zip.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const archive = (files: Zippable) => Buffer.from(zipSync(files));
const list = (secret: string) => utf8(`姓名,身份证号\n张三,${secret}\n`);
const plant = (channel: Plant['channel'], what: string, files: (n: string) => Zippable): Plant => ({
  channel,
  what,
  bytes: (secret) => archive(files(secret)),
});

/** A comment of the whole archive, put behind it by hand. */
function commented(bytes: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment);
  const whole = Buffer.concat([bytes, text]);
  whole.writeUInt16LE(text.length, bytes.length - 2);
  return whole;
}

/** Puts other bytes of the same length wherever `old` stands: names in encodings that nobody declares. */
function patched(bytes: Buffer, old: string, fresh: Buffer): Buffer {
  const out = Buffer.from(bytes);
  for (let at = out.indexOf(old); at >= 0; at = out.indexOf(old, at + 1)) fresh.copy(out, at);
  return out;
}

/** Two files of nothing, 130 MB in a few kilobytes. */
function bomb(): Buffer {
  const nothing = new Uint8Array(65 << 20);
  return Buffer.from(zipSync({ 'a.txt': nothing, 'b.txt': nothing }, { level: 3 }));
}

describeFormat(zip, {
  name: '公示.zip',
  plants: [
    plant('body', 'a number in a text', (n) => ({
      'a/通知.txt': utf8(`ID ${n}`),
      'b.txt': utf8('x'),
    })),
    plant('body', 'a number in an archive inside the archive', (n) => ({
      'inner.zip': archive({ 'a.txt': utf8(`ID ${n}`) }),
    })),
    plant('table', 'a number in a list', (n) => ({ '名单.csv': list(n) })),
    plant('metadata', 'a number in the title of a page', (n) => ({
      'a.html': utf8(`<title>${n}</title>`),
    })),
    plant('hidden', 'a number in a hidden part of a page', (n) => ({
      'a.html': utf8(`<p data-id="${n}">x</p>`),
    })),
    plant('file-name', 'a number in the name of a file', (n) => ({ [`${n}.txt`]: utf8('x') })),
    plant('file-name', 'a number in the name of a folder', (n) => ({
      [`${n}/`]: utf8(''),
      [`${n}/a.txt`]: utf8('x'),
      [`${n}/b.txt`]: utf8('y'),
    })),
    {
      channel: 'file-name',
      what: 'a number behind a name in GBK',
      bytes: (n) =>
        patched(archive({ [`....${n}.txt`]: utf8('x') }), '....', Buffer.from('D5C5C8FD', 'hex')),
    },
    plant('comment', 'a number in the comment of a file', (n) => ({
      'a.txt': [utf8('x'), { comment: `ID ${n}` }],
    })),
    {
      channel: 'comment',
      what: 'a number in the comment of the archive',
      bytes: (n) => commented(archive({ 'a.txt': utf8('x') }), `公示 ${n}`),
    },
    {
      channel: 'hidden',
      what: 'a number between the files',
      outcome: 'removed',
      bytes: (n) => Buffer.concat([archive({ 'a.txt': utf8('x') }), Buffer.from(`ID ${n}`)]),
    },
    {
      channel: 'hidden',
      what: 'a number in what a Mac left behind',
      outcome: 'removed',
      bytes: (n) => archive({ 'a.txt': utf8('x'), '__MACOSX/._a.txt': utf8(`ID ${n}`) }),
    },
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () => archive({ 'a.jpg': Buffer.from(`FFD8FFE0${'00FF'.repeat(80)}`, 'hex') }),
    },
    {
      channel: 'attachment',
      what: 'a file of an unknown kind',
      outcome: 'blind-spot',
      bytes: () => archive({ 'a.dat': Buffer.from('00FF'.repeat(80), 'hex') }),
    },
  ],
  clean: {
    'an archive of notices': () =>
      archive({ '通知/': utf8(''), '通知/一.txt': utf8('公示'), '二.html': utf8('<p>公示</p>') }),
  },
});

it('keeps files that nothing is masked in byte for byte', async () => {
  const bytes = archive({
    '名单.csv': list('350102199003074515'),
    '通知.txt': [utf8('公示'.repeat(200)), { mtime: '2017-11-09' }],
  });
  const { output } = await redact({ bytes, name: 'a.zip' }, settings);
  const record = (file: Buffer) => {
    const at = file.lastIndexOf('PK\x03\x04');
    return file.subarray(at, file.indexOf('PK\x01\x02', at)).toString('hex');
  };
  expect(record(Buffer.from(output ?? []))).toBe(record(bytes));
});

it('gives two files different names when their masks are alike', async () => {
  const bytes = archive({
    '350102199003074515.txt': utf8('a'),
    '35010219900307104X.txt': utf8('b'),
  });
  const { output, verdict } = await redact({ bytes, name: 'a.zip' }, settings);
  expect(verdict).toBe('masked');
  expect(Object.keys(unzipSync(output ?? utf8('')))).toEqual([
    '__________________.txt',
    '__________________-2.txt',
  ]);
});

it('still shows a name in GBK as it was when the file behind it is masked', async () => {
  const named = patched(
    archive({ '....': list('350102199003074515') }),
    '....',
    Buffer.from('D5C5C8FD', 'hex'),
  );
  const { output } = await redact({ bytes: named, name: 'a.zip' }, settings);
  expect(Object.keys(unzipSync(output ?? utf8('')))).toEqual(['张三']);
});

it('refuses an archive with a password', async () => {
  const bytes = archive({ 'a.txt': utf8('x') });
  bytes.writeUInt8(1, 6);
  bytes.writeUInt8(1, bytes.indexOf('PK\x01\x02') + 8);
  await expect(redact({ bytes, name: 'a.zip' }, settings)).rejects.toMatchObject({
    code: 'document-encrypted',
  });
});

it('asks a person about a locked file in an open archive', async () => {
  const inner = archive({ 'a.txt': utf8('x') });
  inner.writeUInt8(1, 6);
  inner.writeUInt8(1, inner.indexOf('PK\x01\x02') + 8);
  const bytes = archive({ 'inner.zip': inner, '名单.csv': list('350102199003074515') });
  const { verdict, scan } = await redact({ bytes, name: 'a.zip' }, settings);
  expect(verdict).toBe('review');
  expect(scan.document.blindSpots).toMatchObject([{ reason: 'encrypted' }]);
});

it('refuses archives nested beyond the limit', async () => {
  let bytes = archive({ 'a.txt': utf8('x') });
  for (let depth = 0; depth < 6; depth++) bytes = archive({ 'a.zip': bytes });
  await expect(redact({ bytes, name: 'a.zip' }, settings)).rejects.toMatchObject({
    code: 'document-limit-exceeded',
  });
});

it.each([
  ['a bomb', bomb, 'document-limit-exceeded'],
  ['a file that climbs out', () => archive({ '../a.txt': utf8('x') }), 'document-damaged'],
  ['an archive cut off', () => archive({ 'a.txt': utf8('x') }).subarray(0, 60), 'document-damaged'],
  ['a package of an office program', () => archive({ mimetype: utf8('x') }), 'format-unsupported'],
])('refuses %s', async (_, bytes, code) => {
  await expect(redact({ bytes: bytes(), name: 'a.zip' }, settings)).rejects.toMatchObject({ code });
});
