import type { Span } from '../../core/span.ts';
import type { CfbStream } from './cfb.ts';
import { fitted, type StreamPatch } from './cfb-patch.ts';

/** How one character lies in a stream: one byte, two bytes of UTF-16, or two of a Chinese code page. */
type Width = 'byte' | 'utf16' | 'double-byte';

/** Characters that lie one after another in the same way, from `unit` of the text. */
export interface TextChunk {
  readonly unit: number;
  readonly length: number;
  readonly offset: number;
  readonly width: Width;
}

/** Text with the bytes of the stream that each character came from. */
export interface StreamText {
  readonly stream: CfbStream;
  readonly text: string;
  readonly chunks: readonly TextChunk[];
}

const BYTES: Readonly<Record<Width, number>> = { byte: 1, utf16: 2, 'double-byte': 2 };

/** Overwrites `span` with `replacement`, which is made to fit. */
export function* patchesOf(
  { stream, chunks }: StreamText,
  span: Span,
  replacement: string,
): Generator<StreamPatch> {
  const text = fitted(replacement, span.end - span.start);
  for (const { unit, length, offset, width } of chunks) {
    const from = Math.max(span.start, unit);
    const to = Math.min(span.end, unit + length);
    if (from >= to) continue;
    const part = text.slice(from - span.start, to - span.start);
    yield {
      stream,
      offset: offset + (from - unit) * BYTES[width],
      bytes: encoded(part, width),
    };
  }
}

function encoded(text: string, width: Width): Uint8Array {
  if (width === 'utf16') return Buffer.from(text, 'utf16le');
  const plain = text.replaceAll(/[^ -~]/g, '*');
  return Buffer.from(width === 'byte' ? plain : plain.replaceAll(/./g, '$&$&'), 'latin1');
}
