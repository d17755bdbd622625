import type { Removal } from '../../core/document.ts';
import type { CompoundFile } from './cfb.ts';
import type { StreamPatch } from './cfb-patch.ts';

const THUMBNAIL = 0x11;
const CLIPBOARD = 0x47;

/** The picture of the first page that Office keeps among the properties ([MS-OLEPS]); blank once patched. */
export function thumbnailIn(
  file: CompoundFile,
): { readonly patch: StreamPatch; readonly removal: Removal } | undefined {
  const stream = file.stream('\u0005SummaryInformation');
  if (!stream) return undefined;
  const data = Buffer.from(stream.bytes);
  try {
    const section = data.readUInt32LE(0x2c);
    const count = Math.min(data.readUInt32LE(section + 4), 1000);
    for (let index = 0; index < count; index++) {
      const entry = section + 8 + index * 8;
      if (data.readUInt32LE(entry) !== THUMBNAIL) continue;
      const at = section + data.readUInt32LE(entry + 4);
      if (data.readUInt32LE(at) !== CLIPBOARD) continue;
      const picture = data.subarray(at + 8, at + 8 + data.readUInt32LE(at + 4));
      if (picture.every((byte) => byte === 0)) continue;
      return {
        patch: { stream, offset: at + 8, bytes: new Uint8Array(picture.length) },
        removal: {
          what: 'thumbnail',
          when: 'on-rewrite',
          location: { channel: 'image', part: '缩略图', address: '' },
        },
      };
    }
  } catch (error) {
    // An offset that points past the end: there is no picture that anybody could show.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}
