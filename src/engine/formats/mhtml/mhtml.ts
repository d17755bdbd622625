import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { BlindSpot, Location } from '../../core/segment.ts';
import type { Format, Surroundings } from '../format.ts';
import type { TextEdit } from '../shared/byte-splice.ts';
import { saidBy } from '../shared/coded.ts';
import { type Embedded, openEmbedded } from '../shared/embedded.ts';
import { looksLikeText } from '../shared/encoding.ts';
import { linesOf } from '../shared/lines.ts';
import { Sections } from '../shared/sections.ts';
import { spliced } from '../shared/splice.ts';
import { WrittenSection, type WrittenSegment } from '../shared/written-section.ts';
import { asHeader, headerRuns } from './header-text.ts';
import { type Leaf, type Message, readMessage, type Stretch } from './message.ts';
import { MessagePart } from './message-part.ts';
import { partName } from './part-name.ts';
import { rereadMessage } from './reread.ts';
import { unpacked } from './transfer.ts';

/**
 * A web page saved as one file, or a mail: header fields, and each part by its own format. A part in
 * which something is masked is packed anew, the others stay byte for byte.
 */
export const mhtml: Format = {
  id: 'mhtml',
  mediaType: 'multipart/related',
  extensions: ['.mhtml', '.mht', '.eml'],
  channels: ['body', 'table', 'metadata', 'hidden', 'image'],
  readers: ['postal-mime', 'iconv-lite', 'htmlparser2'],
  recognises: (bytes, name) =>
    (/\.(?:mht|mhtml|eml)$/i.test(name) && looksLikeText(bytes)) || isMessage(bytes),
  open: openMessage,
  reread: rereadMessage,
};

/** Word and WPS save such files as `.doc`, so the content decides. */
const isMessage = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  return (
    /^[\w-]+:[^\0]*$/.test(head) &&
    /^MIME-Version:\s*1\.0/im.test(head) &&
    /^Content-Type:/im.test(head)
  );
};

const location = (channel: Location['channel'], part: string, address: string): Location => ({
  channel,
  part,
  address,
});

async function openMessage(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const message = readMessage(source);
  const own = new WrittenSection(source, [
    ...fieldsOf(source, message),
    ...looseOf(source, message),
  ]);
  const parts: MessagePart[] = [];
  const blindSpots: BlindSpot[] = message.tooDeep.map(() => ({
    location: location('hidden', '邮件', '嵌套部分'),
    reason: 'limit-reached',
  }));
  for (const [index, leaf] of message.leaves.entries()) {
    const place = `第 ${index + 1} 部分`;
    const opened = await openLeaf(source, leaf, place, surroundings);
    if (opened) parts.push(new MessagePart(opened, leaf));
    else if (opened === undefined) blindSpots.push(unreadable(leaf, place));
  }
  const sections = new Sections<WrittenSection | MessagePart>([own, ...parts]);
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: [...blindSpots, ...parts.flatMap((part) => part.blindSpots)],
    removals: parts.flatMap((part) => part.removals),
    rewrite: async (edits) => {
      const groups = new Map<unknown, Edit[]>(sections.edits(edits));
      const written: TextEdit[][] = await Promise.all(
        [own, ...parts].map(async (section) => section.edits(groups.get(section) ?? [])),
      );
      return new Uint8Array(Buffer.from(spliced(source, written.flat()), 'latin1'));
    },
  };
}

/** Too small for a picture of a number. */
const HARMLESS_BYTES = 100;

/** `undefined` when nobody can read the part, `false` when there is nothing to read. */
async function openLeaf(
  source: string,
  leaf: Leaf,
  place: string,
  surroundings: Surroundings,
): Promise<Embedded | undefined | false> {
  const content = unpacked(source.slice(leaf.body.start, leaf.body.end), leaf.transferEncoding);
  if (!content) return undefined;
  if (content.length === 0 || (isPicture(leaf) && content.length <= HARMLESS_BYTES)) return false;
  return openEmbedded(content, partName(leaf), place, surroundings);
}

const isPicture = ({ mediaType }: Leaf): boolean => /^image\/(?!svg)/.test(mediaType);

const unreadable = (leaf: Leaf, place: string): BlindSpot =>
  isPicture(leaf)
    ? { location: location('image', place, ''), reason: 'image' }
    : { location: location('hidden', place, ''), reason: 'unknown-object' };

const fieldsOf = (source: string, { fields }: Message): WrittenSegment[] =>
  fields.flatMap((field, index) => {
    const at = location('metadata', '邮件头', `第 ${index + 1} 项`);
    const runs = headerRuns(source, field);
    return [{ runs, location: at, write: asHeader }, ...codedLine(source, field, at)];
  });

function looseOf(source: string, { loose }: Message): WrittenSegment[] {
  return loose.flatMap(({ start, end }, index) => {
    const lines = linesOf(source.slice(start, end));
    return Array.from({ length: lines.count }, (_, line): WrittenSegment[] => {
      const span = lines.span(line);
      const run = { start: start + span.start, end: start + span.end };
      const at = location('hidden', '邮件', `各部分之外第 ${index + 1} 处`);
      const write = (text: string) => text.replaceAll(/[^ -~]/g, '*');
      return [{ runs: [run], location: at, write }, ...codedLine(source, run, at)];
    }).flat();
  });
}

/** A line of base64 that a broken message left among its headers or between its parts. */
function codedLine(source: string, { start, end }: Stretch, at: Location): WrittenSegment[] {
  const said = saidBy(source.slice(start, end));
  return said ? [{ runs: [{ start, end, text: said }], location: at, write: () => '' }] : [];
}
