import iconv from 'iconv-lite';
import type { TextChunk } from '../shared/cfb-text.ts';

interface Characters {
  readonly text: string;
  readonly chunks: readonly TextChunk[];
}

/** Characters of two bytes each. */
export function wide(data: Buffer, offset: number, length: number): Characters {
  // Copied: `toString` must not start at an odd address.
  const text = Buffer.from(data.subarray(offset, offset + 2 * length)).toString('utf16le');
  return { text, chunks: [{ unit: 0, length, offset, width: 'utf16' }] };
}

/** Characters of one byte, Chinese ones of two. */
export function narrow(data: Buffer, offset: number, length: number): Characters {
  const chunks: { unit: number; length: number; offset: number; width: TextChunk['width'] }[] = [];
  let text = '';
  for (let at = offset; at < offset + length; ) {
    const isPair = (data[at] as number) > 0x80 && at + 1 < offset + length;
    const width = isPair ? 'double-byte' : 'byte';
    const size = isPair ? 2 : 1;
    const char = iconv.decode(data.subarray(at, at + size), 'cp936').charAt(0);
    const last = chunks.at(-1);
    if (last?.width === width) last.length++;
    else chunks.push({ unit: text.length, length: 1, offset: at, width });
    text += char;
    at += size;
  }
  return { text, chunks };
}
