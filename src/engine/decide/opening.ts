import type { LoadedDocument } from '../core/document.ts';

const HAN = /\p{Script=Han}{4}/u;
/** What a title ends with, and a line that breaks off within one does not. */
const ENDS =
  /(?:公告|公示|通知|通告|名单|明细|结果|表|函|书|报告|意见|办法|细则|方案|决定|公报)[（(【〔]?[^，。；]{0,16}$/;
const LONGEST = 60;

/** The title of a document: its first line, and the next where that breaks off. */
export function headingOf(opening: string): string {
  const lines = opening.split('\n').map((line) => line.trim());
  const first = lines.findIndex((line) => HAN.test(line));
  const [line = '', next = ''] = first < 0 ? [] : lines.slice(first, first + 2);
  return ENDS.test(line) || line.length > LONGEST || next.length > LONGEST ? line : line + next;
}

/** Title and first lines of a document, enough to tell what it is and who publishes it. */
export function openingOf({ segments }: Pick<LoadedDocument, 'segments'>, length: number): string {
  let opening = '';
  for (const { text } of segments) {
    opening += `${text.slice(0, length)}\n`;
    if (opening.length >= length) break;
  }
  return opening.slice(0, length);
}
