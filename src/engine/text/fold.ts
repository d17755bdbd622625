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
  const first = firstToFold(original);
  if (first === original.length) return { text: original, originalSpan: (span) => span };
  const codes: number[] = [];
  const origins: number[] = [];
  for (let index = first; index < original.length; index++) {
    const code = original.charCodeAt(index);
    if (classOf(code) & NO_WIDTH) continue;
    codes.push(isFullWidth(code) ? code - 0xfee0 : code);
    origins.push(index);
  }
  const origin = (at: number) => (at < first ? at : (origins[at - first] ?? original.length));
  return {
    text: original.slice(0, first) + textOf(codes),
    originalSpan: ({ start, end }) => ({
      start: origin(start),
      end: Math.min(origin(end - 1), original.length - 1) + 1,
    }),
  };
}

const isFullWidth = (code: number): boolean => code > 0xff00 && code < 0xff5f;

function firstToFold(text: string): number {
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isFullWidth(code) || classOf(code) & NO_WIDTH) break;
  }
  return at;
}

const AT_ONCE = 8192;

function textOf(codes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < codes.length; at += AT_ONCE)
    text += String.fromCharCode(...codes.slice(at, at + AT_ONCE));
  return text;
}
