import { describe, expect, it } from 'vitest';
import { noticeFacts } from '../../../../src/engine/decide/notice/facts.ts';
import { NoticeLines } from '../../../../src/engine/decide/notice/lines.ts';
import { documentOf, tableOf } from '../../document-of.ts';

const FIVE = { period: { length: 5, unit: 'working-days' } } as const;
const NONE = { period: undefined };

describe('what a notice says of itself', () => {
  it('in the head of a page of a government site', () =>
    expect(
      noticeFacts(
        [
          '索引号：FZ00105-0300-2017-00035',
          '发布机构：左海市教育局',
          '成文日期：2017-11-08',
          '发布日期：2017-11-09 15:30',
          '关于2017年国家奖学金拟获奖名单的公示',
        ],
        FIVE,
      ),
    ).toEqual({
      publisher: '左海市教育局',
      indexNumber: 'FZ00105-0300-2017-00035',
      written: '2017-11-08',
      published: '2017-11-09',
      period: {
        start: '2017-11-09',
        end: '2017-11-16',
        length: { count: 5, unit: 'working-days' },
        source: 'policy',
        counted: true,
      },
    }));

  it('in cells, the label in one and the value in the next', () =>
    expect(
      noticeFacts(['索 引 号', '00318-2200-2017-00012', '发布机构', '左海市民政局'], NONE),
    ).toMatchObject({ publisher: '左海市民政局' }));

  it('in the signature at its foot', () =>
    expect(
      noticeFacts(
        [
          '关于拟发放助学金的公示',
          '公示期5个工作日。',
          '左海市学生资助管理中心',
          '二〇二四年五月六日',
        ],
        NONE,
      ),
    ).toMatchObject({
      publisher: '左海市学生资助管理中心',
      written: '2024-05-06',
      period: { start: '2024-05-06', end: '2024-05-13', source: 'text' },
    }));

  it('in what a page says to machines', () =>
    expect(
      noticeFacts(['PubDate', '2024-05-06 09:30', 'ContentSource', '左海市教育局'], NONE),
    ).toMatchObject({ publisher: '左海市教育局', published: '2024-05-06' }));

  it('in a sentence that breaks within a date', () =>
    expect(
      noticeFacts(['现予公示。公示期为2017', '年11月9日至2017年11月15日。'], NONE).period,
    ).toMatchObject({ start: '2017-11-09', end: '2017-11-15' }));

  it('nothing where it says nothing', () =>
    expect(noticeFacts(['姓名', '张伟', '3500.00'], NONE)).toEqual({
      publisher: null,
      indexNumber: null,
      written: null,
      published: null,
      period: null,
    }));

  it('no person’s number is taken for an index number', () =>
    expect(noticeFacts(['索引号：350102199003070018'], NONE).indexNumber).toBeNull());
  it('no person’s name is taken for an office', () =>
    expect(
      noticeFacts(['发布机构：张伟李娜王强', '张伟', '2024年5月6日'], NONE).publisher,
    ).toBeNull());
});

describe('a date of birth is not taken for the date of a notice', () => {
  it.each([
    [['第一小学', '2012年5月6日']],
    [['张伟', '1990年3月7日']],
    [['左海市教育局\t2012年5月6日']],
    [['左海市教育局', '张伟\t2012年5月6日']],
  ])('%s', (lines) => expect(noticeFacts(lines, NONE).written).toBeNull());
});

it('a signature between two lists is found, a column of dates is none', () => {
  const rows = (school: string) =>
    Array.from({ length: 200 }, () => [school, '2012年5月6日', '300']);
  const lines = new NoticeLines();
  const document = documentOf([
    ...tableOf([
      ...rows('左海市教育局'),
      ['左海市民政局'],
      ['2024年5月6日'],
      ...rows('左海市教育局'),
    ]),
  ]);
  for (const _ of lines.keeping(document.segments));
  expect(noticeFacts(lines.texts, NONE)).toMatchObject({
    publisher: '左海市民政局',
    written: '2024-05-06',
  });
});

it('of a long document its beginning, its end and what speaks of the notice are looked at', () => {
  const lines = new NoticeLines();
  const filler = (count: number) => Array.from({ length: count }, (_, at) => `第 ${at} 段`);
  const texts = ['标题', ...filler(500), '公示期5个工作日。', ...filler(500), '2024年5月6日'];
  for (const _ of lines.keeping(documentOf(texts).segments));
  expect(lines.texts[0]).toBe('标题');
  expect(lines.texts).toContain('公示期5个工作日。');
  expect(lines.texts.at(-1)).toBe('2024年5月6日');
  expect(lines.texts.length).toBeLessThan(600);
});
