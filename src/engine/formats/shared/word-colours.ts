import { type Colour, hexColour } from './paint.ts';

/** The sixteen colours of Word's markers, by the names of DOCX and in the order of the numbers of DOC, from 1 on. */
export const WORD_COLOURS: ReadonlyMap<string, Colour | undefined> = new Map(
  Object.entries({
    black: '000000',
    blue: '0000FF',
    cyan: '00FFFF',
    green: '00FF00',
    magenta: 'FF00FF',
    red: 'FF0000',
    yellow: 'FFFF00',
    white: 'FFFFFF',
    darkBlue: '000080',
    darkCyan: '008080',
    darkGreen: '008000',
    darkMagenta: '800080',
    darkRed: '800000',
    darkYellow: '808000',
    darkGray: '808080',
    lightGray: 'C0C0C0',
  }).map(([name, written]) => [name, hexColour(written)]),
);
