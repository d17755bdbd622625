import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { Embedded } from '../shared/embedded.ts';
import type { Placed } from '../shared/zip/placement.ts';

/** A file of the archive: opened by its own format, or a blind spot. */
export type Member =
  | { readonly entry: Placed; readonly document: Embedded }
  | { readonly entry: Placed; readonly blindSpot: BlindSpot };

/** Opens one file. A limit stops everything; whatever else is wrong with it is a person's to look at. */
export async function openMember(
  entry: Placed,
  content: Uint8Array,
  index: number,
  surroundings: Surroundings,
): Promise<Member> {
  const name = entry.name.split('/').at(-1) as string;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const place = `第 ${index + 1} 个文件${extension && `（${extension}）`}`;
  const open = (bytes: Uint8Array) => surroundings.openEmbedded(bytes, name);
  const blind = (reason: BlindSpot['reason']): Member => {
    const channel = reason === 'image' ? 'image' : 'attachment';
    return { entry, blindSpot: { location: { channel, part: place, address: '' }, reason } };
  };
  try {
    const document = await open(content);
    if (document) return { entry, document: new Embedded(document, place, open) };
  } catch (error) {
    if (!(error instanceof DocumentError) || error.code === 'document-limit-exceeded') throw error;
    return blind(error.code === 'document-encrypted' ? 'encrypted' : 'undecodable');
  }
  return blind(PICTURE.test(name) ? 'image' : 'unknown-object');
}

const PICTURE = /\.(?:png|jpe?g|gif|bmp|tiff?|webp|heic|ico)$/i;
