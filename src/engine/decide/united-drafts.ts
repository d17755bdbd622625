import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { maskedRuleOf } from '../core/kinds.ts';
import type { TableFacts } from '../core/table.ts';
import { HIDDEN } from './candidates.ts';
import { draftValue } from './knowledge.ts';
import { unionsOf } from './recombine.ts';
import { bearerOf, bearersBefore, kindedRowsOf } from './traces.ts';

type Document = Pick<LoadedDocument, 'segment' | 'segments'>;

/** One number as one place of the draft shows it. */
interface Form {
  readonly decision: Decision;
  /** Each of its places, `?` where nothing stands. */
  readonly shown: string;
}

/** Numbers that people write under one another's labels. */
const FAMILIES: Readonly<Record<string, string>> = {
  mobile: 'telephone',
  landline: 'telephone',
  'bank-card': 'account',
  'bank-account': 'account',
};
const MOBILE_LENGTH = 11;
const MOBILE = /^(?<first>1[3-9]\d*)?\*+(?<last>\d*)$/;
/** A name that hundreds bear says nothing of any of them, and trying all pairs would take for ever. */
const MOST_FORMS = 300;

/**
 * A telephone or card half hidden in one way here and in another way there gives away what both show: what
 * the places of one bearer show together, with `*` for what they hide, where that is more than each shows.
 * @param texts what stands there, in which `*` hides
 */
export function unitedDrafts(
  texts: ReadonlyMap<Decision, string>,
  document: Document,
  tables: readonly TableFacts[],
): ReadonlyMap<Decision, string> {
  const united = new Map<Decision, string>();
  const families = Map.groupBy([...texts].flatMap(formOf), ({ family }) => family);
  for (const forms of families.values()) {
    // Where all hide the same places, no two show more than one.
    if (new Set(forms.map(({ form }) => form.shown.replaceAll(/\w/g, '0'))).size < 2) continue;
    for (const own of byBearer(forms, document, tables).values())
      for (const [decision, shown] of together(own)) united.set(decision, shown);
  }
  return united;
}

/** Only forms of one length can be laid over each other. */
function formOf([decision, text]: readonly [Decision, string]) {
  const ruleId = maskedRuleOf(decision.finding.ruleId) ?? '';
  const family = FAMILIES[ruleId];
  if (family === undefined) return [];
  const value = draftValue(text);
  const places = family === 'telephone' ? asMobile(value) : value;
  const shown = places.replaceAll('*', HIDDEN);
  return [{ family: `${family} ${shown.length}`, form: { decision, shown } }];
}

/** However many stars it has: `138***8000` is a mobile as well. */
function asMobile(value: string): string {
  const { first = '', last = '' } = MOBILE.exec(value)?.groups ?? {};
  const shown = first.length + last.length;
  if (shown === 0 || shown >= MOBILE_LENGTH) return value;
  return first + '*'.repeat(MOBILE_LENGTH - shown) + last;
}

function byBearer(
  forms: readonly { readonly form: Form }[],
  document: Document,
  tables: readonly TableFacts[],
): ReadonlyMap<string, readonly Form[]> {
  const ids = new Set(forms.map(({ form }) => form.decision.finding.segmentId));
  const inRows = bearersInRows(ids, document, tables);
  const bearers = new Map<string, Form[]>();
  for (const { form } of forms) {
    const { segmentId, start } = form.decision.finding;
    const { text, cell } = document.segment(segmentId);
    for (const bearer of cell ? (inRows.get(segmentId) ?? []) : bearersBefore(text, start)) {
      const others = bearers.get(bearer);
      if (others) others.push(form);
      else bearers.set(bearer, [form]);
    }
  }
  return bearers;
}

/** Whoever a row names, and the row itself: its numbers are of one person mostly. */
function bearersInRows(
  ids: ReadonlySet<number>,
  document: Document,
  tables: readonly TableFacts[],
): ReadonlyMap<number, readonly string[]> {
  const bearers = new Map<number, readonly string[]>();
  for (const row of kindedRowsOf(document, tables)) {
    const name = row.find(([kind]) => kind === 'name');
    const bearer = name && bearerOf(name[1].text);
    for (const [, { id, cell }] of row)
      if (cell && ids.has(id)) bearers.set(id, [bearer ?? `row ${cell.table}:${cell.row}`]);
  }
  return bearers;
}

/** Only what shows more than the form alone. */
function* together(forms: readonly Form[]): Generator<readonly [Decision, string]> {
  if (forms.length < 2 || forms.length > MOST_FORMS) return;
  for (const union of unionsOf(forms.map(({ shown }) => shown)))
    for (const index of union.forms) {
      const form = forms[index] as Form;
      if (form.shown !== union.shown) yield [form.decision, union.shown.replaceAll(HIDDEN, '*')];
    }
}
