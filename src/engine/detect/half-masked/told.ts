import { overlaps, type Span } from '../../core/span.ts';
import type { FieldKind } from '../../core/table.ts';
import { Codes } from '../../text/codes.ts';
import { labelBefore } from '../context.ts';
import type { Label } from '../label-index.ts';
import type { RuleBook } from '../rule-book.ts';
import { type HalfMasked, halfMaskedNumbers } from './numbers.ts';
import {
  halfMaskedDates,
  halfMaskedMails,
  halfMaskedNames,
  halfMaskedPlates,
  tailsOfIds,
} from './words.ts';

/** What the draft shows of a rule's value, and what said so: a label, its column or nothing but its shape. */
export interface Told {
  readonly span: Span;
  readonly ruleId: string;
  readonly said: string | undefined;
}

/** What stands around a text. */
export interface Around {
  /** What its column holds. */
  readonly kind: FieldKind | undefined;
  /** The label in the cell to the left. */
  readonly side: Label | undefined;
  readonly book: RuleBook;
  /** Publishable rules that somebody wants to know of. */
  readonly asked: ReadonlySet<string>;
}

/** A column that says of itself that it shows the end of a number: 身份证后四位. */
export const TAIL_COLUMN = 'masked-number';
const NUMBERS =
  /^(?:resident-id|residence-permit|bank-|mobile|passport|exit-permit|student-registry|disability-|hk-|macau-|taiwan-|foreign-|social-security|officer-card|patient-|household-|landline|qq|wechat|property-)/;
const isNumber = ({ id }: { id: string }): boolean => NUMBERS.test(id);
const ID_LABEL = /身份证|证件号|身份号/;
const LABEL_WITHIN = 12;
const BORN = /^\s?(?:出生|生)/;

/** A text, and the same unit by unit. */
interface Source {
  readonly text: string;
  readonly codes: Codes;
}

/** What is half hidden in a text in which `*` hides. */
export function* toldIn(text: string, around: Around): Generator<Told> {
  const source = { text, codes: new Codes(text) };
  const words = [...wordsIn(source, around)];
  yield* words;
  if (words.length > 0 && around.kind !== undefined) return;
  for (const span of halfMaskedPlates(text, around.book.data.plateProvinces))
    yield { span, ruleId: 'vehicle-plate', said: undefined };
  for (const span of tailsOfIds(text)) yield { span, ruleId: 'resident-id', said: 'label:身份证' };
  const mails = [...halfMaskedMails(text)];
  for (const span of mails) yield { span, ruleId: 'email', said: undefined };
  for (const number of halfMaskedNumbers(text, around.book.data.regions)) {
    if (mails.some((mail) => overlaps(mail, number.span))) continue;
    const told = numberIn(number, source, around);
    if (told) yield told;
  }
}

/** A number of a known shape, or of any shape under a label or in a column. */
function numberIn(
  { span, ruleId: shape }: HalfMasked,
  { text, codes }: Source,
  { kind, side, book }: Around,
): Told | undefined {
  const column = kind === TAIL_COLUMN ? 'resident-id' : kind;
  if (column !== undefined && NUMBERS.test(column))
    return { span, ruleId: sharper(shape, column), said: 'column' };
  const label = labelBefore(codes, span.start, book.labels) ?? side;
  const named = label && (label.own.find(isNumber) ?? label.values.find(isNumber))?.id;
  if (label && named !== undefined)
    return { span, ruleId: sharper(shape, named), said: `label:${label.word}` };
  if (ID_LABEL.test(text.slice(Math.max(0, span.start - LABEL_WITHIN), span.start)))
    return { span, ruleId: sharper(shape, 'resident-id'), said: 'label:身份证' };
  return shape === undefined ? undefined : { span, ruleId: shape, said: undefined };
}

/** Digits around stars may be many things: a label or a column knows better, but an ID has its own shape. */
const sharper = (shape: string | undefined, named: string): string =>
  shape === 'resident-id' || shape === 'student-registry' ? shape : named;

/** A name or a date of birth is told by its column or label only. */
function* wordsIn(source: Source, around: Around): Generator<Told> {
  const { text, codes } = source;
  for (const span of halfMaskedDates(text)) {
    const isBirth = BORN.test(text.slice(span.end, span.end + 4));
    const said = isBirth ? 'label:出生' : saysOf('birth-date', span, source, around);
    if (said !== undefined) yield { span, ruleId: 'birth-date', said };
  }
  if (!around.asked.has('name')) return;
  for (const span of halfMaskedNames(text)) {
    // `*姓名 *学校`: stars that say what must be filled in.
    if (around.book.labels.endingAt(codes, span.end, true)) continue;
    const said = saysOf('name', span, source, around);
    if (said !== undefined) yield { span, ruleId: 'name', said };
  }
}

/** What says that words are of this rule: the label before them, the cell to the left, the column. */
function saysOf(
  ruleId: string,
  { start }: Span,
  { codes }: Source,
  { kind, side, book }: Around,
): string | undefined {
  const label = labelBefore(codes, start, book.labels) ?? side;
  if (label?.rules.some(({ id }) => id === ruleId)) return `label:${label.word}`;
  return kind === ruleId ? 'column' : undefined;
}
