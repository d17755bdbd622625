import type { Segment } from '../core/segment.ts';
import { classOf, DIGIT } from '../text/char-class.ts';
import { Codes } from '../text/codes.ts';
import { type CellLook, digitsIn, isFilled, LONGEST_LABEL, MOST_DIGITS } from './cell-look.ts';
import { flags } from './context.ts';
import type { Label, LabelIndex } from './label-index.ts';
import type { Row } from './row.ts';
import { isCounted } from './units.ts';

/** How much longer than its label a header may be, as in 学生本人 + 身份证号码. */
const MOST_MORE = 8;
const LONGEST_WORD = 12;
const ENDS_IN_NUMBER = /[0-9０-９]{3}\s*$/;
const AMOUNT = '金额';
const REMARK = /[(（[【][^()（）[\]【】]{0,20}[)）\]】]/g;
const MARKS = /[\s:：*＊?？.。0-9０-９\u200b\ufeff]+$/;
const DOOR = /[0-9０-９][号室组栋座幢]/;
const PARTS = /[/／、,，或及和与]/;
const MAY_FOLLOW = flags(':：*＊?？.。)）]】\n \u3000\u200b\ufeff123');
const DIGIT_BEFORE = /[0-9０-９]$/;
const LATIN = /[A-Za-z_-]$/;
const MOST_KNOWN = 4096;

/** The labels that the cells of a table are: headers of their columns or names of the cells to their right. */
export class CellLabels {
  private readonly index: LabelIndex;
  /** Cells of a column repeat each other. */
  private readonly known = new Map<string, Label | null>();

  constructor(index: LabelIndex) {
    this.index = index;
  }

  /** The label that a cell of this text is, if it is one. */
  of(text: string): Label | undefined {
    const known = this.known.get(text);
    if (known !== undefined) return known ?? undefined;
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    const label = labelOf(text, this.index);
    this.known.set(text, label ?? null);
    return label;
  }
}

/** Whether a label, or what may stand behind one in its cell, may end with this character. */
export const mayEndLabel = (code: number, labels: LabelIndex): boolean =>
  labels.mayEndWith(code) || MAY_FOLLOW[code] === 1;

/** The label that a cell is, if it is one: a header of its column or the name of the cell to its right. */
export function labelOf(text: string, labels: LabelIndex): Label | undefined {
  if (text.length === 0 || text.length > LONGEST_LABEL) return undefined;
  if (!mayEndLabel(text.charCodeAt(text.length - 1), labels)) return undefined;
  if (digitsOf(text) > MOST_DIGITS) return undefined;
  // 尾号4575 is a value; 联系电话2 a label, and so is SHA-256.
  if (ENDS_IN_NUMBER.test(text)) return wholeLabel(text, labels);
  const core = text.replace(REMARK, '').replace(MARKS, '');
  const whole =
    wholeLabel(core, labels) ??
    (isCounted(text) ? amountOf(labels) : undefined) ??
    (core === text ? undefined : wholeLabel(text, labels));
  if (whole?.word === core || !PARTS.test(core)) return whole;
  // 住前洋村18号，丧偶
  if (DOOR.test(core)) return whole;
  // 身份证号/护照号, 开户银行及账号: whichever names a number.
  const parts = core.split(PARTS).map((part) => wholeLabel(part, labels));
  return (
    parts.find((label) => label && label.own.length > 0 && label.values.length > 0) ??
    whole ??
    parts.find((label) => label !== undefined)
  );
}

/**
 * Whether a row heads the columns below it. In a form labels and values take turns; in a header most
 * cells are labels, and none is a value. In a form no two labels stand side by side, and the last one has room
 * for its value; two to the letter side by side head columns, however many words beside them are unknown.
 */
export function isHeader(row: Row, labels: readonly (Label | undefined)[]): boolean {
  const counts = countsOf(row, labels);
  if (!counts || counts.named === 0) return false;
  const { named, filled, turns, pairs } = counts;
  if (filled === 1) return row.length === 1 && isShort(row.cells[0], labels[0]);
  if (named < 2) return false;
  if (pairs > 0 && !row.hasNumbers && hasPairToTheLetter(row, labels)) return true;
  const isForm = pairs === 0 && labels[row.length - 1] === undefined;
  return turns < named - 1 || named * 2 >= filled + (isForm ? 2 : 0);
}

/** Cells that are labels, that hold something, that follow a label, and labels that do; undefined when one is a value. */
function countsOf(row: Row, labels: readonly (Label | undefined)[]) {
  let named = 0;
  let filled = 0;
  let turns = 0;
  let pairs = 0;
  for (let at = 0; at < row.length; at++) {
    if (!isFilled(row.lookOf(at))) continue;
    filled++;
    const follows = at > 0 && labels[at - 1] !== undefined;
    if (labels[at]) {
      named++;
      if (follows) pairs++;
    } else if (isLikeValue(row.cells[at] as Segment, row.lookOf(at))) return undefined;
    else if (follows) turns++;
  }
  return { named, filled, turns, pairs };
}

const hasPairToTheLetter = (row: Row, labels: readonly (Label | undefined)[]): boolean =>
  row.cells.some(
    (_, at) => isToTheLetter(row, at, labels) && at > 0 && isToTheLetter(row, at - 1, labels),
  );

const isToTheLetter = (row: Row, at: number, labels: readonly (Label | undefined)[]): boolean =>
  labels[at] !== undefined && row.cells[at]?.text === labels[at]?.word;

/** 各乡镇人民政府，县直各单位： in a sheet of one column heads nothing. */
const isShort = (cell: Segment | undefined, label: Label | undefined): boolean =>
  cell !== undefined && label !== undefined && cell.text.length <= label.word.length + MOST_MORE;

/** What a header of figures and a unit beside figures say. */
export const amountOf = (labels: LabelIndex): Label | undefined => wholeLabel(AMOUNT, labels);

const isLikeValue = ({ text }: Segment, look: CellLook): boolean =>
  text.length > LONGEST_LABEL || digitsIn(look) > MOST_DIGITS;

const codes = new Codes();

function wholeLabel(core: string, labels: LabelIndex): Label | undefined {
  codes.load(core);
  const label = labels.endingAt(codes, core.length, true);
  if (!label) return undefined;
  // 和平街385号 is an address, 2015级3班 a class, wx_phqq somebody's name.
  const before = core.slice(0, -label.word.length);
  if (DIGIT_BEFORE.test(before) || (LATIN.test(before) && LATIN.test(label.word.charAt(0))))
    return undefined;
  const length = core.length > LONGEST_WORD ? core.replace(/\s/g, '').length : core.length;
  return length <= label.word.length + MOST_MORE ? label : undefined;
}

function digitsOf(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at++) if (classOf(text.charCodeAt(at)) & DIGIT) digits++;
  return digits;
}
