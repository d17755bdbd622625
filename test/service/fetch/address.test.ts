import { expect, it } from 'vitest';
import { arePublicAddresses, isPublicAddress } from '../../../src/service/fetch/address.ts';

it('does not reach a name of which one address is private, whichever would be used', () => {
  expect(arePublicAddresses(['8.8.8.8', '2606:4700::1111'])).toBe(true);
  expect(arePublicAddresses(['8.8.8.8', '127.0.0.1'])).toBe(false);
  expect(arePublicAddresses(['::1', '8.8.8.8'])).toBe(false);
  expect(arePublicAddresses([])).toBe(false);
});

it.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '3fff::1',
  '5f00::1',
])('does not reach %s', (address) => expect(isPublicAddress(address)).toBe(false));

it.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.1',
  '126.0.0.1',
  '128.0.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.167.1.1',
  '223.255.255.255',
  '2400:3200::1',
  '2606:4700::1111',
])('may reach %s', (address) => expect(isPublicAddress(address)).toBe(true));

it.each(['', 'localhost', '2130706433', '0x7f.1', '1.2.3', '[::1]'])(
  'takes %j for no address at all',
  (text) => expect(isPublicAddress(text)).toBe(false),
);
