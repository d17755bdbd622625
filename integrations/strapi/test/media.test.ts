import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

const { isPictureOrSound } = createRequire(import.meta.url)('../clearpost/server/media.js');

it('takes a song with a title for sound, and a list whose first column is called ID3 for none', () => {
  expect(isPictureOrSound(Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000'))).toBe(true);
  expect(isPictureOrSound(Buffer.from('ID3,姓名,身份证号\n'))).toBe(false);
});
