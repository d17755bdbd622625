import type { Location } from '../../core/segment.ts';
import { CFB_DIRECTORY, CFB_FREE_SPACE, type CompoundFile } from './cfb.ts';
import { stringsIn } from './cfb-strings.ts';
import type { StreamText } from './cfb-text.ts';

/** All readable text outside what is read for what it means (streams, or whole storages), free space included. */
export function* looseTexts(
  file: CompoundFile,
  read: readonly string[],
): Generator<{ readonly location: Location; readonly source: StreamText }> {
  for (const stream of file.streams) {
    if (read.some((one) => stream.path === one || stream.path.startsWith(`${one}/`))) continue;
    const location = placeOf(stream.path);
    for (const source of stringsIn(stream)) yield { location, source };
  }
}

function placeOf(path: string): Location {
  if (path === CFB_FREE_SPACE) return { channel: 'hidden', part: '未使用的空间', address: '' };
  if (path === CFB_DIRECTORY) return { channel: 'hidden', part: '目录', address: '' };
  if (path.startsWith('\u0005')) return { channel: 'metadata', part: '文档属性', address: '' };
  return { channel: 'hidden', part: '其他数据', address: '' };
}
