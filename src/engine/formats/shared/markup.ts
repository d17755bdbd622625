import { LEFT_IN_TEXT } from './escapes.ts';
import { lengthOfRun, type Run } from './written-text.ts';

/** Elements that run on inside a paragraph; all others part what stands before from what stands behind. */
const INLINE =
  'a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|nobr|o:p|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr';

/** The pattern of such a tag between what opens and what closes it. */
export const inlineTag = (open: string, close: string): string =>
  `${open}\\/?(?:${INLINE})(?:\\s[^<>]{0,400}?)?\\/?${close}`;

/** What parts digits from digits or letters, when marks of a pattern do. */
export const parting = (mark: string): string =>
  `(?:\\d\\s?(?:(?:${mark})\\s?){1,8}(?=[0-9A-Za-z]))|(?:[A-Za-z](?:${mark}){1,8}(?=\\d))`;

/** What a page shows without showing it as written: inline tags, entities, bold type of Markdown. Other stars are a mask. */
const MARK = `${inlineTag('<', '>')}|<!--[^<>]{0,400}-->|&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{3,6});|(?<!\\*)\\*\\*(?=[^*\\s]{1,40}\\*\\*(?!\\*))|(?<=(?<!\\*)\\*\\*[^*\\s]{1,40})\\*\\*(?!\\*)|\``;
const MARKS = new RegExp(MARK, 'gi');
/** A mark that parts a number, or that could be a digit. */
const TELLING = new RegExp(`&#|${parting(MARK)}`, 'i');
const SPACE = /^&(?:nbsp|ensp|emsp|thinsp);$/i;

/** A glance that passes over the stars of masks, of which a list may hold a million. */
export const mayBeMarkedUp = (text: string): boolean =>
  /<[a-z/!]|&(?:#|[a-z]+;)|(?<!\*)\*\*[^*\s]|`/i.test(text);

/** Whether a value is a piece of a page or of Markdown in which a number could be parted, so that it must be read as shown too. */
export const isMarkedUp = (said: string): boolean => mayBeMarkedUp(said) && TELLING.test(said);

/** The runs of a value, which says `said`, as it is shown. */
export function shownRuns(said: string, runs: readonly Run[]): Run[] {
  const cursor = new RunCursor(runs);
  const shown: Run[] = [];
  for (const { index, 0: mark } of said.matchAll(MARKS)) {
    for (const piece of cursor.takeTo(index)) shown.push(piece);
    const pieces = cursor.takeTo(index + mark.length);
    const text = SPACE.test(mark) ? ' ' : mark.startsWith('&') && LEFT_IN_TEXT.decode(mark);
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (text && first && last) shown.push({ start: first.start, end: last.end, text });
  }
  return [...shown, ...cursor.takeTo(said.length)];
}

/** Cuts runs where what they say is cut. */
class RunCursor {
  readonly #runs: readonly Run[];
  #index = 0;
  #at = 0;
  /** Where the run at hand begins in what is said. */
  #begin = 0;

  constructor(runs: readonly Run[]) {
    this.#runs = runs;
  }

  takeTo(offset: number): Run[] {
    const pieces: Run[] = [];
    while (this.#at < offset) {
      const run = this.#runs[this.#index] as Run;
      const end = this.#begin + lengthOfRun(run);
      const until = Math.min(offset, end);
      pieces.push(pieceOf(run, this.#at - this.#begin, until - this.#begin));
      this.#at = until;
      if (until < end) break;
      this.#index++;
      this.#begin = end;
    }
    return pieces;
  }
}

/** An escape says one character, and is one piece. */
const pieceOf = (run: Run, from: number, to: number): Run =>
  run.text === undefined ? { start: run.start + from, end: run.start + to } : run;

const INLINE_NAME = new RegExp(`^/?(?:${INLINE})(?:[\\s/]|$)`, 'i');

/** What stands in tags is gone; only those inside a paragraph leave no gap. Second readers see a page so. */
export const withoutTags = (text: string): string =>
  text.replaceAll(/<!--[^<>]*>|<([^<>]*)>/g, (_, name?: string) =>
    name === undefined || INLINE_NAME.test(name) ? '' : ' ',
  );

/** The same as the second readers see it. */
export const asShown = (text: string): string =>
  withoutTags(text)
    .replaceAll('`', '')
    .replaceAll(/(?<!\*)\*\*([^*\s]{1,40})\*\*(?!\*)/g, '$1')
    .replaceAll(/&#(?:x([0-9a-f]{1,5})|(\d{1,6}));/gi, (_, hex, code) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(code)),
    )
    .replaceAll(/&[a-z]+;/gi, ' ');
