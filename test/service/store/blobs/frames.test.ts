import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SealError, seal, unseal } from '../../../../src/service/store/blobs/frames.ts';
import { type Keyring, parseKeyring } from '../../../../src/service/store/blobs/keyring.ts';

const line = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const first = line('first');
const keyring = parseKeyring(first, 'test');

async function* chunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const collect = async (source: AsyncIterable<Uint8Array>) =>
  Buffer.concat(await Array.fromAsync(source));
const sealed = (bytes: Uint8Array, size = 1000, keys: Keyring = keyring) =>
  collect(seal(chunks(bytes, size), keys));
const opened = (bytes: Uint8Array, size = 777, keys: Keyring = keyring) =>
  collect(unseal(chunks(bytes, size), keys));

it('gives back what was sealed, whatever its length and the size of the chunks', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072, 200_000),
      fc.integer({ min: 100, max: 90_000 }),
      async (length, size) => {
        const bytes = randomBytes(length);
        expect((await opened(await sealed(bytes, size), size)).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 40 },
  ));

it('shows nothing of the text, and seals the same text differently each time', async () => {
  const text = Buffer.from('身份证号 11010519491231002X '.repeat(50));
  const [one, two] = [await sealed(text), await sealed(text)];
  expect(one.includes('11010519491231002X')).toBe(false);
  expect(one.equals(two)).toBe(false);
});

it('notices any single byte that was changed', async () => {
  const bytes = await sealed(randomBytes(100));
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ 1;
    await expect(opened(changed), `byte ${at}`).rejects.toThrow(SealError);
  }
});

it('notices a file that was cut at a frame, and one that goes on after its end', async () => {
  const bytes = await sealed(randomBytes(3 * 65_536 + 10));
  const header = 8 + 1 + 'first'.length + 32;
  const frame = 5 + 65_536 + 16;
  await expect(opened(bytes.subarray(0, header + 2 * frame))).rejects.toThrow(SealError);
  await expect(opened(Buffer.concat([bytes, Buffer.from([0])]))).rejects.toThrow(SealError);
});

it('notices frames that changed places', async () => {
  const bytes = await sealed(randomBytes(3 * 65_536));
  const header = 8 + 1 + 'first'.length + 32;
  const frame = 5 + 65_536 + 16;
  const part = (index: number) =>
    bytes.subarray(header + index * frame, header + (index + 1) * frame);
  const swapped = [bytes.subarray(0, header), part(1), part(0), bytes.subarray(header + 2 * frame)];
  await expect(opened(Buffer.concat(swapped))).rejects.toThrow(SealError);
});

it('opens files of an old key after a new one was put on top, and none without their key', async () => {
  const bytes = await sealed(Buffer.from('公示'));
  const rotated = parseKeyring(`${line('second')}\n${first}\n`, 'test');
  expect((await opened(bytes, 777, rotated)).toString()).toBe('公示');
  expect((await sealed(Buffer.from('公示'), 1000, rotated)).includes('second')).toBe(true);
  await expect(opened(bytes, 777, parseKeyring(line('third'), 'test'))).rejects.toThrow(/no key/);
});
