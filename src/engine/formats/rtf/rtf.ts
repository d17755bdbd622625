import type { LoadedDocument, Removal } from '../../core/document.ts';
import type { Segment } from '../../core/segment.ts';
import type { Format, Surroundings } from '../format.ts';
import { type DataKind, dataKindOf } from './destinations.ts';
import type { Passage } from './flow.ts';
import { unseenOf } from './looks.ts';
import { Pictures } from './pictures.ts';
import { readRtf } from './reader.ts';
import { rereadRtf } from './reread.ts';
import { rewritten } from './rewrite.ts';
import { readSettings } from './settings.ts';
import type { DataGroup } from './state.ts';
import { viewsOf } from './views.ts';

/** Rich Text Format 1.9.1, spliced in place: only the bytes of masked characters change. */
export const rtf: Format = {
  id: 'rtf',
  mediaType: 'application/rtf',
  extensions: ['.rtf'],
  channels: [
    'body',
    'table',
    'header-footer',
    'note',
    'comment',
    'text-box',
    'field',
    'link',
    'form',
    'tracked-change',
    'hidden',
    'metadata',
    'attachment',
    'image',
  ],
  readers: ['clearpost rtf', 'clearpost rtf regular expressions'],
  recognises: (bytes) =>
    Buffer.from(bytes.subarray(0, 16)).toString('latin1').trimStart().startsWith('{\\rt'),
  open: openRtf,
  reread: rereadRtf,
};

async function openRtf(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument> {
  const { passages, data } = readRtf(bytes);
  const views = passages.map(viewsOf);
  const ofKind = (kind: DataKind) => data.filter(({ name }) => dataKindOf(name) === kind);
  const settings = await readSettings(bytes, ofKind('settings'), surroundings);
  const groups = data
    .filter((group) => hasContent(bytes, group))
    .map((group, index) => ({
      ...group,
      address: `${dataLabel(group)} ${index + 1}`,
    }));
  const pictures = await Pictures.read(bytes, groups.filter(isPicture), surroundings);
  const shown = [
    ...views.map(([first]) => first),
    ...views.flatMap(([, ...asides]) => asides),
    ...settings.passages,
    ...pictures.passages,
  ]
    .filter((passage) => passage !== undefined)
    .filter(isText);
  const segments = shown.map(segmentOf);
  const passage = (id: number) => shown[id] as Passage;
  const dropped = groups.filter((group) => !isPicture(group));
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: [...pictures.blindSpots, ...settings.blindSpots],
    removals: dropped.map(removalOf),
    rewrite: async (edits) =>
      rewritten(bytes, edits, (id) => passage(id).anchored, [
        ...dropped.map(({ start, end }) => ({ start, end, bytes: '' })),
        ...(await pictures.patches(edits, passage)),
      ]),
  };
}

const isPicture = ({ name }: DataGroup): boolean => dataKindOf(name) === 'image';

const hasContent = (bytes: Uint8Array, { start, end }: DataGroup): boolean =>
  /\S/.test(Buffer.from(bytes.subarray(start, end)).toString('latin1'));

const dataLabel = (group: DataGroup) => (isPicture(group) ? '图片' : '对象');

/** Embedded objects cannot be read here, so they always go; theme and settings go along when they must. */
const removalOf = ({ name, address }: DataGroup & { address: string }): Removal => ({
  location: { channel: 'attachment', part: '正文', address },
  what: dataKindOf(name) === 'embedded-object' ? 'embedded-object' : 'metadata',
  when: dataKindOf(name) === 'embedded-object' ? 'always' : 'on-rewrite',
});

/** Font classes (PANOSE) are twenty digits that are nobody's number. */
const isText = ({ anchored: { text }, location }: Passage): boolean =>
  /[\p{L}\p{N}]/u.test(text) &&
  !(location.address === 'panose' && /^\s*(?:0[0-9a-f]){10}\s*$/i.test(text));

const segmentOf = ({ anchored, location, cell }: Passage, id: number): Segment => {
  const { text } = anchored;
  const link = location.channel === 'field' && /^\s*HYPERLINK\b/i.test(text);
  const placed = link ? { ...location, channel: 'link' as const } : location;
  const unseen = unseenOf(anchored);
  return { id, text, location: placed, ...(cell && { cell }), ...(unseen && { unseen }) };
};
