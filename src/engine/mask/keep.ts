import { type Operator, overSignificant } from './characters.ts';

/**
 * `13800001234`, 3 + 4 → `138****1234`. A value too short for its mask is hidden whole: keeping most
 * of it would hide nothing.
 */
export const keep = (start: number, end: number): Operator =>
  overSignificant((characters) => {
    const hidden = characters.length - start - end;
    const tooShort = hidden < start || hidden < end;
    return characters.map((char, index) =>
      !tooShort && (index < start || index >= characters.length - end) ? char : '*',
    );
  });
