import type { BlindSpot } from '../../../core/segment.ts';
import type { Surroundings } from '../../format.ts';
import { binaryTexts } from '../binary-text.ts';
import { type Embedded, openEmbedded } from '../embedded.ts';
import type { Package } from '../ooxml/package.ts';
import { PartSection } from '../ooxml/unit.ts';
import { pictureUnits } from '../picture-texts.ts';
import type { Section } from '../sections.ts';
import { virtual } from '../xml/run.ts';
import type { Going, PackageReading } from './document.ts';

/** What the parts of a package that are no XML come to. */
export interface Others {
  readonly embedded: ReadonlyMap<string, Embedded>;
  /** Words inside parts that go as a whole when anything in them has to go. */
  readonly readable: readonly Section[];
  readonly blindSpots: readonly BlindSpot[];
}

const IMAGE = /\.(?:png|jpe?g|gif|bmp|tiff?|svm|webp|jb2|gbig2|jbig2|jp2)$/i;
/** Pictures whose words are drawn as words. */
const METAFILE = /\.(?:emf|wmf)$/i;

/** Looks into every part that is no XML: a document of its own, a picture, or nobody knows. */
export async function readOthers(
  pack: Package,
  reading: PackageReading,
  surroundings: Surroundings,
): Promise<Others> {
  const embedded = new Map<string, Embedded>();
  const readable: Section[] = [];
  const blindSpots: BlindSpot[] = [];
  let images = 0;
  let attachments = 0;
  for (const part of pack.parts.filter((name) => !pack.isXml(name))) {
    if (reading.isSilent(part)) continue;
    const going = reading.goes(part);
    if (going) readable.push(wordsOf(pack, part, going));
    else if (IMAGE.test(part)) {
      const picture = imageAt(++images);
      blindSpots.push(picture);
      readable.push(besidePixels(pack, part, picture));
    } else {
      const label = `附件 ${++attachments}`;
      const inner = await openEmbedded(pack.read(part), part, label, surroundings);
      if (inner) embedded.set(part, inner);
      else blindSpots.push(METAFILE.test(part) ? imageAt(++images) : unknownAt(label));
    }
  }
  for (const one of embedded.values()) blindSpots.push(...one.blindSpots);
  return { embedded, readable, blindSpots };
}

/** Text that is found and never spliced: the part goes with any rewrite. */
function wordsOf(pack: Package, part: string, { channel, label }: Going): Section {
  const location = { channel, part: label, address: '' };
  const units = [...binaryTexts(pack.read(part))].map((text) => ({
    runs: [virtual(text)],
    location,
  }));
  return new PartSection(part, Buffer.alloc(0), units, 0);
}

/** Words beside the pixels of a picture, which go without it. */
function besidePixels(pack: Package, part: string, { location }: BlindSpot): Section {
  const bytes = pack.read(part);
  return new PartSection(part, bytes, pictureUnits(bytes, location), 0);
}

const imageAt = (number: number): BlindSpot => ({
  location: { channel: 'image', part: `图片 ${number}`, address: '' },
  reason: 'image',
});

const unknownAt = (label: string): BlindSpot => ({
  location: { channel: 'attachment', part: label, address: '' },
  reason: 'unknown-object',
});
