import { describe, expect, it } from 'vitest';
import type { LoadedDocument } from '../../../src/engine/core/document.ts';
import type { Finding } from '../../../src/engine/core/finding.ts';
import type { Channel } from '../../../src/engine/core/segment.ts';
import type { Format } from '../../../src/engine/formats/format.ts';
import { surroundings } from '../../../src/engine/formats/registry.ts';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../leaks.ts';
import { settings } from '../settings.ts';

/** Invented, with checks that fit: nobody has this identity number, card or telephone. */
const SECRETS = {
  id: '350102199003074515',
  'id-x': '35010219900307104X',
  card: '6217001210012345672',
  phone: '13900001234',
} as const;

type Bytes = Uint8Array | Promise<Uint8Array>;

/** One place where a number can hide in a file, and a file that has it there, not made by our writer. */
export interface Plant {
  readonly channel: Channel;
  /** Ends the sentence “hides … and leaves no trace”: `a number in a tracked deletion`. */
  readonly what: string;
  /** The kind of number; an identity number when absent. A number cell, say, holds only a telephone. */
  readonly secret?: keyof typeof SECRETS;
  /**
   * `masked`: found there and masked. `removed`: taken out with what held it, named in `removals`.
   * `blind-spot`: nobody can read it, so a person must look, and the verdict is review.
   */
  readonly outcome?: 'masked' | 'removed' | 'blind-spot';
  readonly bytes: (secret: string) => Bytes;
}

export interface Contract {
  /** What the file is called when it is handed in. */
  readonly name: string;
  readonly plants: readonly Plant[];
  /** Files in which nobody is named, by what they are: each comes back byte for byte. */
  readonly clean: Readonly<Record<string, () => Bytes>>;
}

/** Holds a format to its promise, on the real road with every rule. */
export function describeFormat(format: Format, { name, plants, clean }: Contract): void {
  describe(`${format.id} keeps the promise of a format`, () => {
    it('has a plant for every channel it names, and no other', () =>
      expect(new Set(plants.map(({ channel }) => channel))).toEqual(new Set(format.channels)));

    for (const [what, bytes] of Object.entries(clean))
      it(`gives ${what} back byte for byte`, async () => {
        const input = await bytes();
        const { verdict, output, scan } = await redact({ bytes: input, name }, settings);
        expect(scan.format.id).toBe(format.id);
        expect(verdict).toBe('clean');
        expect(sameBytes(output, input)).toBe(true);
      });

    for (const plant of plants) describePlant(format, name, plant);
  });
}

function describePlant(format: Format, name: string, plant: Plant): void {
  const secret = SECRETS[plant.secret ?? 'id'];
  const outcome = plant.outcome ?? 'masked';
  const make = async () => ({ bytes: await plant.bytes(secret), name });

  if (outcome === 'blind-spot') {
    it(`asks a person to look at ${plant.what}`, async () => {
      const { verdict, scan } = await redact(await make(), settings);
      expect(channelsOf(scan.document.blindSpots)).toContain(plant.channel);
      expect(['review', 'refused']).toContain(verdict);
    });
    return;
  }

  it(`hides ${plant.what} and leaves no trace (${plant.channel})`, async () => {
    const upload = await make();
    const { verdict, output, scan } = await redact(upload, settings);
    expect(scan.format.id).toBe(format.id);
    const found = scan.decisions.map(({ finding }) => finding);
    const places =
      outcome === 'removed'
        ? channelsOf(scan.document.removals)
        : found
            .filter((finding) => valueIn(finding, scan.document).includes(secret))
            .map((finding) => channelIn(finding, scan.document));
    expect(places).toContain(plant.channel);
    expect(scan.document.blindSpots).toEqual([]);
    expect(verdict).toBe('masked');
    expect(leaks(output as Uint8Array, secret)).toEqual([]);

    const again = await redact({ bytes: output as Uint8Array, name }, settings);
    expect(again.verdict, 'a second time').toBe('clean');
    expect(sameBytes(again.output, output)).toBe(true);
  });

  it(`shows ${plant.what} to the second reader when nothing was masked (${plant.channel})`, async () => {
    const { bytes } = await make();
    const seen: string[] = [];
    for await (const { text } of format.reread(bytes, surroundings(settings.limits)))
      seen.push(plain(text));
    // A number over several cells or lines is seen once the texts are put together.
    expect(seen.some((text) => text.includes(secret)) || seen.join('').includes(secret)).toBe(true);
  });
}

const channelsOf = (places: readonly { location: { channel: Channel } }[]) =>
  places.map(({ location }) => location.channel);

const channelIn = ({ pieces: [first] }: Finding, document: LoadedDocument) =>
  document.segment(first.segmentId).location.channel;

const valueIn = ({ pieces }: Finding, document: LoadedDocument) =>
  plain(
    pieces
      .map(({ segmentId, span }) => document.segment(segmentId).text.slice(span.start, span.end))
      .join(''),
  );

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .toUpperCase();

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
