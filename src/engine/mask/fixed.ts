import { keepFirst, type Operator } from './characters.ts';

/** Says nothing about the value, not even how long it was. */
export const fixed =
  (text: string): Operator =>
  (characters) =>
    keepFirst(characters, 0, text);
