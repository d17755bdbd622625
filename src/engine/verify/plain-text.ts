import type { Span } from '../core/span.ts';
import { classOf, NO_WIDTH } from '../text/char-class.ts';
import { foldCode, isBetween, plainValue } from '../text/plain-value.ts';

/** A text as every reader would agree on it: folded, capitals, nothing between characters. */
export interface PlainText {
  readonly plain: string;
  /** The stretch of the text itself that a stretch of `plain` came from. */
  originalSpan(span: Span): Span;
  /** Whether something stood between two neighbours of `plain`, before position `index`. */
  hasGapBefore(index: number): boolean;
}

export const plainOf = plainValue;

/** The way back is worked out only when somebody asks: most texts hold nothing. */
export function plainText(text: string): PlainText {
  let origins: readonly number[] | undefined;
  const originOf = (index: number): number => {
    origins ??= originsIn(text);
    return origins[index] ?? text.length;
  };
  return {
    plain: plainOf(text),
    originalSpan: ({ start, end }) => ({ start: originOf(start), end: originOf(end - 1) + 1 }),
    hasGapBefore(index) {
      if (index === 0) return false;
      for (let at = originOf(index - 1) + 1; at < originOf(index); at++) {
        if ((classOf(text.charCodeAt(at)) & NO_WIDTH) === 0) return true;
      }
      return false;
    },
  };
}

/** For every character of the plain text, where it stands in the text itself. */
function originsIn(text: string): number[] {
  const origins: number[] = [];
  for (let index = 0; index < text.length; index++) {
    if (!isBetween(foldCode(text.charCodeAt(index)))) origins.push(index);
  }
  return origins;
}
