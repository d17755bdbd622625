import type { LoadedDocument, Removal } from '../../../core/document.ts';
import type { BlindSpot, Channel } from '../../../core/segment.ts';
import type { Surroundings } from '../../format.ts';
import { openPackage, type Package } from '../ooxml/package.ts';
import { type PartEdits, PartSection, type Unit } from '../ooxml/unit.ts';
import { type Section, Sections } from '../sections.ts';
import type { ByteEdit } from '../xml/byte-edit.ts';
import { hasUnclaimedBytes } from '../zip/unclaimed.ts';
import { EntryNames } from './entry-names.ts';
import { readOthers } from './others.ts';
import { rewritten } from './rewrite.ts';

/** A part that is taken out instead of masked. */
export interface Going {
  readonly what: Removal['what'];
  readonly when: Removal['when'];
  readonly channel: Channel;
  /** What its user calls it. */
  readonly label: string;
}

/** What was read of one XML part. */
export interface PartReading {
  readonly units: readonly Unit[];
  readonly tables: number;
  readonly blindSpots?: readonly BlindSpot[];
}

/** What one kind of package says about its parts. */
export interface PackageReading {
  /** Sorts parts into reading order: lower first. */
  rank(part: string): number;
  read(part: string, bytes: Buffer): PartReading;
  /** Undefined for a part that stays. */
  goes(part: string): Going | undefined;
  /** Whether a part that is no XML is known to hold nothing that anybody reads: a font. */
  isSilent(part: string): boolean;
  /** Edits by which the rest of the package forgets parts that go. */
  forget(pack: Package, gone: ReadonlySet<string>): PartEdits;
  /** Edits that the edits of a part take along: what is drawn for a character that is masked. */
  companions?(bytes: Buffer, edits: readonly ByteEdit[]): readonly ByteEdit[];
}

/** Opens a package of XML parts that is no Office Open XML: every part of it is read. */
export async function openXmlPackage(
  bytes: Uint8Array,
  surroundings: Surroundings,
  reading: PackageReading,
): Promise<LoadedDocument> {
  const pack = openPackage(bytes, surroundings.limits);
  const others = await readOthers(pack, reading, surroundings);
  const readings = pack.parts
    .filter((part) => pack.isXml(part))
    .toSorted((a, b) => reading.rank(a) - reading.rank(b) || byNumber(a, b))
    .map((part) => ({ part, ...readPart(pack, part, reading) }));
  const sections = new Sections<Section>([
    ...readings.map(({ section }) => section),
    ...others.embedded.values(),
    ...others.readable,
    new EntryNames(pack),
  ]);
  const going = pack.parts.flatMap((part) => {
    const found = reading.goes(part);
    return found ? [{ part, ...found }] : [];
  });
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: [...readings.flatMap(({ blindSpots }) => blindSpots), ...others.blindSpots],
    removals: [
      ...unique(going.map(removalOf)),
      ...[...others.embedded.values()].flatMap(({ removals }) => removals),
      ...leftovers(pack),
    ],
    rewrite: (edits) =>
      rewritten(
        { pack, sections, embedded: others.embedded, gone: going.map(({ part }) => part) },
        reading,
        edits,
      ),
  };
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function readPart(pack: Package, part: string, reading: PackageReading) {
  const bytes = pack.read(part);
  const { units, tables, blindSpots = [] } = reading.read(part, bytes);
  return { section: new PartSection(part, bytes, units, tables), blindSpots };
}

const removalOf = ({ what, when, channel, label }: Going): Removal => ({
  what,
  when,
  location: { channel, part: label, address: '' },
});

/** A signature is several parts and one thing to tell of. */
const unique = (all: readonly Removal[]): Removal[] => [
  ...new Map(all.map((one) => [`${one.what} ${one.when} ${one.location.part}`, one])).values(),
];

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
