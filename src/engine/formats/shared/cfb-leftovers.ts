import type { BlindSpot, Channel, Location } from '../../core/segment.ts';
import { CFB_DIRECTORY, CFB_FREE_SPACE, type CompoundFile } from './cfb.ts';
import { stringsIn } from './cfb-strings.ts';
import type { StreamText } from './cfb-text.ts';

/** Streams and storages that hold what only their own program understands. */
const UNREADABLE: readonly [RegExp, Channel, string][] = [
  [/^MBD[0-9A-F]+\/|^ObjectPool\/[^/]+\/|\/?Package$/i, 'attachment', '嵌入对象'],
  [/(?:^|\/)_VBA_PROJECT(?:_CUR)?(?:\/|$)|^Macros\//i, 'script', '宏'],
  [/^_SX_DB_CUR\//i, 'cache', '数据透视表缓存'],
  [/^(?:Ctls|Book)$/i, 'attachment', '控件'],
];

/** All readable text outside the streams that are read for what they mean, free space included. */
export function* looseTexts(
  file: CompoundFile,
  read: readonly string[],
): Generator<{ readonly location: Location; readonly source: StreamText }> {
  for (const stream of file.streams) {
    if (read.includes(stream.path)) continue;
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

/** One blind spot for every object that cannot be read for what it means. */
export function unreadableParts({ streams }: CompoundFile): BlindSpot[] {
  const found = new Map<string, BlindSpot>();
  for (const { path, bytes } of streams) {
    const known = UNREADABLE.find(([pattern]) => pattern.test(path));
    if (!known || bytes.length === 0) continue;
    const [, channel, part] = known;
    const owner = path
      .split('/')
      .slice(0, part === '嵌入对象' ? 2 : 1)
      .join('/');
    const location: Location = { channel, part, address: `${found.size + 1}` };
    if (!found.has(owner)) found.set(owner, { location, reason: 'unknown-object' });
  }
  return [...found.values()];
}
