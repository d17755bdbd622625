import type { LoadedDocument, Removal } from '../../../core/document.ts';
import type { Surroundings } from '../../format.ts';
import type { Embedded } from '../embedded.ts';
import { Sections } from '../sections.ts';
import { hasUnclaimedBytes } from '../zip/unclaimed.ts';
import { readBinaries } from './binaries.ts';
import { isLenient, openPackage, type Package } from './package.ts';
import { PartNames } from './part-names.ts';
import { PartReader } from './part-reader.ts';
import { placeOf } from './place.ts';
import { type Removable, removables } from './removable.ts';
import { type PackageSection, Rewrite } from './rewrite.ts';
import { PartSection } from './unit.ts';
import { writePackage } from './write-package.ts';

/** Which parts come first, and which a format reads by itself. */
export interface Reading {
  /** Sorts parts into reading order: lower first. */
  rank(part: string): number;
  /** Parts that a format reads by itself, before the others. */
  readOwn?(pack: Package): OwnParts;
}

/** Sections over parts that they read by themselves, and the bytes of these parts. */
export interface OwnParts {
  readonly sections: readonly PackageSection[];
  readonly loaded: ReadonlyMap<string, Buffer>;
}

const NOTHING: OwnParts = { sections: [], loaded: new Map() };

/** Opens an Office package: every part of it is read, whatever leads to it. */
export async function openOoxml(
  bytes: Uint8Array,
  surroundings: Surroundings,
  reading: Reading,
): Promise<LoadedDocument> {
  const pack = openPackage(bytes, surroundings.limits);
  const own = reading.readOwn?.(pack) ?? NOTHING;
  const known = removables(pack);
  const binaries = await readBinaries(pack, known, surroundings);
  const parts = pack.parts
    .filter((part) => pack.isXml(part) && !binaries.embedded.has(part))
    .filter((part) => !own.loaded.has(part))
    .toSorted((a, b) => reading.rank(a) - reading.rank(b) || byNumber(a, b))
    .map((part) => readPart(pack, part));
  const sections = new Sections<PackageSection | Embedded>([
    ...own.sections,
    ...parts,
    ...binaries.embedded.values(),
    ...binaries.readable,
    new PartNames(pack),
  ]);
  const going = [...known, ...binaries.removables];
  const opened = {
    pack,
    embedded: binaries.embedded,
    going: going.map(({ part }) => part),
    loaded: new Map([...own.loaded, ...parts.map(({ name, bytes }) => [name, bytes] as const)]),
  };
  const inner = [...binaries.embedded.values()].flatMap((one) => one.removals);
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: binaries.blindSpots,
    removals: [...going.map(removalOf), ...inner, ...leftovers(pack)],
    rewrite: (edits) => writePackage(opened, new Rewrite(sections, edits)),
  };
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function readPart(pack: Package, part: string): PartSection {
  const bytes = pack.read(part);
  const lenient = isLenient(part);
  const reader = new PartReader(bytes, placeOf(bytes, part, lenient), lenient).read();
  return new PartSection(part, bytes, reader.units, reader.tables);
}

const removalOf = ({ what, when, channel, label }: Removable): Removal => ({
  what,
  when,
  location: { channel, part: label, address: '' },
});

/** Bytes between the entries are copied by nobody; what they held cannot be told. */
const leftovers = (pack: Package): Removal[] =>
  hasUnclaimedBytes(pack.zip)
    ? [
        {
          what: 'metadata',
          when: 'always',
          location: { channel: 'hidden', part: '压缩包的空隙', address: '' },
        },
      ]
    : [];
