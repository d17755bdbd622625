// Uploads that nobody should send: each is refused in words, none costs more than a moment.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DocumentError } from '../../src/engine/core/errors.ts';
import { redact } from '../../src/engine/pipeline/redact.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

const { scholarship } = JSON.parse(readFileSync('fixtures/manifest.json', 'utf8'));
const planted: readonly string[] = Object.values<string[]>(scholarship.planted).flat();
const fixture = (file: string) => readFileSync(`fixtures/${file}`);

async function refusalOf(bytes: Uint8Array, name: string): Promise<DocumentError> {
  const error = await redact({ bytes, name }, settings).catch((thrown: unknown) => thrown);
  if (error instanceof DocumentError) return error;
  throw new Error(`${name} was not refused`, { cause: error });
}

const REFUSED: Readonly<Record<string, readonly [code: string, why: string]>> = {
  'encrypted.xlsx': ['document-encrypted', 'a sheet with a password'],
  'encrypted.docx': ['document-encrypted', 'a letter with a password'],
  'encrypted.pdf': ['document-encrypted', 'a PDF that opens with a password only'],
  'deflate-bomb.xlsx': ['document-limit-exceeded', 'a sheet of 400 MB in 400 kB'],
  'overlap-bomb.docx': ['document-damaged', 'five hundred entries that are one'],
  'billion-laughs.docx': ['document-damaged', 'entities of entities'],
};

for (const [file, [code, why]] of Object.entries(REFUSED))
  it(`refuses ${why} as ${code}, in Chinese and English`, async () => {
    const { code: said, detail } = await refusalOf(fixture(`attacks/${file}`), file);
    expect(said).toBe(code);
    expect(detail).toMatch(/\p{Script=Han}.* · .*[a-z]/u);
  });

it('does not unpack a page that grows to a gigabyte', async () => {
  const upload = { bytes: fixture('attacks/flate-bomb.pdf'), name: 'flate-bomb.pdf' };
  const outcome = await redact(upload, settings).then(
    ({ verdict }) => verdict,
    (error: unknown) => (error as DocumentError).code,
  );
  expect(['document-limit-exceeded', 'document-damaged', 'review']).toContain(outcome);
});

it('opens a PDF that only its owner locked, and hides every number', async () => {
  const upload = { bytes: fixture('attacks/owner-password.pdf'), name: 'list.pdf' };
  const { verdict, output } = await redact(upload, settings);
  expect(verdict).toBe('masked');
  expect(leaks(output as Uint8Array, ...planted)).toEqual([]);
});

for (const file of ['openpyxl.xlsx', 'libreoffice.xlsx', 'python-docx.docx', 'libreoffice.docx'])
  it(`refuses half of ${file} as damaged`, async () => {
    const bytes = fixture(`scholarship/${file}`);
    const { code } = await refusalOf(bytes.subarray(0, bytes.length / 2), file);
    expect(code).toBe('document-damaged');
  });

it('goes by what a file is, not by what it is called', async () => {
  const { scan, verdict } = await redact(
    { bytes: fixture('scholarship/openpyxl.xlsx'), name: 'list.pdf' },
    settings,
  );
  expect(scan.format.id).toBe('xlsx');
  expect(verdict).toBe('masked');
});

it('refuses a picture that is called a letter', async () => {
  const png = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4',
    'hex',
  );
  expect((await refusalOf(png, 'letter.docx')).code).toBe('format-unsupported');
});

it('refuses an empty file as damaged', async () =>
  expect((await refusalOf(new Uint8Array(), 'empty.txt')).code).toBe('document-damaged'));
