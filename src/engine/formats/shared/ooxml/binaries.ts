import type { BlindSpot, Channel } from '../../../core/segment.ts';
import type { Surroundings } from '../../format.ts';
import { binaryTexts } from '../binary-text.ts';
import type { Embedded } from '../embedded.ts';
import { openEmbedded } from '../embedded.ts';
import { pictureUnits } from '../picture-texts.ts';
import { virtual } from '../xml/run.ts';
import type { Package } from './package.ts';
import type { Removable } from './removable.ts';
import { couldIdentify } from './technical.ts';
import { PartSection } from './unit.ts';

/** What the parts of a package that are no XML come to. */
export interface Binaries {
  readonly embedded: ReadonlyMap<string, Embedded>;
  /** Words inside parts that go as a whole when anything in them has to go, and words beside the pixels of pictures. */
  readonly readable: readonly PartSection[];
  readonly blindSpots: readonly BlindSpot[];
  readonly removables: readonly Removable[];
}

const IMAGE = /\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|emz|wmz|pict|webp|wdp|jxr|ico|heic|pcx)$/i;
/** Pictures whose words are drawn as words. */
const METAFILE = /\.(?:emf|wmf)$/i;
const FONT = /\.(?:odttf|ttf|otf|ttc|fntdata|eot)$/i;
const EMBEDDING: ReadonlySet<string> = new Set(['package', 'oleObject', 'aFChunk', 'subDocument']);

/** Looks into every part that is no XML: a document of its own, a picture, something that goes, or nobody knows. */
export async function readBinaries(
  pack: Package,
  gone: readonly Removable[],
  surroundings: Surroundings,
): Promise<Binaries> {
  const found = {
    embedded: new Map<string, Embedded>(),
    readable: [] as PartSection[],
    blindSpots: [] as BlindSpot[],
    removables: [] as Removable[],
  };
  const going = new Map(gone.map((one) => [one.part, one]));
  const kinds = kindsByTarget(pack);
  for (const part of pack.parts) {
    const isEmbedding = [...(kinds.get(part) ?? [])].some((kind) => EMBEDDING.has(kind));
    const removable = going.get(part);
    if (removable) {
      if (!pack.isXml(part)) found.readable.push(wordsOf(pack, part, removable));
    } else if (isEmbedding || !pack.isXml(part))
      await readBinary(pack, part, isEmbedding, found, surroundings);
  }
  for (const { blindSpots } of found.embedded.values()) found.blindSpots.push(...blindSpots);
  return found;
}

async function readBinary(
  pack: Package,
  part: string,
  isEmbedding: boolean,
  found: {
    embedded: Map<string, Embedded>;
    readable: PartSection[];
    blindSpots: BlindSpot[];
    removables: Removable[];
  },
  surroundings: Surroundings,
): Promise<void> {
  if (FONT.test(part)) return;
  if (IMAGE.test(part)) {
    const picture = blind('image', 'image', part);
    found.blindSpots.push(picture);
    const bytes = pack.read(part);
    const units = pictureUnits(bytes, picture.location);
    if (units.length > 0) found.readable.push(new PartSection(part, bytes, units, 0));
    return;
  }
  const isDrawing = METAFILE.test(part);
  const label = isDrawing
    ? labelOf('图片', part)
    : `附件 ${found.embedded.size + found.removables.length + 1}`;
  const inner = await openEmbedded(pack.read(part), part, label, surroundings);
  if (inner) found.embedded.set(part, inner);
  else if (isDrawing) found.blindSpots.push(blind('image', 'image', part));
  else if (isEmbedding) found.removables.push(embeddedObject(part, label));
  else found.blindSpots.push(blind('attachment', 'unknown-object', part));
}

const embeddedObject = (part: string, label: string): Removable => ({
  part,
  what: 'embedded-object',
  when: 'always',
  channel: 'attachment',
  label,
});

function kindsByTarget({ relationships }: Package): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const { target, kind } of relationships)
    if (target !== undefined) kinds.set(target, (kinds.get(target) ?? new Set()).add(kind));
  return kinds;
}

/** Text that is found and never spliced: an edit of it means that the part goes. */
function wordsOf(pack: Package, part: string, { channel, label }: Removable): PartSection {
  const location = { channel, part: label, address: '' };
  // Packed bytes are full of letters by chance; only what could be a number or a mail address is told.
  const texts = [...binaryTexts(pack.read(part))].filter(couldIdentify);
  const units = texts.map((text) => ({
    runs: [virtual(text)],
    location,
  }));
  return new PartSection(part, Buffer.alloc(0), units, 0);
}

function blind(channel: Channel, reason: BlindSpot['reason'], part: string): BlindSpot {
  const label = labelOf(channel === 'image' ? '图片' : '未知内容', part);
  return { location: { channel, part: label, address: '' }, reason };
}

/** A part is named by its number: file names may hold anything. */
const labelOf = (kind: string, part: string): string =>
  `${kind} ${/(\d{1,4})\.\w+$/.exec(part)?.[1] ?? ''}`.trim();
