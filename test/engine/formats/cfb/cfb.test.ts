import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';

/** A compound file with streams of these names, as SheetJS writes it. */
function container(...names: string[]): Buffer {
  const file = XLSX.CFB.utils.cfb_new();
  for (const name of names) XLSX.CFB.utils.cfb_add(file, `/${name}`, Buffer.from('x'.repeat(5000)));
  return XLSX.CFB.write(file, { type: 'buffer' }) as Buffer;
}

const errorOf = (bytes: Uint8Array) =>
  redact({ bytes, name: '公示' }, settings).then(
    () => undefined,
    (error: unknown) => error,
  );

it('says that an encrypted DOCX or XLSX has a password', async () => {
  for (const name of ['encrypted.docx', 'encrypted.xlsx'])
    expect(await errorOf(readFileSync(`fixtures/attacks/${name}`))).toMatchObject({
      code: 'document-encrypted',
    });
});

it('is not taken in by a decoy beside the encrypted package', async () => {
  const decoys = ['WordDocument', 'Workbook'];
  for (const decoy of decoys)
    expect(await errorOf(container('EncryptionInfo', 'EncryptedPackage', decoy))).toMatchObject({
      code: 'document-encrypted',
    });
});

it('tells what to save an old presentation as', async () =>
  expect(await errorOf(container('PowerPoint Document'))).toMatchObject({
    code: 'format-unsupported',
    detail: '请另存为 PPTX · save as PPTX',
  }));

it('refuses a container whose chain of sectors runs in a circle', async () => {
  const bytes = container('PowerPoint Document');
  const fat = (bytes.readUInt32LE(0x4c) + 1) * 512;
  const start = bytes.readUInt32LE(0x30);
  bytes.writeUInt32LE(start, fat + start * 4);
  expect(await errorOf(bytes)).toMatchObject({ code: 'document-damaged' });
});
