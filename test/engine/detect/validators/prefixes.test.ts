import { expect, it } from 'vitest';
import { Prefixes } from '../../../../src/engine/detect/validators/prefixes.ts';

const prefixes = new Prefixes([
  ['010', [11]],
  ['0591', [11, 12]],
  ['059', [4]],
]);

it.each(['01012345678', '05911234567', '059112345678', '0592', '0591'])('%s fits', (number) => {
  expect(prefixes.fit(number)).toBe(true);
});

it.each([
  ['', 'nothing'],
  ['010', 'a prefix and nothing behind it'],
  ['0101234567', 'a digit too few'],
  ['059212345678', 'another prefix'],
  ['01', 'half a prefix'],
  ['0a012345678', 'a letter'],
  ['/10123456789', 'a sign'],
])('%s does not: %s', (number) => {
  expect(prefixes.fit(number)).toBe(false);
});
