import { expect, it } from 'vitest';
import { shownAddress } from '../../../src/service/site/shown-address.ts';

it('stars a person’s number in an address', () => {
  expect(shownAddress('http://www.example.gov.cn/11010519491231002X.html')).toBe(
    'http://www.example.gov.cn/******************.html',
  );
  expect(shownAddress('http://www.example.gov.cn/q?tel=13800001234&p=2')).toBe(
    'http://www.example.gov.cn/q?tel=***********&p=2',
  );
});

it('stars a number that is percent-encoded beside a name in GBK', () =>
  expect(shownAddress('http://www.example.gov.cn/%C3%FB%31%31010519491231002%58.xls')).toBe(
    'http://www.example.gov.cn/%C3%FB******************.xls',
  ));

it.each([
  'http://www.example.gov.cn/jyj/201711/t20171101_1234567.html',
  'http://www.example.gov.cn/P020171101377648937264.xlsx',
  'http://www.example.gov.cn/art/2017/11/1/art_1234_12345678901.html',
  'http://www.example.gov.cn/110105194912310021.html',
])('leaves %s as it is: whoever takes the page down must find it', (url) => {
  expect(shownAddress(url)).toBe(url);
});

it('reads Chinese names of files, and leaves what is no encoding', () => {
  expect(shownAddress('http://www.example.gov.cn/%E5%90%8D%E5%8D%95.xlsx')).toBe(
    'http://www.example.gov.cn/名单.xlsx',
  );
  expect(shownAddress('http://www.example.gov.cn/%C3%FB.xlsx')).toBe(
    'http://www.example.gov.cn/%C3%FB.xlsx',
  );
});
