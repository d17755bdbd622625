// A PDF that opens with a password only: the password comes with the upload, and what goes out needs none.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { seenPages } from './pdfium-view.ts';

const people: readonly { id: string; mobile: string }[] = JSON.parse(
  readFileSync('fixtures/pdf/people.json', 'utf8'),
);
const numbers = people.flatMap(({ id, mobile }) => [id, mobile]);
const handIn = (name: string, password?: string) =>
  redact(
    { bytes: readFileSync(`fixtures/pdf/encrypted/${name}.pdf`), name: 'list.pdf', password },
    settings,
  );

for (const [name, password] of [
  ['aes-256', '公示2026'],
  ['aes-128', 'Grüße'],
  ['rc4-128', 'open sesame'],
  ['rc4-40', 'open sesame'],
  ['pikepdf', 'open sesame'],
] as const)
  it(`${name}: opens with its password, and comes out masked and without one`, async () => {
    const { verdict, output, scan } = await handIn(name, password);
    expect(verdict).toBe('masked');
    expect(scan.document.removals.map(({ what }) => what)).toContain('encryption');
    expect(Buffer.from(output as Uint8Array).includes('/Encrypt')).toBe(false);
    expect(leaks(output as Uint8Array, ...numbers)).toEqual([]);
    const [page] = await seenPages(output as Uint8Array);
    expect(page?.chars.length).toBeGreaterThan(300);
  });

it('opens with the password of the owner too', async () =>
  expect((await handIn('aes-256', 'owner')).verdict).toBe('masked'));

it('says without a password which field is missing', async () => {
  for (const password of [undefined, ''])
    await expect(handIn('aes-256', password)).rejects.toMatchObject({
      code: 'document-encrypted',
      detail: expect.stringMatching(/需|设有.*password 字段.* · .*“password”/),
    });
});

it('says of a wrong password that it is wrong, and does not repeat it', async () => {
  const wrong = handIn('aes-256', 'hunter2');
  await expect(wrong).rejects.toMatchObject({
    code: 'document-encrypted',
    detail: expect.stringContaining('密码不对'),
  });
  await expect(wrong).rejects.not.toThrow('hunter2');
});
