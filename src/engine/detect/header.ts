import type { Segment } from '../core/segment.ts';
import { classOf, DIGIT } from '../text/char-class.ts';
import { Codes } from '../text/codes.ts';
import type { Label, LabelIndex } from './label-index.ts';

const LONGEST = 40;
const MOST_DIGITS = 4;
/** How much longer than its label a header may be, as in 学生本人 + 身份证号码. */
const MOST_MORE = 8;
const LONGEST_WORD = 12;
const REMARK = /[(（[【][^()（）[\]【】]{0,20}[)）\]】]/g;
const MARKS = /[\s:：*＊?？.。0-9０-９\u200b\ufeff]+$/;
const PARTS = /[/／、,，或及和与]/;
const MAY_FOLLOW = new Set(
  [...':：*＊?？.。)）]】\n \u3000\u200b\ufeff123'].map((one) => one.charCodeAt(0)),
);

/** The label that a cell is, if it is one: a header of its column or the name of the cell to its right. */
export function labelOf(text: string, labels: LabelIndex): Label | undefined {
  if (text.length === 0 || text.length > LONGEST) return undefined;
  const last = text.charCodeAt(text.length - 1);
  if (!labels.mayEndWith(last) && !MAY_FOLLOW.has(last)) return undefined;
  if (digitsOf(text) > MOST_DIGITS) return undefined;
  const core = text.replace(REMARK, '').replace(MARKS, '');
  return (
    wholeLabel(core, labels) ??
    core
      .split(PARTS)
      .map((part) => wholeLabel(part, labels))
      .find((label) => label !== undefined)
  );
}

/**
 * Whether a row heads the columns below it. In a form labels and values take turns; in a header most
 * cells are labels, and none is a value.
 */
export function isHeader(
  cells: readonly Segment[],
  labels: readonly (Label | undefined)[],
): boolean {
  let named = 0;
  let filled = 0;
  let turns = 0;
  for (let at = 0; at < cells.length; at++) {
    const text = cells[at]?.text ?? '';
    if (text === '') continue;
    filled++;
    if (labels[at]) named++;
    else if (text.length > LONGEST || digitsOf(text) > MOST_DIGITS) return false;
    else if (at > 0 && labels[at - 1]) turns++;
  }
  if (named === 0) return false;
  if (filled === 1) return cells.length === 1;
  return named >= 2 && (turns < named - 1 || named * 2 > filled + 1);
}

const codes = new Codes();

function wholeLabel(core: string, labels: LabelIndex): Label | undefined {
  codes.load(core);
  const label = labels.endingAt(codes, core.length, true);
  if (!label) return undefined;
  const length = core.length > LONGEST_WORD ? core.replace(/\s/g, '').length : core.length;
  return length <= label.word.length + MOST_MORE ? label : undefined;
}

function digitsOf(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at++) if (classOf(text.charCodeAt(at)) & DIGIT) digits++;
  return digits;
}
