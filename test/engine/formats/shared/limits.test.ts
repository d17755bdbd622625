import { unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../../../src/engine/core/limits.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { hanging, paragraph, run, wordFile } from '../docx/word-file.ts';
import { zipOf } from './zip-file.ts';

const SECRET = '350102199003074515';
const DAMAGED = { code: 'document-damaged' };
const TOO_LARGE = { code: 'document-limit-exceeded' };

/** How a document ends that is handed in under these limits. */
const endOf = (bytes: Uint8Array, name = 'notice.docx', limits: Partial<Limits> = {}) =>
  redact({ bytes, name }, { ...settings, limits: { ...DEFAULT_LIMITS, ...limits } });

const inside = (bytes: Uint8Array): Uint8Array =>
  wordFile(hanging('package', 'word/embeddings/inside.docx', bytes));

/** The parts of a Word file for an archive that is put together by hand. */
const PARTS = (body: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': '<Types/>',
  'word/document.xml': `<w:document xmlns:w="urn:w">${body}</w:document>`,
});
const members = (parts: Readonly<Record<string, string>>) =>
  Object.entries(parts).map(([name, content]) => ({ name, content: Buffer.from(content) }));
const packed = (body: string) => zipOf(members(PARTS(body)));

it('opens documents in documents down to the limit and refuses one more', async () => {
  let bytes = wordFile({ body: paragraph(run(SECRET)) });
  for (let depth = 0; depth < 3; depth++) bytes = inside(bytes);
  await expect(endOf(bytes, 'notice.docx', { depth: 3 })).resolves.toMatchObject({
    verdict: 'masked',
  });
  await expect(endOf(bytes, 'notice.docx', { depth: 2 })).rejects.toMatchObject(TOO_LARGE);
});

it('refuses an archive whose files keep to the limit each and not together', async () => {
  const inner = zipSync({ 'a.txt': Buffer.alloc(400_000, 'x ') });
  const archive = (count: number) =>
    zipSync(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.zip`, inner])),
    );
  const limits = { inflatedBytes: 1 << 20, depth: 4 };
  await expect(endOf(archive(2), 'a.zip', limits)).resolves.toMatchObject({ verdict: 'clean' });
  await expect(endOf(archive(40), 'a.zip', limits)).rejects.toMatchObject(TOO_LARGE);
});

it('refuses a package with more parts than the limit', async () => {
  const parts = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`word/media/${index}.xml`, '<a/>']),
  );
  const bytes = wordFile({ parts });
  await expect(endOf(bytes, 'notice.docx', { entries: 50 })).rejects.toMatchObject(TOO_LARGE);
});

it('refuses a package that unpacks to more than the limit', async () => {
  const bytes = wordFile({ body: paragraph(run('公示'.repeat(100_000))) });
  await expect(endOf(bytes, 'notice.docx', { inflatedBytes: 1 << 18 })).rejects.toMatchObject(
    TOO_LARGE,
  );
});

it('refuses a document with a DOCTYPE, and with it every kind of entity', async () => {
  const bombs = {
    laughs: `<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>`,
    outside: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
    parameter: `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/x.dtd">%p;]><a/>`,
  };
  for (const [what, xml] of Object.entries(bombs)) {
    const bytes = zipOf(members({ ...PARTS('<w:p/>'), 'word/styles.xml': xml }));
    await expect(endOf(bytes), what).rejects.toMatchObject(DAMAGED);
  }
});

for (const [what, change] of Object.entries({
  'twice under one name': { name: 'word/document.xml', content: Buffer.from('<a/>') },
  'under a name that differs in case': { name: 'WORD/Document.xml', content: Buffer.from('<a/>') },
  'under a name that climbs out': { name: 'word/../../x.xml', content: Buffer.from('<a/>') },
  'under another name than the directory says': {
    name: 'word/a.xml',
    localName: 'word/b.xml',
    content: Buffer.from('<a/>'),
  },
  'with a CRC that does not fit': { name: 'word/a.xml', content: Buffer.from('<a/>'), crc: 1 },
  'shorter than it says': { name: 'word/a.xml', content: Buffer.from('<a/>'), size: 9 },
}))
  it(`refuses a Word file that has a part ${what}`, async () => {
    const bytes = zipOf([...members(PARTS('<w:p/>')), change]);
    await expect(endOf(bytes)).rejects.toMatchObject(DAMAGED);
  });

it('refuses a Word file with a part of two gigabytes by its own word', async () => {
  const part = { name: 'word/a.xml', content: Buffer.from('<a/>'), size: 2 ** 31 };
  await expect(endOf(zipOf([...members(PARTS('<w:p/>')), part]))).rejects.toMatchObject(TOO_LARGE);
});

it('refuses a part of more bytes than can be counted, as zip64 can say', async () => {
  const part = { name: 'word/a.xml', content: Buffer.from('<a/>'), zip64: true };
  const bytes = zipOf([...members(PARTS('<w:p/>')), part]);
  const field = bytes.lastIndexOf(Buffer.from([1, 0, 24, 0]));
  for (const huge of [2n ** 40n, 2n ** 63n]) {
    bytes.writeBigUInt64LE(huge, field + 4);
    await expect(endOf(bytes)).rejects.toMatchObject(TOO_LARGE);
  }
});

it('reads a Word file that is written as zip64', async () => {
  const parts = Object.entries(unzipSync(wordFile({ body: paragraph(run(SECRET)) })));
  const bytes = zipOf(
    parts.map(([name, content]) => ({ name, content: Buffer.from(content), zip64: true })),
  );
  await expect(endOf(bytes)).resolves.toMatchObject({ verdict: 'masked' });
});

it('refuses a part whose directory entry points into another part', async () => {
  const bytes = packed('<w:p/>');
  const second = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  bytes.writeUInt32LE(7, second + 42);
  await expect(endOf(bytes)).rejects.toMatchObject(DAMAGED);
});

it('refuses elements nested deeper than anybody writes', async () => {
  const bytes = packed(`${'<w:p>'.repeat(5000)}${'</w:p>'.repeat(5000)}`);
  await expect(endOf(bytes)).rejects.toMatchObject(DAMAGED);
});
