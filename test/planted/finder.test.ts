import { expect, it } from 'vitest';
import { finder } from './finder.ts';

const VALUE = '11010519491231002X';
const find = finder(['13812345678', VALUE]);

for (const [how, bytes] of [
  ['as it is', Buffer.from(`号${VALUE}。`)],
  ['with a small x', Buffer.from(VALUE.toLowerCase())],
  ['inside a longer number', Buffer.from(`900${VALUE}`)],
  ['in UTF-16', Buffer.from(`号${VALUE}`, 'utf16le')],
  ['in UTF-16, the other way round', Buffer.from(VALUE, 'utf16le').swap16()],
  ['in hexadecimal', Buffer.from(Buffer.from(VALUE).toString('hex'))],
  ['in base64', Buffer.from(Buffer.from(`x${VALUE}yz`).toString('base64'))],
  ['in base64, a byte later', Buffer.from(Buffer.from(`xy${VALUE}yz`).toString('base64url'))],
] as const)
  it(`finds a number ${how}`, () => expect(find(bytes)).toEqual([VALUE]));

it('finds no number where there is none', () => {
  expect(find(Buffer.from('1101051949123100210, 1381234567, 13912345678'))).toEqual([]);
});
