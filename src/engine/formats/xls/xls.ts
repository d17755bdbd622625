import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot, Segment } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { holdsStream, readCompoundFile } from '../shared/cfb.ts';
import { looseTexts, unreadableParts } from '../shared/cfb-leftovers.ts';
import { patched } from '../shared/cfb-patch.ts';
import { type Item, textOf } from './item.ts';
import { rereadXls } from './reread.ts';
import { itemPatches } from './rewrite.ts';
import { readWorkbook } from './workbook.ts';

/** Excel 97–2003 and WPS tables (BIFF8), overwritten in place. */
export const xls: Format = {
  id: 'xls',
  mediaType: 'application/vnd.ms-excel',
  extensions: ['.xls', '.xlt', '.et'],
  channels: [
    'table',
    'formula',
    'comment',
    'header-footer',
    'link',
    'outline',
    'cache',
    'metadata',
    'hidden',
    'image',
    'attachment',
  ],
  readers: ['SheetJS', 'clearpost string search'],
  recognises: (bytes) => holdsStream(bytes, 'Workbook'),
  open: async (bytes) => openXls(bytes),
  reread: rereadXls,
};

function openXls(bytes: Uint8Array): LoadedDocument {
  const file = readCompoundFile(bytes);
  const workbook = file.stream('Workbook');
  if (!workbook)
    throw new DocumentError('document-damaged', '找不到工作簿 · the workbook is missing');
  const { items: read, pictures } = readWorkbook(workbook);
  const items: Item[] = [...read];
  for (const { location, source } of looseTexts(file, ['Workbook']))
    items.push({ kind: 'text', source, location });
  const segment = (id: number): Segment => segmentOf(items[id] as Item, id);
  return {
    segments: {
      *[Symbol.iterator]() {
        for (const id of items.keys()) yield segment(id);
      },
    },
    segment,
    blindSpots: [...picturesIn(pictures), ...unreadableParts(file)],
    removals: [],
    rewrite: async (edits) => {
      const byItem = Map.groupBy(edits, ({ segmentId }) => segmentId);
      const patches = [...byItem].flatMap(([id, own]: [number, Edit[]]) => [
        ...itemPatches(items[id] as Item, own, workbook),
      ]);
      return patched(bytes, patches);
    },
  };
}

const segmentOf = (item: Item, id: number): Segment => {
  const { location, cell } = item;
  const text = textOf(item);
  return cell ? { id, text, location, cell } : { id, text, location };
};

const picturesIn = (count: number): BlindSpot[] =>
  Array.from({ length: count }, (_, index) => ({
    location: { channel: 'image', part: '工作簿', address: `图片组 ${index + 1}` },
    reason: 'image',
  }));
