/** What people put over characters that nobody should read. */
export const STAR_SIGNS = '*＊×●•○■□◆▇█';

/** Two crosses may be letters of a code; in a name one is enough, and is left to the eye. */
const HIDES = new RegExp(`[${STAR_SIGNS}]|[_＿]{2,}|[xXｘＸ]{3,}(?![A-Za-z])`, 'g');

/** The same text with `*` for whatever hides a character, as many as there were. */
export const starred = (text: string): string =>
  text.replaceAll(HIDES, (hidden) => '*'.repeat(hidden.length));
