import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { WishError } from '../../src/engine/core/wish-error.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { reportPage } from '../../src/engine/report/html/page.ts';

const ID = '11010519491231002X';
const engine = await createEngine({ rulesFolder: 'rules' });
const upload = (text: string, name = '名单.txt') => ({
  bytes: new TextEncoder().encode(text),
  name,
});

it('uses the general policy when nobody asks for another', async () => {
  const { report } = await engine.redact(upload(`张伟 ${ID}`));
  expect(report.policy).toMatchObject({ id: 'general', chosen: 'default', because: null });
});

it('guesses when told to, and says from which words', async () => {
  const { report } = await engine.redact(upload(`助学金名单公示\n张伟 ${ID}`), { policy: 'auto' });
  expect(report.policy).toMatchObject({ id: 'student-aid', chosen: 'guessed', because: '助学金' });
});

it('names the field when a policy does not exist', async () => {
  const wish = engine.redact(upload('公告'), { policy: 'nonesuch' });
  await expect(wish).rejects.toThrow(WishError);
  await expect(wish).rejects.toMatchObject({ field: 'policy' });
});

it('says which program and which rules made the report', async () => {
  const { report } = await engine.redact(upload('公告'));
  expect(report.engine.version).toBe(manifest.version);
  expect(report.engine.rules).toMatch(/^[0-9a-f]{12}$/);
});

it('masks a number in the name of the file, in the report and for the output', async () => {
  const { report } = await engine.redact(upload('公告', `${ID}的名单.txt`));
  expect(JSON.stringify(report)).not.toContain(ID);
  expect(report.masked?.name).toBe(`${'*'.repeat(18)}的名单.txt`);
});

it('has a sentence for every reason it gives, in both languages', async () => {
  const lists = ['scholarship/utf-8-bom.csv', 'scholarship/libreoffice.xlsx', 'tender/utf-8.txt'];
  for (const name of lists) {
    const bytes = await readFile(join('fixtures', name));
    for (const policy of ['strict', 'student-aid', 'general']) {
      const { report } = await engine.redact({ bytes, name }, { policy });
      expect(reportPage(report, 'zh')).not.toContain('其他依据');
      expect(reportPage(report, 'en')).not.toContain('other evidence');
    }
  }
});

it('does not name in a report whom the policy hides, though a sheet is named after them', async () => {
  const { utils, write } = await import('xlsx');
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([
    ['姓名', '班级', '身份证号', '金额'],
    ['张小明', '一班', ID, '300'],
  ]);
  utils.book_append_sheet(book, sheet, '张小明');
  const bytes = new Uint8Array(write(book, { type: 'buffer' }));
  const { report } = await engine.redact({ bytes, name: '名单.xlsx' }, { policy: 'strict' });
  expect(report.summary.byType.name).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain('张小明');
});

it('gives the same person the same fingerprint under one key only', async () => {
  const prints = async (fingerprintKey: Uint8Array, text: string) => {
    const keyed = await createEngine({ rulesFolder: 'rules', fingerprintKey });
    return (await keyed.redact(upload(text))).report.findings.map(({ fingerprint }) => fingerprint);
  };
  const key = new Uint8Array(32).fill(7);
  const [once, spaced] = await prints(key, `${ID}\n1101 0519 4912 3100 2X`);
  expect(spaced).toBe(once);
  expect((await prints(new Uint8Array(32).fill(8), ID))[0]).not.toBe(once);
});

it('takes policies from a folder of the operator’s own, and stops at a bad one', async () => {
  const policiesFolder = await mkdtemp(join(tmpdir(), 'policies-'));
  try {
    const file = join(policiesFolder, 'ours.yaml');
    const good = `id: ours\nversion: '1'\nname: { zh: 本市, en: Ours }\nextends: general\nbasis:\n  - { source: 永安市 2023, says: { zh: 二加十三加三, en: 2+13+3 }, read: copy }\nkinds:\n  resident-id: { action: mask, mask: { kind: keep, start: 2, end: 3 } }\n`;
    await writeFile(file, good);
    const own = await createEngine({ rulesFolder: 'rules', policiesFolder });
    const { output } = await own.redact(upload(ID), { policy: 'ours' });
    expect(new TextDecoder().decode(output)).toBe('11*************02X');
    await writeFile(file, `${good}colour: red\n`);
    await expect(createEngine({ rulesFolder: 'rules', policiesFolder })).rejects.toThrow(
      'ours.yaml:9: colour 没有这一项 · colour is no known key',
    );
  } finally {
    await rm(policiesFolder, { recursive: true });
  }
});
