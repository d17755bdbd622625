import type { Span } from '../../core/span.ts';

const FEWEST_COLUMNS = 3;
/** So many lines tell how many columns there are. */
const TELLING = 8;
/** 一、某某村 between the rows of a list is no longer, and no more such lines stand there in a row. */
const LONGEST_BETWEEN = 40;
const MOST_BETWEEN = 2;
/** How far from the start of its column a field may begin, in halves of a wide character. */
const FARTHEST = 4;
const NEAR = 1;
const LONE = /^[\u3400-\u9fff]$/;
const DIGITS = /^[0-9０-９]+[XxＸｘ]?$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const WIDE_BLANK = '\u3000';

/** What a list of fixed width is read from. */
export interface GapLines {
  readonly text: string;
  readonly count: number;
  /** The fields of a line, parted by wide gaps; none when it cannot be a row. */
  fieldsOf(line: number): readonly Span[];
}

/**
 * The rows of a list of fixed width that begins at a line. Blanks stand inside `姓  名` too, a row may lack a field,
 * and a line such as 一、某某村 between rows is a row of one field.
 */
export function gapRowsAt(source: GapLines, first: number): Span[][] {
  let full = fullestAt(source, first);
  if (!full) return [];
  const rows: Span[][] = [];
  let between = 0;
  for (let line = first; line < source.count; line++) {
    const fields = source.fieldsOf(line);
    const row = isBetween(fields) ? fields : fitted(fields, full, source.text);
    if (!row || (isBetween(row) && (rows.length === 0 || ++between > MOST_BETWEEN))) break;
    rows.push([...row]);
    if (isBetween(row)) continue;
    between = 0;
    if (fields.length === full.length) full = fields;
  }
  return rows.slice(0, rows.length - Math.min(between, MOST_BETWEEN));
}

const isBetween = (fields: readonly Span[]): boolean => {
  const [only] = fields;
  return (
    fields.length === 1 &&
    only !== undefined &&
    only.end > only.start &&
    only.end - only.start <= LONGEST_BETWEEN
  );
};

/** One of the next lines that have as many fields as most; undefined when they make no list. */
function fullestAt(source: GapLines, first: number): readonly Span[] | undefined {
  const counts = new Map<number, (readonly Span[])[]>();
  for (let line = first; line < source.count && line < first + TELLING; line++) {
    const fields = source.fieldsOf(line);
    if (fields.length === 0) break;
    const alike = counts.get(fields.length);
    if (alike) alike.push(fields);
    else if (fields.length >= FEWEST_COLUMNS) counts.set(fields.length, [fields]);
  }
  let most: readonly (readonly Span[])[] = [];
  for (const alike of counts.values())
    if (alike.length > 1 && alike.length > most.length) most = alike;
  return most[0];
}

/** As many fields as there are columns: the others put together, or each put where its column begins. */
function fitted(
  fields: readonly Span[],
  full: readonly Span[],
  text: string,
): readonly Span[] | undefined {
  const { length: width } = full;
  if (fields.length === width) return fields;
  if (fields.length < width) return fields.length > 1 ? aligned(fields, full, text) : undefined;
  const whole = together(fields, width, text);
  return whole.length === width ? whole : below(fields, full, text);
}

/** Joins neighbours that blanks inside one field have parted, as long as there are too many. */
function together(fields: readonly Span[], width: number, text: string): Span[] {
  const whole: Span[] = [];
  let left = fields.length - width;
  let isOpen = false;
  for (const [at, field] of fields.entries()) {
    const last = whole.at(-1);
    isOpen =
      last !== undefined && (left > 0 || isOpen) && areOne(fields[at - 1] as Span, field, text);
    if (isOpen && last) {
      whole[whole.length - 1] = { start: last.start, end: field.end };
      left--;
    } else whole.push(field);
  }
  return whole;
}

/** 姓  名, and the groups of a number in full-width digits. */
function areOne(before: Span, after: Span, text: string): boolean {
  const [one, other] = [before, after].map(({ start, end }) => text.slice(start, end));
  if (one === undefined || other === undefined) return false;
  if (LONE.test(one) && LONE.test(other)) return true;
  return (
    DIGITS.test(one) && DIGITS.test(other) && text.slice(before.end, after.start) === WIDE_BLANK
  );
}

/** The same where too many stand alone: those join that stand under one column. */
function below(fields: readonly Span[], full: readonly Span[], text: string): Span[] | undefined {
  const starts = full.map((field) => placeOf(field, text));
  const row: Span[] = [];
  let column = -1;
  for (const [at, field] of fields.entries()) {
    const last = row.at(-1);
    const under = starts.findLastIndex((start) => start <= placeOf(field, text) + NEAR);
    if (last && under === column && areOne(fields[at - 1] as Span, field, text))
      row[row.length - 1] = { start: last.start, end: field.end };
    else row.push(field);
    column = under;
  }
  return row.length === full.length ? row : undefined;
}

/** The fields under the columns that begin where they do; undefined when one is under none. */
function aligned(fields: readonly Span[], full: readonly Span[], text: string): Span[] | undefined {
  const starts = full.map((field) => placeOf(field, text));
  const row = full.map((_, at): Span => {
    const { start } = fields[Math.min(at, fields.length - 1)] as Span;
    return { start, end: start };
  });
  let next = 0;
  for (const field of fields) {
    const place = placeOf(field, text);
    while (next < starts.length && place - (starts[next] as number) > FARTHEST) next++;
    if (next === starts.length || (starts[next] as number) - place > FARTHEST) return undefined;
    row[next++] = field;
  }
  return row;
}

/** How far from the start of its line a field begins, a wide character counting two. */
function placeOf({ start }: Span, text: string): number {
  let place = 0;
  for (let at = start - 1; at >= 0 && text[at] !== '\n'; at--)
    place += WIDE.test(text[at] as string) || text[at] === WIDE_BLANK ? 2 : 1;
  return place;
}
