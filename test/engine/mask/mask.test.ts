import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mask } from '../../../src/engine/core/mask.ts';
import { masked, maskedPieces } from '../../../src/engine/mask/mask.ts';

const keep = (start: number, end: number): Mask => ({ kind: 'keep', start, end });

describe('each mask shows what it promises and no more', () => {
  it.each<[string, Mask, string, string]>([
    ['a full mask', { kind: 'full' }, '11010519491231002X', '******************'],
    ['digits of mathematics', { kind: 'full' }, '𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒', '***********'],
    ['a phone 3 + 4', keep(3, 4), '13800001234', '138****1234'],
    ['a card 6 + 4', keep(6, 4), '6222021001116245702', '622202*********5702'],
    ['an ID 2 + 3', keep(2, 3), '11010519491231002X', '11*************02X'],
    ['a suffix of three', keep(0, 3), '11010519491231002X', '***************02X'],
    ['a value too short for its mask', keep(3, 4), '12345678', '********'],
    ['a fixed text', { kind: 'fixed', text: '（略）' }, '13800001234', '（略）'],
    ['a name', { kind: 'surname', hidden: '*' }, '张小明', '张**'],
    ['a compound surname', { kind: 'surname', hidden: '*' }, '欧阳小娜', '欧阳**'],
    ['a compound surname that is a whole name', { kind: 'surname', hidden: '*' }, '东方', '东*'],
    ['a name of one character', { kind: 'surname', hidden: '*' }, '张', '*'],
    ['a long name from a minority', { kind: 'surname', hidden: '*' }, '阿卜杜拉·买买提', '阿**'],
    ['a party of a lawsuit', { kind: 'surname', hidden: '某' }, '刘德成', '刘某'],
    ['a second party', { kind: 'surname', hidden: '某', ordinal: '乙' }, '刘德功', '刘某乙'],
    ['a date cut to its month', { kind: 'date', keep: 'month' }, '1990年3月7日', '1990年3月'],
    ['a date cut to its year', { kind: 'date', keep: 'year' }, '1990年3月7日', '1990年'],
    ['a date with hyphens', { kind: 'date', keep: 'month' }, '1990-03-07', '1990-03'],
    ['a date with a time', { kind: 'date', keep: 'year' }, '1990-03-07 00:00:00', '1990'],
    ['a date without separators', { kind: 'date', keep: 'month' }, '19900307', '199003'],
    ['a date with dots', { kind: 'date', keep: 'month' }, '1990.12.07', '1990.12'],
    ['a date in full width', { kind: 'date', keep: 'year' }, '１９９０／０３／０７', '１９９０'],
    [
      'a date in words',
      { kind: 'date', keep: 'month' },
      '一九九〇年十二月七日',
      '一九九〇年十二月',
    ],
    ['a date that nobody can read', { kind: 'date', keep: 'year' }, '3/7/90', '******'],
    [
      'an address with a street office',
      { kind: 'address' },
      '福建省福州市鼓楼区东街街道中山路12号3座502室',
      '福建省福州市鼓楼区东街街道***',
    ],
    ['an address with a town', { kind: 'address' }, '永安市小陶镇八一村15号', '永安市小陶镇***'],
    ['an address with a township', { kind: 'address' }, '大湖乡坑源村3组', '大湖乡***'],
    [
      'an address in a city called 镇',
      { kind: 'address' },
      '江西省景德镇市昌江区鱼山镇1号',
      '江西省景德镇市昌江区鱼山镇***',
    ],
    ['an address of a city', { kind: 'address' }, '福州市鼓楼区中山路12号', '福州市鼓楼区***'],
    ['an address of no known shape', { kind: 'address' }, '中山路12号', '******'],
    ['a housing estate is no district', { kind: 'address' }, '阳光小区5-1-301', '*********'],
    [
      'an estate, a campus or a market in a city',
      { kind: 'address' },
      '福州市旗山校区3号楼502',
      '福州市***',
    ],
    ['a street market is no city', { kind: 'address' }, '台江菜市12号', '*******'],
    ['a place called after a flag is no county', { kind: 'address' }, '红旗村5号', '*****'],
    [
      'a shop behind the door number is no township',
      { kind: 'address' },
      '福州市鼓楼区东街8号老乡饭店',
      '福州市鼓楼区***',
    ],
    ['a date that tells the year alone', { kind: 'date', keep: 'month' }, '1990年', '1990年'],
    [
      'a student number with an ID inside',
      { kind: 'composite', identity: keep(0, 4) },
      'G35010219990307001X',
      '***************001X',
    ],
    [
      'a disability number: class and grade go too',
      { kind: 'composite', identity: { kind: 'full' } },
      '35010219990307001X43',
      '********************',
    ],
  ])('%s', (_, mask, value, expected) => expect(masked(value, mask)).toBe(expected));
});

it('leaves no trace of how a number was grouped', () => {
  expect(masked('1101 0519-4912\u200B3100 2X', { kind: 'full' })).toBe('*'.repeat(18));
  expect(masked('138 0000 1234', keep(3, 4))).toBe('138****1234');
});

it('keeps full-width characters as they were written', () =>
  expect(masked('１３８００００１２３４', keep(3, 4))).toBe('１３８****１２３４'));

it('masks a number written over several cells as one number', () => {
  expect(maskedPieces(['110105', '19491231', '002X'], keep(2, 3))).toEqual([
    '11****',
    '********',
    '*02X',
  ]);
  expect(maskedPieces([...'13800001234'], keep(3, 4)).join('|')).toBe('1|3|8|*|*|*|*|1|2|3|4');
});

const number = fc.string({ unit: fc.constantFrom(...'0123456789X -'), minLength: 1 });

it('however a number is cut up, the pieces together show the same', () =>
  fc.assert(
    fc.property(number, fc.nat(6), fc.nat(6), fc.nat(30), fc.nat(30), (value, a, b, x, y) => {
      const [first, second] = [Math.min(x, y), Math.max(x, y)];
      const pieces = [value.slice(0, first), value.slice(first, second), value.slice(second)];
      expect(maskedPieces(pieces, keep(a, b)).join('')).toBe(masked(value, keep(a, b)));
    }),
  ));

it('never shows more characters than it hides on either side', () =>
  fc.assert(
    fc.property(number, fc.nat(20), fc.nat(20), (value, start, end) => {
      const shown = masked(value, keep(start, end));
      const stars = shown.match(/\*/g)?.length ?? 0;
      const significant = value.replaceAll(/[\s-]/g, '');
      if (significant.length > 0) expect(stars).toBeGreaterThan(0);
      expect(shown.length).toBe(significant.length);
      if (shown.replaceAll('*', '') !== '')
        expect(stars).toBeGreaterThanOrEqual(Math.max(start, end));
    }),
  ));

it('masking what is masked already changes nothing', () =>
  fc.assert(
    fc.property(number, fc.nat(6), fc.nat(6), (value, start, end) => {
      const once = masked(value, keep(start, end));
      expect(masked(once, keep(start, end))).toBe(once);
    }),
  ));
