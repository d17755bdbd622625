import type { BlindSpot } from '../../core/segment.ts';

/** A file written into text, longer than the dots and spacers that hold no number. */
const PACKED =
  /\bdata:([\w.+-]{1,80}\/[\w.+-]{1,80})[^,\s"']{0,200};base64,[A-Za-z0-9+/=%\\]{140}/i;

/** The first file that is written into a text as a `data:` address, for formats that cannot open it. */
export function packedFileAt(
  text: string,
): { readonly at: number; readonly reason: BlindSpot['reason'] } | undefined {
  const found = PACKED.exec(text);
  if (!found) return undefined;
  return { at: found.index, reason: /^image\//i.test(found[1] ?? '') ? 'image' : 'unknown-object' };
}
