import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { utf16Text } from '../../../../src/engine/formats/shared/utf16.ts';

it('reads UTF-16 from any place, an odd byte at the end left out', () => {
  const bytes = Buffer.from([0, ...Buffer.from('身1', 'utf16le'), 7]);
  expect(utf16Text(bytes, 1)).toBe('身1');
  expect(utf16Text(bytes.subarray(1))).toBe('身1');
  expect(utf16Text(bytes, 9)).toBe('');
});

it('leaves the memory of the process whole on odd lengths at odd places', () => {
  const module = join(process.cwd(), 'src/engine/formats/shared/utf16.ts');
  const code =
    `import { utf16Text } from ${JSON.stringify(module)};` +
    'for (let n = 1001; n < 60000; n += 2) utf16Text(Buffer.from(new ArrayBuffer(n + 1), 1, n));' +
    'for (let n = 0; n < 3000; n++) Buffer.alloc(10000 + n);';
  const { signal, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code]);
  expect({ signal, status }).toEqual({ signal: null, status: 0 });
});
