import { fold } from './fold.ts';

const SEPARATORS = /[\s\-‐-―_.·]/g;

/** A value as two readers would agree on it: folded, without separators, in upper case. */
export const plainValue = (text: string): string =>
  fold(text).text.replaceAll(SEPARATORS, '').toUpperCase();
