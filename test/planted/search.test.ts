import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { filesWith, finder } from './search.ts';

const VALUE = '11010519491231002X';
const find = finder(['张三丰', VALUE]);

for (const [how, bytes] of [
  ['as it is', Buffer.from(`号${VALUE}。`)],
  ['in UTF-16', Buffer.from(VALUE, 'utf16le')],
  ['in UTF-16, the other way round', Buffer.from(VALUE, 'utf16le').swap16()],
  ['in hexadecimal', Buffer.from(Buffer.from(VALUE).toString('hex'))],
  ['in base64', Buffer.from(Buffer.from(`x${VALUE}yz`).toString('base64'))],
  ['in base64, a byte later', Buffer.from(Buffer.from(`xy${VALUE}yz`).toString('base64'))],
] as const)
  it(`finds a number ${how}`, () => expect(find(bytes)).toEqual([1]));

for (const [how, bytes] of [
  ['in GB 18030', iconv.encode('名单：张三丰', 'gb18030')],
  ['in an address', Buffer.from(encodeURIComponent('张三丰.xlsx'))],
  ['escaped in JSON', Buffer.from('"\\u5f20\\u4e09\\u4e30"')],
] as const)
  it(`finds a name ${how}`, () => expect(find(bytes)).toEqual([0]));

it('finds a value in the name of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-search-'));
  writeFileSync(join(folder, `${VALUE}.txt`), '');
  expect(filesWith(folder, [VALUE])).toHaveLength(1);
  rmSync(folder, { recursive: true });
});
