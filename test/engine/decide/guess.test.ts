import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { guessPolicy } from '../../../src/engine/decide/guess.ts';
import { documentOf } from '../document-of.ts';
import { policies, policy } from '../settings.ts';

const guess = (lines: readonly string[], name = '附件1.xlsx') =>
  guessPolicy(documentOf(lines), name, policies, policy('general'));

describe('guesses the policy from what a notice calls itself', () => {
  it.each([
    ['关于2017年国家奖学金、助学金拟发放名单的公示', 'student-aid'],
    ['2017年第三季度城乡低保对象名单公示', 'social-assistance'],
    ['关于公共租赁住房摇号结果的公示', 'housing'],
    ['2021年耕地地力保护惠农补贴发放明细', 'subsidy'],
    ['2022年事业单位公开招聘工作人员拟聘用人员公示', 'recruitment'],
    ['行政处罚决定书', 'penalty'],
    ['征收土地补偿安置方案公告', 'land'],
    ['某某人民法院民事判决书', 'court'],
    ['办公楼维修工程招标公告', 'tender'],
    ['困难残疾人生活补贴和重度残疾人护理补贴发放名单', 'social-assistance'],
    ['特困供养人员花名册', 'social-assistance'],
    ['关于第三批保障性租赁住房申请家庭资格审核结果的公示', 'housing'],
    ['交通违法行为人处罚公告', 'penalty'],
    ['不动产首次登记公告', 'land'],
    ['失信被执行人名单公告', 'court'],
  ])('%s', (title, id) => {
    const { policy, because } = guess([title]);
    expect(policy.id).toBe(id);
    expect(because.length).toBeGreaterThan(0);
  });

  describe.each(policies.map(({ id }) => ({ id })))('$id', ({ id }) => {
    const { examples = [] } = parse(readFileSync(`rules/policies/${id}.yaml`, 'utf8'));
    it('guesses from the titles that its file gives as examples', () => {
      const wrong = (examples as string[]).filter((title) => guess([title]).policy.id !== id);
      expect(wrong).toEqual([]);
    });
  });

  it('from the name of the file when the sheet has no title', () =>
    expect(guess(['姓名', '金额'], '助学金名单.xlsx').policy.id).toBe('student-aid'));

  it('the title counts for more than a passing word', () =>
    expect(guess(['助学金发放名单公示', '如有异议请与招标办联系']).policy.id).toBe('student-aid'));

  it('a passing word below the title is not enough', () =>
    expect(
      guess(['机关通讯录', ...Array.from({ length: 20 }, () => '综合科 电话'), '不动产登记中心'])
        .policy.id,
    ).toBe('general'));

  it.each(['关于注销驾驶证的公告', '小客车增量指标摇号中签编号公告'])(
    '%s is neither a penalty nor about homes',
    (title) => expect(guess([title], '公告.txt').policy.id).toBe('general'),
  );

  it('rules about such lists are none, however often they speak of them', () =>
    expect(
      guess(['左海大学奖学金评审办法', '第一条 国家奖学金、助学金的评审适用本办法。']).policy.id,
    ).toBe('general'));

  it('a title that breaks off is read to its end', () =>
    expect(
      guess(['左海市人民政府关于印发城乡居民最低生活保障', '审核确认办法的通知']).policy.id,
    ).toBe('general'));

  it('a longer word that holds another is one word', () =>
    expect(
      guess(['公示', ...Array.from({ length: 20 }, () => '综合科 电话'), '公共租赁住房']).policy.id,
    ).toBe('general'));

  it('and falls back to the general policy, with no word to show', () =>
    expect(guess(['关于国庆放假的通知'])).toMatchObject({
      policy: { id: 'general' },
      because: [],
    }));
});
