import { describe, expect, it } from 'vitest';
import { periodIn, periodOf } from '../../../../src/engine/decide/notice/period.ts';

const read = (text: string, since: string | null = null) => periodIn([text], since);

describe('the days on which a notice says that it is on display', () => {
  it.each([
    ['公示期为2024年5月6日至5月10日', '2024-05-06', '2024-05-10'],
    ['公示期：2024年5月6日—2024年5月10日', '2024-05-06', '2024-05-10'],
    ['公示时间：2017年11月9日至15日。', '2017-11-09', '2017-11-15'],
    ['公示时间：2024.5.6-2024.5.10', '2024-05-06', '2024-05-10'],
    ['公示时间为2024-05-06至2024-05-10', '2024-05-06', '2024-05-10'],
    ['公示时间：20180312至20180315', '2018-03-12', '2018-03-15'],
    ['公告期限：20231012-20231018', '2023-10-12', '2023-10-18'],
    ['公示期自2024年5月6日起至2024年5月10日止', '2024-05-06', '2024-05-10'],
    ['公示期从2024年12月30日开始至1月6日', '2024-12-30', '2025-01-06'],
    ['公示期二〇二四年五月六日至五月十日', '2024-05-06', '2024-05-10'],
    ['现于2024年5月6日至2024年5月10日进行公示', '2024-05-06', '2024-05-10'],
    ['公示期5个工作日（2024年5月6日—2024年5月10日）', '2024-05-06', '2024-05-10'],
    ['公示期：2024年5月6日（星期一）至5月10日（星期五）', '2024-05-06', '2024-05-10'],
    ['公示期：2024年5月6日8:00至5月10日17:30', '2024-05-06', '2024-05-10'],
  ])('%s', (text, start, end) =>
    expect(read(text)).toMatchObject({ start, end, source: 'text', counted: false }),
  );

  it('without a year they are of the year of the signature', () =>
    expect(read('公示期为5月6日至5月10日', '2024-05-06')).toMatchObject({
      start: '2024-05-06',
      end: '2024-05-10',
    }));
  it('without any year nothing is told', () =>
    expect(read('公示期为5月6日至5月10日')).toBeUndefined());
});

describe('a period of so many days', () => {
  it.each([
    ['公示期5个工作日', 5, 'working-days', '2024-05-13'],
    ['公示期为五个工作日，联系电话', 5, 'working-days', '2024-05-13'],
    ['公示期限：7天', 7, 'days', '2024-05-13'],
    ['现予以公示，公示时间为7日', 7, 'days', '2024-05-13'],
    ['公告期为三十日', 30, 'days', '2024-06-05'],
    ['自公示之日起10个工作日内', 10, 'working-days', '2024-05-20'],
    ['公示期三个月', 3, 'months', '2024-08-06'],
  ])('%s', (text, count, unit, end) =>
    expect(read(text, '2024-05-06')).toEqual({
      start: '2024-05-06',
      end,
      length: { count, unit },
      source: 'text',
      counted: true,
    }),
  );
  it('has no end when nobody says when it began', () =>
    expect(read('公示期5个工作日')).toMatchObject({ start: null, end: null }));
  it('is the policy’s where the notice says nothing', () =>
    expect(periodOf({ count: 5, unit: 'working-days' }, '2024-05-06')).toMatchObject({
      end: '2024-05-13',
      source: 'policy',
    }));
});

describe('what is no period', () => {
  it.each([
    ['公示期满5日内办理手续'],
    ['公示2024年度补助名单'],
    ['在公示期内向本局反映，电话0591-83881951'],
    ['项目建设期为2024年5月6日至2025年5月10日。现予公告'],
    ['公示无异议后于2024年5月6日发放'],
    ['公示期为2024年5月10日至5月6日'],
    ['公示期为2024年2月30日至3月5日'],
  ])('%s', (text) => expect(read(text, '2024-05-06')).toBeUndefined());
});
