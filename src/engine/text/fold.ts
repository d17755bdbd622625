import type { Span } from '../core/span.ts';
import { classOf, NO_WIDTH } from './char-class.ts';

/** Text made plain for matching, with a way back to the text that the reader sees. */
export interface FoldedText {
  readonly text: string;
  /** The span of the original that a span of `text` came from. */
  originalSpan(span: Span): Span;
}

/** Folds full-width letters, digits and signs to ASCII and drops characters that have no width. */
export function fold(original: string): FoldedText {
  let text = '';
  const origins: number[] = [];
  for (let index = 0; index < original.length; index++) {
    const code = original.charCodeAt(index);
    if (classOf(code) & NO_WIDTH) continue;
    text += code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : original[index];
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
