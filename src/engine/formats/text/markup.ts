import { type Notation, runsIn } from '../shared/escapes.ts';
import { inlineTag } from '../shared/markup.ts';
import type { Run } from '../shared/written-text.ts';

/** What Markdown and pasted pages put between letters to set them off: `**`, `__`, a backtick, `<b>`, `\\-`. Four stars are a mask. */
const BETWEEN = new RegExp(
  `(?<=[0-9A-Za-z])(?!\\*{4}|_{4})(?:[*_~\`]|\\\\[-.]?|<\\/?[A-Za-z]{1,8}>|${inlineTag('<', '>')}){1,8}(?=[0-9A-Za-z])`,
  'i',
);
/** `*12345678*`, `**12345678**`: a number in italics or in bold type. Stars on one side, or more of them, are a mask. */
const IN_BOLD = '[^*\\s]{0,30}\\d{4}[^*\\s]{0,30}';
const BOLD = ['\\*', '\\*\\*'].map(
  (mark) =>
    `(?<![*\\w])${mark}(?=${IN_BOLD}${mark}(?![*\\w]))|(?<=(?<![*\\w])${mark}${IN_BOLD})${mark}(?![*\\w])`,
);
const AROUND = new RegExp(BOLD.join('|'));
const MARKS: Notation = {
  pattern: new RegExp([BETWEEN.source, ...BOLD].join('|'), 'gi'),
  decode: () => '',
};

/** Whether such a mark parts letters or digits of a line or stands around a number, so that it can be read without it too. */
export const hasMarks = (line: string): boolean =>
  /[*_~`<\\]/.test(line) &&
  /\d/.test(line) &&
  (BETWEEN.test(line) || (line.includes('*') && AROUND.test(line)));

/** The line as it is shown once its marks are drawn. */
export const shownRuns = (text: string, start: number, end: number): Run[] =>
  runsIn(text, start, end, MARKS);
