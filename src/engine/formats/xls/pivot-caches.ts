import type { Location } from '../../core/segment.ts';
import type { CfbStream, CompoundFile } from '../shared/cfb.ts';
import { stringsIn } from '../shared/cfb-strings.ts';
import type { Item } from './item.ts';
import { shownNumber } from './numbers.ts';
import { BIFF, recordsOf } from './records.ts';

/** The storage in which each pivot table's copy of its list is a stream. */
const CACHES = '_SX_DB_CUR/';

export const pivotCaches = ({ streams }: CompoundFile): CfbStream[] =>
  streams.filter(({ path }) => path.startsWith(CACHES));

/** Every text and number in the copy of its list that a pivot table keeps. Throws `document-damaged`. */
export function* cacheItems(stream: CfbStream, index: number): Generator<Item> {
  const location: Location = {
    channel: 'cache',
    part: '数据透视表缓存',
    address: `${index + 1}`,
  };
  const data = Buffer.from(stream.bytes.buffer, stream.bytes.byteOffset, stream.bytes.length);
  let last = 0;
  for (const { type, start, end } of recordsOf(stream.bytes)) {
    last = end;
    for (const source of stringsIn(stream, start, end)) yield { kind: 'text', source, location };
    if (type === BIFF.cacheNumber && end - start === 8)
      yield {
        kind: 'constant',
        text: shownNumber(data.readDoubleLE(start)),
        stream,
        offset: start,
        location,
      };
  }
  for (const source of stringsIn(stream, last)) yield { kind: 'text', source, location };
}
