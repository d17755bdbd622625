import { describe, expect, it } from 'vitest';
import { impliedRegion } from '../../../src/engine/decide/region.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';

const { named } = await loadDivisions('rules/data');
const region = (opening: string, context = {}) => impliedRegion(context, opening, named);

describe('takes the region that a reader would take', () => {
  it.each([
    ['福州市2017年度国家奖学金名单公示', '3501'],
    ['福建省福州市鼓楼区2017年低保名单', '350102'],
    ['福建省高校奖学金名单', '35'],
    ['关于国家奖学金的公示', ''],
  ])('%s → %s', (title, code) => expect(region(title)).toBe(code));

  it('a county whose name occurs in three cities is not guessed at', () =>
    expect(region('鼓楼区低保名单').length).toBeLessThan(6));
  it('what the sender says goes first', () =>
    expect(region('福州市名单', { regionCode: '350400' })).toBe('3504'));
  it('the code of a village stands for its county', () =>
    expect(region('名单', { regionCode: '350102001002' })).toBe('350102'));
  it('the publisher counts like the title', () =>
    expect(region('名单', { publisher: '福州市教育局' })).toBe('3501'));
});
