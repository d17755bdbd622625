/** What people put over characters that nobody should read. */
export const STAR_SIGNS = '*＊×●•○■□◆▇█';

/** The same, less often met: one look for all of them would cost thrice as much. */
const RARE_SIGNS = '∗✱✲﹡⁎※◼⬛▮▓▒░♦△▲✕✖╳◇◎⬤⚫◯▉▊▅▆';
/** They hide something only where they stand in a row right behind a digit. */
const BEHIND_DIGITS = `${RARE_SIGNS}#＃…口?？~～^＾·.．=＝+Ⅹ某略〇☆★\\-－—`;

/** A digit and a row of such signs. */
const NO_WIDTH = '[\\u200b-\\u200f\\u2060\\ufeff]?';
export const RARELY_HIDDEN = new RegExp(
  `[0-9０-９]${NO_WIDTH}[${BEHIND_DIGITS}]${NO_WIDTH}[${BEHIND_DIGITS}]`,
);

/** Two crosses may be letters of a code; in a name one is enough, and is left to the eye. */
const HIDES = new RegExp(
  `[${STAR_SIGNS}${RARE_SIGNS}]|[_＿]{2,}|[xXｘＸ]{3,}(?![A-Za-z])|(?<=[0-9０-９])(?:[#＃…口?？~～^＾=＝+Ⅹ某略〇☆★]{2,}|[-－—.．·]{4,})`,
  'g',
);

/** The same text with `*` for whatever hides a character, as many as there were. */
export const starred = (text: string): string =>
  text.replaceAll(HIDES, (hidden) => '*'.repeat(hidden.length));
