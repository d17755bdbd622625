import type { Edit } from '../../core/edit.ts';
import { DocumentError } from '../../core/errors.ts';
import type { CfbStream } from '../shared/cfb.ts';
import type { StreamPatch } from '../shared/cfb-patch.ts';
import { patchesOf } from '../shared/cfb-text.ts';
import { spliced } from '../shared/splice.ts';
import { type Item, textOf } from './item.ts';
import { BIFF, type BiffRecord } from './records.ts';

/** Row, column, format, count of characters, options: what comes before the text of a LABEL. */
const LABEL_HEAD = 9;
const RECORD_HEAD = 4;

/** What to overwrite so that `edits` of one item are carried out. Throws when it cannot be in place. */
export function* itemPatches(
  item: Item,
  edits: readonly Edit[],
  workbook: CfbStream,
): Generator<StreamPatch> {
  if (item.kind === 'text') {
    for (const { span, replacement } of edits) yield* patchesOf(item.source, span, replacement);
    return;
  }
  if (item.kind === 'constant') {
    yield { stream: item.stream, offset: item.offset, bytes: new Uint8Array(8) };
    return;
  }
  const records = item.kind === 'number' ? item.record && [item.record] : item.records;
  const [first, last] = [records?.[0], records?.at(-1)];
  if (!first || !last) throw notInPlace();
  yield label(workbook, first, last, spliced(textOf(item), edits), item.kind === 'number');
}

/**
 * One text cell over all bytes of what was a number or a formula. A number's few bytes hold stars only;
 * after the result of a formula come blanks.
 */
function label(
  workbook: CfbStream,
  first: BiffRecord,
  last: BiffRecord,
  text: string,
  isNumber: boolean,
): StreamPatch {
  const room = last.end - first.start - LABEL_HEAD;
  // Two bytes a character where the text needs it and the room divides; stars for Chinese where not.
  const wide = !isNumber && /[^ -~]/.test(text) && room % 2 === 0;
  const count = wide ? room / 2 : room;
  if (room < 1 || count > 0x7fff || (!isNumber && text.length > count)) throw notInPlace();
  const plain = wide ? text : text.replaceAll(/[^ -~]/g, '*');
  const shown = isNumber ? '*'.repeat(count) : plain.padEnd(count);
  const bytes = Buffer.alloc(RECORD_HEAD + LABEL_HEAD + room);
  bytes.writeUInt16LE(BIFF.label, 0);
  bytes.writeUInt16LE(LABEL_HEAD + room, 2);
  bytes.set(workbook.bytes.subarray(first.start, first.start + 6), RECORD_HEAD);
  bytes.writeUInt16LE(count, RECORD_HEAD + 6);
  bytes[RECORD_HEAD + 8] = wide ? 1 : 0;
  bytes.write(shown, RECORD_HEAD + LABEL_HEAD, wide ? 'utf16le' : 'latin1');
  return { stream: workbook, offset: first.at, bytes };
}

const notInPlace = () =>
  new DocumentError(
    'format-unsupported',
    '这个 XLS 中的数字无法就地隐去；请另存为 XLSX 后再上传 · a number in this XLS cannot be masked in place; save as XLSX',
  );
