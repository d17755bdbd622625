import * as XLSX from 'xlsx';
import { Chance } from '../../bench/accuracy/chance.ts';

/** A file with something broken in it; the same seed breaks the same thing. */
export function mutated(
  bytes: Uint8Array,
  seed: number,
): { readonly how: string; readonly bytes: Buffer } {
  const chance = new Chance(seed);
  const isPackage = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const how = chance.pick(Object.keys(isPackage ? { ...WHOLE, ...INSIDE } : WHOLE));
  const change = WHOLE[how];
  const source = Buffer.from(bytes);
  return {
    how,
    bytes: change ? change(source, chance) : inPackage(source, chance, INSIDE[how] as Change),
  };
}

type Change = (bytes: Buffer, chance: Chance) => Buffer;

/** What a broken disk, a cut transfer or a clumsy hand does. */
const WHOLE: Readonly<Record<string, Change>> = {
  'flipped bits': (bytes, chance) => {
    const copy = Buffer.from(bytes);
    for (let count = chance.int(1, 12); count > 0; count--) {
      const at = chance.int(0, copy.length - 1);
      copy[at] = (copy[at] as number) ^ (1 << chance.int(0, 7));
    }
    return copy;
  },
  'cut off': (bytes, chance) => bytes.subarray(0, chance.int(1, bytes.length - 1)),
  'a piece gone': (bytes, chance) => {
    const [from, to] = stretch(bytes, chance);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a piece twice': (bytes, chance) => {
    const [from, to] = stretch(bytes, chance);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'a piece of zeros': (bytes, chance) => {
    const [from, to] = stretch(bytes, chance);
    return Buffer.from(bytes).fill(0, from, to);
  },
};

/** What a strange program writes: the package is sound, a part of it is not. */
const INSIDE: Readonly<Record<string, Change>> = {
  'flipped bits in a part': (part, chance) => (WHOLE['flipped bits'] as Change)(part, chance),
  'a part cut off': (part, chance) => (WHOLE['cut off'] as Change)(part, chance),
  'a tag dropped': (part, chance) => withoutOne(part, /<[^<>]*>/g, chance),
  'an attribute dropped': (part, chance) => withoutOne(part, / [\w:]+="[^"]*"/g, chance),
  'a number made huge': (part, chance) => withoutOne(part, /"\d+"/g, chance, '"4294967295"'),
  'a part emptied': () => Buffer.alloc(0),
};

function stretch(bytes: Buffer, chance: Chance): [number, number] {
  const from = chance.int(0, bytes.length - 2);
  return [from, Math.min(bytes.length, from + chance.int(1, 2000))];
}

function withoutOne(part: Buffer, pattern: RegExp, chance: Chance, instead = ''): Buffer {
  const text = part.toString('utf8');
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return part;
  const { 0: found, index } = chance.pick(matches);
  return Buffer.from(text.slice(0, index) + instead + text.slice(index + found.length));
}

interface Entry {
  readonly name: string;
  size: number;
  content: Uint8Array;
}

/** One part changed, or two swapped, and all packed again. */
function inPackage(bytes: Buffer, chance: Chance, change: Change): Buffer {
  const archive = XLSX.CFB.read(bytes, { type: 'buffer' });
  const entries: readonly Entry[] = archive.FileIndex;
  const parts = entries.filter(({ size, name }) => size > 0 && !name.startsWith('\x01'));
  const part = chance.pick(parts);
  part.content = change(Buffer.from(part.content), chance);
  part.size = part.content.length;
  if (chance.int(0, 3) === 0) {
    const other = chance.pick(parts);
    [part.content, other.content] = [other.content, part.content];
  }
  return Buffer.from(XLSX.CFB.write(archive, { fileType: 'zip', type: 'buffer' }) as Uint8Array);
}
