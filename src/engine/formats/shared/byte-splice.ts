import type { Span } from '../../core/span.ts';
import { type DecodedText, encodeText } from './encoding.ts';

/** Put `replacement` in place of a span of the whole text of a file. */
export interface TextEdit {
  readonly span: Span;
  readonly replacement: string;
}

/**
 * New bytes with the edits applied; every byte that no edit covers is copied as it is, so that line
 * ends, odd spellings of a character and the byte order mark all stay.
 */
export function splicedBytes(
  bytes: Uint8Array,
  decoded: DecodedText,
  edits: readonly TextEdit[],
): Uint8Array {
  const byteAt = byteFinder(decoded);
  const parts: Uint8Array[] = [];
  let copied = 0;
  let askedEnd = 0;
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    const span = wholeCharacters(decoded.text, edit.span);
    if (edit.span.start < askedEnd) throw new Error('edits overlap');
    askedEnd = edit.span.end;
    parts.push(
      bytes.subarray(copied, byteAt(Math.max(span.start, end))),
      encodeText(edit.replacement, decoded.encoding),
    );
    copied = byteAt(span.end);
    end = span.end;
  }
  parts.push(bytes.subarray(copied));
  return joined(parts);
}

/** Half a surrogate pair has no bytes of its own: the span grows to the whole character. */
const wholeCharacters = (text: string, { start, end }: Span): Span => ({
  start: splitsPair(text, start) ? start - 1 : start,
  end: splitsPair(text, end) ? end + 1 : end,
});

const splitsPair = (text: string, at: number): boolean =>
  at > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

/** A function from offsets in the text to offsets in the bytes; to be asked in rising order. */
function byteFinder({ text, encoding, markBytes, read }: DecodedText) {
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return (unit: number) => markBytes + 2 * unit;
  let byte = markBytes;
  let unit = 0;
  return (wanted: number): number => {
    if (encoding === 'utf-8') byte += Buffer.byteLength(text.slice(unit, wanted));
    else byte = gb18030After(read, byte, wanted - unit);
    unit = wanted;
    return byte;
  };
}

/** Walks GB18030 characters: one byte below 0x81, four when a digit follows the lead, else two. */
function gb18030After(bytes: Uint8Array, from: number, units: number): number {
  let at = from;
  for (let left = units; left > 0; ) {
    const lead = bytes[at] as number;
    if (lead <= 0x80) {
      at += 1;
      left -= 1;
    } else if ((bytes[at + 1] as number) <= 0x39) {
      at += 4;
      left -= lead >= 0x90 ? 2 : 1;
    } else {
      at += 2;
      left -= 1;
    }
  }
  return at;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
