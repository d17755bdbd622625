import { expect, it } from 'vitest';
import { DocumentError } from '../../../src/engine/core/errors.ts';
import { mayPublish } from '../../../src/engine/core/verdict.ts';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { everyPart } from '../../inflate.ts';
import { settings } from '../settings.ts';

/** Hands in damaged copies of a file that holds `secret`: each is refused, held, or proven without it. */
export function describeMutations(
  name: string,
  bytes: Uint8Array,
  secret: string,
  count = 60,
): void {
  it(`${count} damaged copies of ${name} never come out with the number in them`, async () => {
    for (let seed = 1; seed <= count; seed++) {
      const damaged = mutated(bytes, seed);
      const outcome = await redact({ bytes: damaged, name }, settings).catch((error: unknown) => {
        expect(error, `copy ${seed}`).toBeInstanceOf(DocumentError);
      });
      const released = outcome && mayPublish(outcome.verdict) ? outcome.output : undefined;
      expect(released ? partsWith(secret, released) : [], `copy ${seed}`).toEqual([]);
    }
  });
}

/** Parts in which the number stands whole: a number that the damage itself broke is none. */
const partsWith = (secret: string, bytes: Uint8Array): string[] =>
  everyPart(bytes)
    .filter((part) =>
      (['latin1', 'utf16le'] as const).some((encoding) =>
        Buffer.from(part.bytes).includes(Buffer.from(secret, encoding)),
      ),
    )
    .map(({ path }) => path);

/** Flips, overwrites, cuts, swaps or doubles parts of a file, the same way for the same seed. */
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const random = generator(seed);
  const at = () => Math.floor(random() * bytes.length);
  const copy = Uint8Array.from(bytes);
  switch (seed % 5) {
    case 0:
      return copy.subarray(0, at());
    case 1:
      for (let flips = 0; flips < 8; flips++) copy[at()] = Math.floor(random() * 256);
      return copy;
    case 2: {
      const from = at();
      copy.copyWithin(at(), from, from + 512);
      return copy;
    }
    case 3: {
      const from = at();
      return Buffer.concat([copy.subarray(0, from), copy.subarray(from + 1 + (seed % 97))]);
    }
    default: {
      const from = at();
      return Buffer.concat([copy.subarray(0, from + 200), copy.subarray(from)]);
    }
  }
}

/** Mulberry32: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
