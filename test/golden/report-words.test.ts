// A clerk reads the report: whatever the engine can say has a sentence in Chinese and in English, and no
// code of a programmer shows through.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { reportPage } from '../../src/engine/report/html/page.ts';
import type { Report } from '../../src/engine/report/report.ts';
import { EN } from '../../src/engine/report/words/en.ts';
import { sentence } from '../../src/engine/report/words/sentence.ts';
import type { Words } from '../../src/engine/report/words/words.ts';
import { ZH } from '../../src/engine/report/words/zh.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const MARKS = /\[\[(?:\??[a-z0-9-]+:)?(.*?)\]\]/g;

/** Every example of every rule as a document of its own, and half-hidden forms that no rule knows. */
const examples = engine.rules.flatMap(({ id, examples: { match, review, keep, ignore } }) =>
  [...(match ?? []), ...(review ?? []), ...(keep ?? []), ...ignore].map((example, index) => {
    const rows = 'rows' in example ? example.rows : undefined;
    const text = rows
      ? rows.map((row) => row.join(',')).join('\n')
      : 'text' in example
        ? example.text
        : '';
    return { name: `${id}-${index}.${rows ? 'csv' : 'txt'}`, text: text.replaceAll(MARKS, '$1') };
  }),
);
const notices = globSync('fixtures/notices/*').map((path) => ({
  name: path.split('/').at(-1) ?? path,
  text: readFileSync(path, 'utf8').replaceAll(MARKS, '$1'),
}));
const drafts = [
  '姓名,手机,卡号,账号,车牌号,出生日期,身份证号,学籍号,残疾证号,护照号码\n张*明,138****1234,6222****0123,90****12,闽A12**5,1990-**-**,350102********0018,G350102****0307****,350102********001843,E12****78',
  '姓名,身份证后四位,年龄,病种\n张伟,0018,9,肺结核\n张伟,0026,30,糖尿病',
].map((text, index) => ({ name: `${index}.csv`, text }));
const files = [
  ...globSync('fixtures/disguised/*'),
  ...globSync('fixtures/channels/letter.*'),
  ...globSync('fixtures/channels/sheet.*'),
  'fixtures/scholarship/openpyxl.xlsx',
  'fixtures/scholarship/reportlab.pdf',
];

async function reports(): Promise<Report[]> {
  const found: Report[] = [];
  const encoder = new TextEncoder();
  for (const { name, text } of [...examples, ...notices, ...drafts])
    for (const policy of text.length < 400 ? ['general', 'strict', 'court'] : ['general'])
      found.push((await engine.redact({ bytes: encoder.encode(text), name }, { policy })).report);
  for (const path of files)
    for (const policy of ['student-aid', 'auto', 'social-assistance']) {
      const upload = { bytes: readFileSync(path), name: path.split('/').at(-1) ?? path };
      found.push((await engine.redact(upload, { policy })).report);
    }
  return found;
}

const all = await reports();
const findings = all.flatMap((report) => report.findings);
const codes = new Set(
  findings.flatMap(({ evidence, reason, residualBecause }) => [
    ...evidence,
    ...(reason === null ? [] : [reason]),
    ...residualBecause,
  ]),
);
const keyOf = (code: string) => code.split(':')[0] as string;
const speaks = (code: string, words: Words) => sentence(code, words) !== words.unknown(code);
/** Words of an office that are written in Latin letters. */
const LATIN =
  /(?<![A-Za-z])(?:QQ|Tel\.?|Mobile|Phone|E-?mail|Email|ID|Name|No\.?|ISBN|ISSN|PDF|Word|Excel|WeChat)(?![A-Za-z])/gi;
const CODE = /[a-z]{3,}/;

describe('every code that thousands of findings carry', () => {
  it('is many', () => expect(new Set([...codes].map(keyOf)).size).toBeGreaterThan(30));
  it.each([ZH, EN])('has a sentence ($code)', (words) =>
    expect([...codes].filter((code) => !speaks(code, words))).toEqual([]),
  );
  it('and none shows through in Chinese', () => {
    const said = [...codes].map((code) => sentence(code, ZH).replaceAll(LATIN, ''));
    expect(said.filter((text) => CODE.test(text))).toEqual([]);
  });
});

it('every kind of finding has a name in both languages', () => {
  for (const { type, name } of findings) {
    expect(name.zh, type).toMatch(/\p{Script=Han}/u);
    expect(name.zh, type).not.toMatch(/[a-z]-[a-z]|undefined/);
    expect(name.en, type).not.toBe(type);
    expect(name.en, type).toMatch(/^[A-Z]/);
  }
});

it('every finding rests on a law or a paper', () =>
  expect(findings.filter(({ basis }) => basis.length === 0).map(({ type }) => type)).toEqual([]));

describe('every code that the source names', () => {
  const source = globSync('src/engine/{detect,decide,pipeline}/**/*.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const documented = [
    ...(/Why we believe it([\s\S]*?)\*\//
      .exec(readFileSync('src/engine/core/finding.ts', 'utf8'))?.[1]
      ?.matchAll(/`([a-z][a-z-]*)(?::[^`]*)?`/g) ?? []),
  ].map(([, code = '']) => code);
  const reasons = [...source.matchAll(/reason: [`']([a-z][a-z-]*)/g)].map(([, code = '']) => code);

  it('are many', () => expect(documented.length + reasons.length).toBeGreaterThan(25));
  it.each([ZH, EN])('has a sentence ($code)', (words) =>
    expect([...documented, ...reasons].filter((code) => !speaks(code, words))).toEqual([]),
  );
});

it('the page of every report says what, where, why, on which basis and what was done', () => {
  for (const report of all.filter(({ findings: some }) => some.length > 0)) {
    const page = reportPage(report).replace(/<style>[\s\S]*?<\/style>/, '');
    for (const heading of ['位置', '为什么认定', '依据', '处理'])
      expect(page).toContain(`<dt>${heading}</dt>`);
    expect(page).not.toMatch(/其他依据|undefined|\[object|NaN|null/);
    expect(page).not.toMatch(/<dd><\/dd>/);
  }
});
