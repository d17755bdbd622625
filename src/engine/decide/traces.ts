import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import { MASKED_ID } from '../core/kinds.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { birthIn } from './birth.ts';
import { HIDDEN } from './candidates.ts';
import { columnKinds } from './columns.ts';
import { draftValue, NOTHING_SHOWN, shownInDraft } from './knowledge.ts';
import { unionOf } from './recombine.ts';
import { rowsOf } from './rows.ts';

/** What a document shows of the number of somebody whom it names, without showing it whole. */
export interface Trace {
  /** The name, without what tells namesakes apart. Never to leave memory but as a keyed hash. */
  readonly bearer: string;
  /** The 18 places of a resident ID, `?` where nothing is shown; a birth date beside the name fills its own. */
  readonly shown: string;
  readonly segmentId: number;
}

const FAR = 60;
const NAME_LENGTHS = [2, 3, 4];
const NAME = /^\p{Script=Han}[\p{Script=Han}·]{1,9}$/u;
const BEHIND_NAME =
  /(?<words>\p{Script=Han}{2,4})[\s，,、:：（(]*(?:[男女][\s，,、]*)?(?:公民)?(?:身份证|身份|证件|联系|电话|手机|银行|账户?|卡){0,3}(?:件?号码?)?[\s:：为是]*$/u;
/** The traces of everybody in the rows of its tables, and of whoever is named before a masked number. */
export function tracesIn(
  document: Pick<LoadedDocument, 'segments' | 'segment'>,
  tables: readonly TableFacts[],
  findings: readonly Finding[],
): Trace[] {
  const masked = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (finding.ruleId !== MASKED_ID) continue;
    const { segmentId } = finding;
    masked.set(segmentId, [...(masked.get(segmentId) ?? []), finding]);
  }
  const traces: Trace[] = [];
  for (const row of kindedRowsOf(document, tables)) traces.push(...traceOfRow(row, masked));
  for (const [segmentId, found] of masked) {
    const segment = document.segment(segmentId);
    if (segment.cell) continue;
    for (const finding of found) traces.push(...tracesInText(segment, finding));
  }
  return traces;
}

type KindedCell = readonly [kind: string | undefined, segment: Segment];

/** The cells of each row of a document, and what their columns hold. */
export function* kindedRowsOf(
  document: Pick<LoadedDocument, 'segments'>,
  tables: readonly TableFacts[],
): Generator<readonly KindedCell[]> {
  const kindOf = columnKinds(tables);
  for (const cells of rowsOf(document))
    yield cells.map((segment) => [kindOf(segment.cell), segment]);
}

function* traceOfRow(
  row: readonly KindedCell[],
  masked: ReadonlyMap<number, readonly Finding[]>,
): Generator<Trace> {
  const name = row.find(([kind]) => kind === 'name');
  const bearer = name && bearerOf(name[1].text);
  if (bearer === undefined) return;
  let shown = NOTHING_SHOWN;
  let at: Segment | undefined;
  for (const [kind, segment] of row) {
    const here = masked.get(segment.id)?.[0];
    const more = here
      ? shownBy(segment, here)
      : kind === 'birth-date'
        ? born(segment.text)
        : NOTHING_SHOWN;
    if (more === NOTHING_SHOWN) continue;
    shown = unionOf(shown, more);
    at ??= segment;
  }
  if (at) yield { bearer, shown, segmentId: at.id };
}

/**
 * Where a name begins in running text (`申请人张小明`) is not told: each length a name may have gives
 * a trace, and only the one that another document names as well will ever count.
 */
function* tracesInText(segment: Segment, finding: Finding): Generator<Trace> {
  const shown = shownBy(segment, finding);
  for (const bearer of bearersBefore(segment.text, finding.start))
    yield { bearer, shown, segmentId: segment.id };
}

/** What may be the name of the bearer of a number that stands at `start` in running text. */
export function bearersBefore(text: string, start: number): string[] {
  const before = text.slice(Math.max(0, start - FAR), start);
  const words = BEHIND_NAME.exec(before)?.groups?.words ?? '';
  return NAME_LENGTHS.filter((length) => words.length >= length).map((length) =>
    words.slice(-length),
  );
}

const shownBy = ({ text }: Segment, { start, end }: Finding): string =>
  shownInDraft(draftValue(text.slice(start, end)));

/** `1990年3月` shows places 7 to 12. */
function born(text: string): string {
  const birth = birthIn(text);
  if (!birth) return NOTHING_SHOWN;
  const { years, month, day } = birth;
  const digits = [years[0], month, day]
    .map((part) => part && String(part).padStart(2, '0'))
    .join('');
  return `??????${digits}`.padEnd(NOTHING_SHOWN.length, HIDDEN);
}

/** A name as every list writes it: no blanks in `张 三`, no label behind `张三（甲）`. */
export function bearerOf(text: string): string | undefined {
  const name = text.replaceAll(/\s|[（(].*$/g, '');
  return NAME.test(name) ? name : undefined;
}
