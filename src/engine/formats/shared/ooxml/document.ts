import type { LoadedDocument, Removal } from '../../../core/document.ts';
import type { BlindSpot } from '../../../core/segment.ts';
import type { Surroundings } from '../../format.ts';
import type { Embedded } from '../embedded.ts';
import { Sections } from '../sections.ts';
import { hasUnclaimedBytes } from '../zip/unclaimed.ts';
import { tellingNames } from './aside.ts';
import { readBinaries } from './binaries.ts';
import { isLenient, openPackage, type Package } from './package.ts';
import { PartNames } from './part-names.ts';
import { PartReader } from './part-reader.ts';
import { type Place, placeOf } from './place.ts';
import { type Removable, removables } from './removable.ts';
import { type PackageSection, Rewrite } from './rewrite.ts';
import { Surfaces } from './surface.ts';
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
  readonly blindSpots?: readonly BlindSpot[];
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
  const surfaces = new Surfaces(pack);
  const known = removables(pack);
  const binaries = await readBinaries(pack, known, surroundings);
  const parts = pack.parts
    .filter((part) => pack.isXml(part) && !binaries.embedded.has(part))
    .filter((part) => !own.loaded.has(part))
    .toSorted((a, b) => reading.rank(a) - reading.rank(b) || byNumber(a, b))
    .map((part) => readPart(pack, part, surfaces));
  const unread = parts.flatMap(({ place, telling, packed }) => [
    ...packed,
    ...(telling ? [tellingNames(place.part)] : []),
    ...blindSpotOf(place),
  ]);
  const sections = new Sections<PackageSection | Embedded>([
    ...own.sections,
    ...parts.map(({ section }) => section),
    ...binaries.embedded.values(),
    ...binaries.readable,
    new PartNames(pack),
  ]);
  const going = [...known, ...binaries.removables];
  const opened = {
    pack,
    embedded: binaries.embedded,
    going: going.map(({ part }) => part),
    loaded: new Map([
      ...own.loaded,
      ...parts.map(({ section }) => [section.name, section.bytes] as const),
    ]),
  };
  const inner = [...binaries.embedded.values()].flatMap((one) => one.removals);
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: [...(own.blindSpots ?? []), ...unread, ...binaries.blindSpots],
    removals: [...going.map(removalOf), ...inner, ...leftovers(pack)],
    rewrite: (edits) => writePackage(opened, new Rewrite(sections, edits)),
  };
}

interface Part {
  readonly place: Place;
  readonly section: PartSection;
  readonly telling: boolean;
  readonly packed: readonly BlindSpot[];
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function readPart(pack: Package, part: string, surfaces: Surfaces): Part {
  const bytes = pack.read(part);
  const lenient = isLenient(part);
  const place = placeOf(bytes, part, lenient);
  const reader = new PartReader(bytes, place, lenient, surfaces).read();
  const section = new PartSection(part, bytes, reader.units, reader.tables);
  return { place, section, telling: reader.telling, packed: reader.blindSpots };
}

/** XML that draws a picture or packs data: its text is read, what it shows is not. */
const UNREAD: Readonly<Record<string, BlindSpot['reason']>> = {
  ink: 'image',
  svg: 'image',
  DataMashup: 'unknown-object',
};

function blindSpotOf({ root, part }: Place): BlindSpot[] {
  const reason = UNREAD[root];
  if (!reason) return [];
  const channel = reason === 'image' ? 'image' : 'attachment';
  return [{ location: { channel, part, address: '' }, reason }];
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
