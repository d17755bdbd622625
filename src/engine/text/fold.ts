import type { Span } from '../core/span.ts';

/** Text made plain for matching, with a way back to the text that the reader sees. */
export interface FoldedText {
  readonly text: string;
  /** The span of the original that a span of `text` came from. */
  originalSpan(span: Span): Span;
}

const NEEDS_FOLDING = /[\u00AD\u200B-\u200F\u2060\uFEFF\uFF01-\uFF5E]/;
const NO_WIDTH = /[\u00AD\u200B-\u200F\u2060\uFEFF]/;

/** Folds full-width letters and digits to ASCII and drops characters that have no width. */
export function fold(original: string): FoldedText {
  if (!NEEDS_FOLDING.test(original)) return { text: original, originalSpan: (span) => span };
  let text = '';
  const origins: number[] = [];
  for (let index = 0; index < original.length; index++) {
    const char = original.charAt(index);
    if (NO_WIDTH.test(char)) continue;
    text += halfWidth(char);
    origins.push(index);
  }
  return {
    text,
    originalSpan: ({ start, end }) => ({
      start: origins[start] ?? original.length,
      end: (origins[end - 1] ?? original.length - 1) + 1,
    }),
  };
}

function halfWidth(char: string): string {
  const code = char.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
}
