import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';

const SEPARATOR = /[\s\-‐-―_.·]/;
const SEPARATORS = new RegExp(SEPARATOR, 'g');
const LOWER = /[a-z]+/g;
/** Nearly every cell is plain already. */
const NOT_PLAIN = /[^0-9A-Z\u4E00-\u9FFF]/;

/** A text as every reader would agree on it: folded, capitals, nothing between characters. */
export interface PlainText {
  readonly plain: string;
  /** The stretch of the text itself that a stretch of `plain` came from. */
  originalSpan(span: Span): Span;
  /** Whether something stood between two neighbours of `plain`, before position `index`. */
  hasGapBefore(index: number): boolean;
}

export const plainOf = (text: string): string =>
  NOT_PLAIN.test(text)
    ? fold(text)
        .text.replaceAll(SEPARATORS, '')
        .replaceAll(LOWER, (letters) => letters.toUpperCase())
    : text;

/** The way back is worked out only when somebody asks: most texts hold nothing. */
export function plainText(text: string): PlainText {
  let origins: number[] | undefined;
  const foldedAt = (index: number): number => {
    origins ??= originsOf(fold(text).text);
    return origins[index] ?? origins.at(-1) ?? 0;
  };
  return {
    plain: plainOf(text),
    hasGapBefore: (index) => index > 0 && foldedAt(index) - foldedAt(index - 1) > 1,
    originalSpan: ({ start, end }) =>
      fold(text).originalSpan({ start: foldedAt(start), end: foldedAt(end - 1) + 1 }),
  };
}

/** For every character of the plain text, where it stands in the folded one. */
function originsOf(folded: string): number[] {
  const origins: number[] = [];
  for (let index = 0; index < folded.length; index++) {
    if (!SEPARATOR.test(folded.charAt(index))) origins.push(index);
  }
  return origins;
}
