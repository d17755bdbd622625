/** What people put over characters that nobody should read. */
export const STAR_SIGNS = '*＊×●•○■□◆▇█';

/** The same, less often met: one look for all of them would cost thrice as much. */
const RARE_SIGNS = '∗✱✲﹡⁎※◼⬛▮▓▒░♦△▲✕✖╳◇◎⬤⚫◯▉▊▅▆';
/** Signs that hide where three of a kind stand behind a digit. */
const ROWS = '@＠$＄%％&＆/／|｜、!！';
/** They hide something only where they stand in a row right behind a digit. */
const BEHIND_DIGITS = `${RARE_SIGNS}${ROWS}#＃…口?？~～^＾·.．=＝+Ⅹ某略〇☆★（(【[已被隐脱遮屏涂打保去藏敏盖挡蔽黑码密\\-－—`;

/** A digit and a row of such signs. */
const NO_WIDTH = '[\\u200b-\\u200f\\u2060\\ufeff]?';
export const RARELY_HIDDEN = new RegExp(
  `[0-9０-９]${NO_WIDTH}[${BEHIND_DIGITS}]${NO_WIDTH}[${BEHIND_DIGITS}]`,
);

const DIGIT = '[0-9０-９]';
/** `350102199003【已脱敏】12`: words in place of digits. */
const WORDS = `(?<=${DIGIT}{6})(?:[（(【[](?:已|被)?隐[)）】\\]]|[（(【[]?(?:已|被)?(?:隐[去藏]|脱敏|遮[盖挡]|屏蔽|涂黑|打码|保密)(?:处理)?(?:${DIGIT}{1,2}位)?[)）】\\]]?)(?![\\p{Script=Han}])`;
/** Two crosses may be letters of a code, unless many digits stand before them; in a name one is enough, and is left to the eye. */
const CROSSES = `[xXｘＸ]{3,}(?![A-Za-z])|(?<=${DIGIT}{8})[xXｘＸ]{2}(?![A-Za-z])`;
const HIDES = new RegExp(
  `[${STAR_SIGNS}${RARE_SIGNS}]|[_＿]{2,}|${CROSSES}|(?<=${DIGIT})(?:[#＃…口?？~～^＾=＝+Ⅹ某略〇☆★]{2,}|[-－—.．·]{4,}|([${ROWS}])\\1{2,})|${WORDS}`,
  'gu',
);

/** The same text with `*` for whatever hides a character, as many as there were. */
export const starred = (text: string): string =>
  text.replaceAll(HIDES, (hidden) => '*'.repeat(hidden.length));
