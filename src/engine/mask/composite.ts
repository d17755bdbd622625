import { fold } from '../text/fold.ts';
import { type Operator, overSignificant } from './characters.ts';

const IDENTITY = /\d{17}[\dXx]/;

/** `G350102199003070018`: the ID inside is hidden as every other ID of the document, the rest whole. */
export const composite = (identity: Operator): Operator =>
  overSignificant((characters) => {
    const found = IDENTITY.exec(fold(characters.join('')).text);
    if (found === null) return characters.map(() => '*');
    const start = found.index;
    const end = start + found[0].length;
    const inner = identity(characters.slice(start, end));
    return characters.map((_, index) =>
      index >= start && index < end ? (inner[index - start] ?? '*') : '*',
    );
  });
