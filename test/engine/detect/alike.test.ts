import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Chance } from '../../../bench/accuracy/chance.ts';
import { withIdCheck, withLuhn } from '../../../bench/accuracy/checks.ts';
import { LOOK_ALIKES } from '../../../bench/accuracy/look-alikes.ts';
import { POSITIVES } from '../../../bench/accuracy/people.ts';
import { DEFAULT_LIMITS } from '../../../src/engine/core/limits.ts';
import { Alike } from '../../../src/engine/detect/alike.ts';
import { detect } from '../../../src/engine/detect/detect.ts';
import { formatOf, surroundings } from '../../../src/engine/formats/registry.ts';
import { documentOf, tableOf } from '../document-of.ts';
import { settings } from '../settings.ts';

const HEADS = [
  ...new Set([...POSITIVES.flatMap(({ labels }) => labels), '姓名', '班级', '金额', '办公电话']),
  ...['开户银行', '收款单位账号', '项目编号', '备注', '联系人及电话', '序号', ''],
];
const COMMON = POSITIVES.filter(({ kind }) => /^(?:resident ID|bank|mobile|landline)/.test(kind));
const WORDS = ['一班', '信息学院3', '张伟', '李秀英', '3号楼12室', '市财政局', '8000', '合计', ''];
const ASKED = new Set(['name', 'birth-date', 'address']);

const chance = new Chance(7);
const card = () => withLuhn(`621700${chance.digits(12)}`);
const mobile = () => `139${chance.digits(8)}`;
const HOLDERS = [
  ['户名', '账号'],
  ...['张伟', '李秀英', '市财政局', '王芳'].map((name) => [name, card()]),
];
const PROVINCES = ['350102', '350104', '770102', '110105', '', '', '', '', ''].map((region) => [
  '张伟',
  region === '' ? '待定' : withIdCheck(`${region}19900307${chance.digits(3)}`),
]);
const HEADERS = [
  ['序号', '姓名', '联系电话', '备注'],
  ['1', '张伟', mobile(), '到场'],
  ['2', '李秀英', mobile(), '到场'],
  ['', '科室', '办公电话', ''],
  ['3', '财务科', mobile(), ''],
];

afterEach(() => vi.restoreAllMocks());

/** What reading each cell anew finds. */
function anew(document: Parameters<typeof detect>[0], asked: ReadonlySet<string>) {
  vi.spyOn(Alike.prototype, 'modelOf').mockReturnValue(undefined);
  vi.spyOn(Alike.prototype, 'isNothing').mockReturnValue(false);
  const found = detect(document, settings.rules, asked);
  vi.restoreAllMocks();
  return found;
}

describe('a cell like one that was read before is told as if it were read', () => {
  it('in three hundred sheets put together by chance', () => {
    let told = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const document = documentOf(tableOf(sheet(new Chance(seed))));
      for (const asked of [new Set<string>(), ASKED]) {
        const modelOf = vi.spyOn(Alike.prototype, 'modelOf');
        const found = detect(document, settings.rules, asked);
        told += modelOf.mock.results.filter(({ value }) => value !== undefined).length;
        expect(found, `sheet ${seed}`).toEqual(anew(document, asked));
      }
    }
    // Most numbers of a list must go the short way, or this says nothing.
    expect(told).toBeGreaterThan(2000);
  });

  it.each([
    ['an account whose holder stands beside it', HOLDERS],
    ['a number of a province that there is not', PROVINCES],
    ['a number under another header further down', HEADERS],
  ])('%s', (_, rows) => {
    const document = documentOf(tableOf(rows));
    const found = detect(document, settings.rules);
    expect(found).toEqual(anew(document, new Set()));
    const claims = new Set(
      found.findings.map(({ confidence, evidence }) => `${confidence} ${evidence}`),
    );
    expect([...claims]).toHaveLength(2);
  });

  const files = globSync('fixtures/**/*.{xlsx,csv,docx,ods}').filter(
    (file) => !file.includes('attacks') && !file.includes('encrypted'),
  );
  it.each(files)('in %s', async (file) => {
    const bytes = readFileSync(file);
    const opened = await formatOf(bytes, basename(file)).open(bytes, surroundings(DEFAULT_LIMITS));
    expect(detect(opened, settings.rules, ASKED)).toEqual(anew(opened, ASKED));
  });
});

/** Columns that hold mostly one kind of thing, under a header that may be another's, and now and then a second header. */
function sheet(chance: Chance): string[][] {
  const columns = Array.from({ length: chance.int(1, 7) }, () => {
    const mostly = cell(chance);
    return { head: () => chance.pick(HEADS), mostly };
  });
  const rows: string[][] = [];
  const count = chance.int(3, 40);
  for (let row = 0; row < count; row++) {
    if (row === 0 || chance.next() < 0.03) rows.push(columns.map(({ head }) => head()));
    rows.push(columns.map(({ mostly }) => (chance.next() < 0.85 ? mostly() : cell(chance)())));
  }
  return rows;
}

/** Makes texts of one kind: somebody's number, what only looks like one, or words. */
function cell(chance: Chance): () => string {
  const luck = chance.next();
  if (luck < 0.7) {
    const kind = chance.pick(luck < 0.4 ? COMMON : POSITIVES);
    return () => written(kind.make(chance), chance);
  }
  if (luck < 0.85) {
    const kind = chance.pick(LOOK_ALIKES);
    return () => kind.make(chance);
  }
  return () => chance.pick(WORDS);
}

/** Sometimes mistyped, spaced, or with words before or behind. */
function written(number: string, chance: Chance): string {
  const luck = chance.next();
  if (luck < 0.88) return number;
  if (luck < 0.91) return `${number.slice(0, -1)}${chance.digits(1)}`;
  if (luck < 0.94) return `${number.slice(0, 3)} ${number.slice(3)}`;
  return luck < 0.97 ? `电话${number}` : `${number}元`;
}
