import { expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules', fingerprintKey: new Uint8Array(32) });
const formsOf = async (text: string, name = 'notice.csv', publisher = '福州市教育局') =>
  (
    await engine.redact(
      { bytes: Buffer.from(text), name },
      { context: { publisher }, shownForms: true },
    )
  ).shownForms;

it('a row that half hides a number tells what it shows', async () => {
  const forms = await formsOf(
    '姓名,身份证号,金额\n张小明,350102********0019,500\n李小红,35010219900307****,500\n',
  );
  expect(forms.map(({ shown }) => shown)).toEqual(['350102????????0019', '35010219900307????']);
});

it('the same person in another notice of the same office has the same hash, however the name is spaced', async () => {
  const [first] = await formsOf('姓名,身份证号\n张小明,350102********0019\n');
  const [second] = await formsOf('姓名,班级,身份证号\n张 小明（甲）,三班,35010219900307****\n');
  const [elsewhere] = await formsOf(
    '姓名,身份证号\n张小明,350102********0019\n',
    'a.csv',
    '厦门市教育局',
  );
  expect(second?.bearer).toBe(first?.bearer);
  expect(elsewhere?.bearer).not.toBe(first?.bearer);
  expect(first?.bearer).toMatch(/^[0-9a-f]{64}$/);
});

it('a birth date beside a name is a part of the number too', async () => {
  const [form] = await formsOf('姓名,出生年月,学校\n张小明,1990年3月,第一中学\n');
  expect(form?.shown).toBe('??????199003??????');
});

it('a name before a masked number in running text is its bearer', async () => {
  const [row] = await formsOf('姓名,身份证号\n张小明,350102********0019\n');
  const prose = await formsOf(
    '经查，申请人张小明，身份证号：35010219900307****，符合条件。',
    'a.txt',
  );
  expect(new Set(prose.map(({ shown }) => shown))).toEqual(new Set(['35010219900307????']));
  expect(prose.map(({ bearer }) => bearer)).toContain(row?.bearer);
});

it('nothing is told where nothing is half hidden, or nobody asked', async () => {
  expect(await formsOf('姓名,学校\n张小明,第一中学\n')).toEqual([]);
  const bytes = Buffer.from('姓名,身份证号\n张小明,350102********0019\n');
  expect((await engine.redact({ bytes, name: 'a.csv' })).shownForms).toEqual([]);
});
