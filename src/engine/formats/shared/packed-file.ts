import type { BlindSpot } from '../../core/segment.ts';

/** A file written into text, longer than the dots and spacers that hold no number. */
const PACKED =
  /\bdata:([\w.+-]{1,80}\/[\w.+-]{1,80})[^,\s"']{0,200};base64,[A-Za-z0-9+/=%\\]{140}/i;

/** The same without an address: how ZIP, OLE, PDF, PNG, JPEG and GIF begin in base64. */
const BARE =
  /(?<![A-Za-z0-9+/])(?:UEsDB|0M8R4KGx|JVBERi0x|iVBORw0KGgo|\/9j\/4|R0lGOD)[A-Za-z0-9+/=\s\\]{200}/;
const PICTURE = /^(?:iVBOR|\/9j|R0lGOD)/;

/** The first file that is written into a text as a `data:` address, for formats that cannot open it. */
export function packedFileAt(
  text: string,
): { readonly at: number; readonly reason: BlindSpot['reason'] } | undefined {
  const found = PACKED.exec(text) ?? BARE.exec(text);
  if (!found) return undefined;
  if (found[1] === undefined)
    return { at: found.index, reason: PICTURE.test(found[0]) ? 'image' : 'unknown-object' };
  return { at: found.index, reason: /^image\//i.test(found[1] ?? '') ? 'image' : 'unknown-object' };
}
