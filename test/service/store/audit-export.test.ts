import { expect, it } from 'vitest';
import { appendAudit } from '../../../src/service/store/audit.ts';
import { exportAudit } from '../../../src/service/store/audit-export.ts';
import { checkAuditFile } from '../../../src/service/store/audit-file.ts';
import { auditSigningKey, publicKeyText } from '../../../src/service/store/audit-signature.ts';
import { newKeyring, ownDatabase } from './own-database.ts';

const { db, keyring } = await ownDatabase();
const ours = publicKeyText(auditSigningKey(keyring));

for (let count = 0; count < 5; count++)
  await db.transaction().execute((trx) =>
    appendAudit(trx, keyring, {
      actor: '审查员',
      action: 'finding-decided',
      subject: `redaction:${count}`,
      facts: { ground: 'consent', reason: '已取得同意' },
    }),
  );

const exported = async (after = 0): Promise<string[]> => {
  const parts = await Array.fromAsync(exportAudit(db, keyring, 'supervisor', after));
  return parts.join('').trimEnd().split('\n');
};
async function* stream(lines: readonly string[]) {
  yield* lines;
}
const check = (lines: readonly string[], key?: string) => checkAuditFile(stream(lines), key);
const lines = await exported();

it('exports the whole trail, its own export included, and anyone can check it', async () => {
  expect(await check(lines)).toMatchObject({ ok: true, events: 6, publicKey: ours });
  expect(await check(lines, ours)).toMatchObject({ ok: true });
  expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({
    actor: 'supervisor',
    action: 'audit-exported',
  });
});

it('goes on where an earlier export ended', async () => {
  const later = await exported(4);
  expect(await check(later)).toMatchObject({ ok: true, events: 3 });
  expect(JSON.parse(later[1] ?? '')).toMatchObject({ seq: 5 });
});

const changed = (line: string) => line.replace('consent', 'legal-duty');
for (const [what, forged, why] of [
  ['an event that was changed', lines.with(3, changed(lines[3] ?? '')), 'signature'],
  ['an event that was left out', lines.toSpliced(3, 1), 'gap'],
  ['two events that changed places', lines.with(2, lines[3] ?? '').with(3, lines[2] ?? ''), 'gap'],
  ['an end that was cut off', lines.slice(0, -2), 'gap'],
  ['newest events that were cut off before the seal', lines.toSpliced(-2, 1), 'gap'],
  ['something else', ['{}'], 'format'],
] as const)
  it(`finds ${what}`, async () => expect(await check(forged)).toMatchObject({ ok: false, why }));

it('finds an export that somebody made anew with a key of their own', async () => {
  const parts = await Array.fromAsync(exportAudit(db, newKeyring(), 'forger'));
  const forged = parts.join('').trimEnd().split('\n');
  expect(await check(forged)).toMatchObject({ ok: true });
  expect(await check(forged, ours)).toMatchObject({ ok: false, why: 'signature' });
});
