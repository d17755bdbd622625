import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot } from '../../core/segment.ts';
import type { Format, Surroundings } from '../format.ts';
import { holdsStream, readCompoundFile } from '../shared/cfb.ts';
import { looseTexts } from '../shared/cfb-leftovers.ts';
import { readObjects, withObjects } from '../shared/cfb-objects.ts';
import { patched } from '../shared/cfb-patch.ts';
import { thumbnailIn } from '../shared/cfb-thumbnail.ts';
import type { Embedded } from '../shared/embedded.ts';
import { Sections } from '../shared/sections.ts';
import { forgotten } from './forgotten.ts';
import type { Item } from './item.ts';
import { ItemsSection } from './items-section.ts';
import { cacheItems, pivotCaches } from './pivot-caches.ts';
import { rereadXls } from './reread.ts';
import { readWorkbook } from './workbook.ts';

/** Excel 97–2003 and WPS tables (BIFF8), overwritten in place. */
export const xls: Format = {
  id: 'xls',
  mediaType: 'application/vnd.ms-excel',
  extensions: ['.xls', '.xlt', '.et'],
  channels: [
    'body',
    'table',
    'formula',
    'comment',
    'header-footer',
    'link',
    'outline',
    'chart',
    'form',
    'text-box',
    'cache',
    'metadata',
    'hidden',
    'script',
    'image',
    'attachment',
  ],
  readers: ['SheetJS', 'clearpost string search'],
  recognises: (bytes) => holdsStream(bytes, 'Workbook'),
  open: openXls,
  reread: rereadXls,
};

async function openXls(bytes: Uint8Array, surroundings: Surroundings): Promise<LoadedDocument> {
  const file = readCompoundFile(bytes);
  const workbook = file.stream('Workbook');
  if (!workbook)
    throw new DocumentError('document-damaged', '找不到工作簿 · the workbook is missing');
  const { items, pictures } = readWorkbook(workbook);
  const objects = await readObjects(file, surroundings);
  const caches = pivotCaches(file);
  const thumbnail = thumbnailIn(file);
  const read = ['Workbook', ...caches.map(({ path }) => path), ...objects.embedded.keys()];
  const own = new ItemsSection([
    ...items,
    ...caches.flatMap((cache, index) => [...cacheItems(cache, index)]),
    ...looseTexts(file, read).map((loose): Item => ({ kind: 'text', ...loose })),
  ]);
  const sections = new Sections<ItemsSection | Embedded>([own, ...objects.embedded.values()]);
  return {
    segments: sections,
    segment: (id) => sections.segment(id),
    blindSpots: [
      ...picturesIn(pictures),
      ...[...objects.embedded.values()].flatMap(({ blindSpots }) => blindSpots),
    ],
    removals: [...objects.removals, ...(thumbnail ? [thumbnail.removal] : [])],
    rewrite: async (edits) => {
      const groups = new Map<unknown, Edit[]>(sections.edits(edits));
      const patches = [
        ...own.patches(groups.get(own) ?? [], workbook),
        ...forgotten(workbook, objects.gone),
        ...(thumbnail ? [thumbnail.patch] : []),
      ];
      return withObjects(patched(bytes, patches), objects, groups);
    },
  };
}

const picturesIn = (count: number): BlindSpot[] =>
  Array.from({ length: count }, (_, index) => ({
    location: { channel: 'image', part: '工作簿', address: `图片组 ${index + 1}` },
    reason: 'image',
  }));
