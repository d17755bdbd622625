import type { ReadText } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { openOoxml } from '../shared/ooxml/document.ts';
import { isPackageOf } from '../shared/ooxml/recognise.ts';
import { rereadPackage } from '../shared/ooxml/reread.ts';
import { rereadBySheetJs } from './sheetjs.ts';
import { readWorkbook } from './workbook.ts';

/** Excel and ET: workbooks, templates and their kin with macros. */
export const xlsx: Format = {
  id: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extensions: ['.xlsx', '.xlsm', '.xltx', '.xltm', '.xlam'],
  channels: [
    'body',
    'table',
    'header-footer',
    'comment',
    'text-box',
    'formula',
    'link',
    'tracked-change',
    'hidden',
    'metadata',
    'chart',
    'cache',
    'form',
    'script',
    'file-name',
    'attachment',
    'image',
  ],
  readers: ['saxes', 'SheetJS'],
  recognises: (bytes) => isPackageOf(bytes, 'xl/'),
  open: (bytes, surroundings) => openOoxml(bytes, surroundings, { rank, readOwn: readWorkbook }),
  async *reread(bytes, surroundings): AsyncGenerator<ReadText> {
    yield* rereadPackage(bytes, surroundings);
    yield* rereadBySheetJs(bytes, surroundings.limits);
  },
};

const ORDER = [/^xl\/(?:threadedC|c)omments/, /^xl\/(?:drawings|charts)\//, /^xl\//];
const rank = (part: string): number => {
  const found = ORDER.findIndex((pattern) => pattern.test(part));
  return found < 0 ? ORDER.length : found;
};
