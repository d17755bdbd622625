import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { type Claim, Finding } from '../core/finding.ts';
import { maskedRuleOf, WHOLE_CELL } from '../core/kinds.ts';
import type { Mask } from '../core/mask.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { masked } from '../mask/mask.ts';
import { kindOf, type Policy } from '../rules/policy.ts';
import { columnKinds } from './columns.ts';
import { inReadingOrder } from './order.ts';

/** What rules know of the words in such columns. */
export interface ColumnWords {
  /** Words of a header that make an address somebody's home. */
  readonly home: readonly string[];
  isOrganisation(text: string): boolean;
}

const PEOPLE = new Set(['name', 'resident-id', 'resident-id-15', 'disability-certificate']);
const SEVERITY = { name: 'low', 'birth-date': 'medium', address: 'high' } as const;
type Told = keyof typeof SEVERITY;
const isTold = (kind: string | undefined): kind is Told =>
  kind !== undefined && Object.hasOwn(SEVERITY, kind);

/**
 * A column of people says by its header what its cells are: a name, a date of birth or an address that is written
 * as no rule knows (90年3月7日, 阳光小区5-1-301, 㛃小明) is hidden like the others, and one found in part is hidden whole.
 */
export function coverToldColumns(
  decisions: readonly Decision[],
  tables: readonly TableFacts[],
  document: LoadedDocument,
  policy: Policy,
  words: ColumnWords,
): readonly Decision[] {
  const about = tables.filter(({ columns }) => {
    const kinds = [...columns.values()];
    return (
      kinds.some((kind) => PEOPLE.has(kind)) &&
      kinds.some((kind) => isTold(kind) && kindOf(policy, kind).action !== 'keep')
    );
  });
  if (about.length === 0) return decisions;
  const there = decisionsBySegment(decisions);
  const added: Decision[] = [];
  const gone = new Set<Decision>();
  for (const [kind, segment] of toldCells(about, document, words)) {
    const whole = wholeCell(kind, segment, there.get(segment.id) ?? [], policy, words);
    if (!whole) continue;
    added.push(whole);
    for (const one of there.get(segment.id) ?? []) if (one.finding.ruleId === kind) gone.add(one);
  }
  if (added.length === 0) return decisions;
  return inReadingOrder([...decisions.filter((one) => !gone.has(one)), ...added]);
}

function decisionsBySegment(
  decisions: readonly Decision[],
): ReadonlyMap<number, readonly Decision[]> {
  const there = new Map<number, Decision[]>();
  for (const decision of decisions) {
    const { ruleId, segmentId } = decision.finding;
    if (!isTold(maskedRuleOf(ruleId) ?? ruleId)) continue;
    const others = there.get(segmentId);
    if (others) others.push(decision);
    else there.set(segmentId, [decision]);
  }
  return there;
}

/** The cells under such headers; an address only where its header speaks of a home. */
function* toldCells(
  tables: readonly TableFacts[],
  { segments }: LoadedDocument,
  { home }: ColumnWords,
): Generator<readonly [Told, Segment]> {
  const kindAt = columnKinds(tables);
  const headers = new Map(tables.map(({ table, headerRow = -1 }) => [table, headerRow]));
  const homes = new Set<string>();
  for (const segment of segments) {
    const { cell, text } = segment;
    if (!cell) continue;
    if (cell.row <= (headers.get(cell.table) ?? -1)) {
      const header = text.replaceAll(BLANK, '');
      if (home.some((word) => header.includes(word))) homes.add(columnOf(cell));
      continue;
    }
    const kind = kindAt(cell);
    if (isTold(kind) && (kind !== 'address' || homes.has(columnOf(cell)))) yield [kind, segment];
  }
}

const columnOf = ({ table, column }: Cell): string => `${table}:${column}`;
const BLANK = /\s/g;
const STAR = /[*＊×○●]/;
const SAYS_NOTHING = /^[\s\d]*$|合计|小计|总计|共计|^\s*(?:无|不详|未知|待定|保密|同上|略)\s*$/;
/** 汤院村, 阳光小区, 东街8, Zhongshan Road: more than the name of a district. */
const BELOW_TOWNSHIP =
  /[\d０-９A-Za-z村组队屯寨坪路巷弄胡号栋幢楼室]|社区|小区|花园|新城|公寓|家园|大院|嘎查|新村/;
/** 90.03, 90年3月: no day that could go. */
const MONTH = /^\s*\d{2}\s*[-./年]\s*(?:1[0-2]|0?[1-9])\s*月?\s*$/;
const NUMERAL = /[\d０-９一二三四五六七八九十〇○零]/;

/** A decision over all of a cell; undefined where nothing more has to go. */
function wholeCell(
  kind: Told,
  { id, text }: Segment,
  there: readonly Decision[],
  policy: Policy,
  words: ColumnWords,
): Decision | undefined {
  const how = kindOf(policy, kind);
  if (how.action === 'keep' || text.trim() === '' || STAR.test(text)) return undefined;
  if (there.some(({ action, finding }) => action === 'keep' || finding.ruleId !== kind))
    return undefined;
  const left = there.reduce((rest, { finding: { start, end } }) => blanked(rest, start, end), text);
  if (!isMore(kind, text, left, words) || masked(text, how.mask) === text) return undefined;
  if (isEnough(kind, text, how.mask)) return undefined;
  const claim: Claim = {
    ruleId: kind,
    severity: SEVERITY[kind],
    confidence: 'likely',
    evidence: [WHOLE_CELL],
  };
  return withAction(how.action, new Finding(claim, id, startOf(kind, text), text.length), how.mask);
}

/** What the policy leaves of such a thing is all there is. */
const isEnough = (kind: Told, text: string, mask: Mask): boolean =>
  kind === 'address'
    ? mask.kind === 'address' && !BELOW_TOWNSHIP.test(text)
    : kind === 'birth-date' && mask.kind === 'date' && mask.keep === 'month' && MONTH.test(text);

const withAction = (action: 'mask' | 'review', finding: Finding, mask: Mask): Decision =>
  action === 'mask' ? { action, finding, mask } : { action, finding, mask, reason: 'policy' };

/** `1.张小明`: what stands before a name is no part of it. */
const startOf = (kind: Told, text: string): number =>
  kind === 'name' ? Math.max(0, text.search(LETTER)) : 0;

const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

/** 张三（女）, 张三（小） */
const SHORT_NOTE = /[（(][\p{Script=Han}\d]{0,2}[）)]/gu;
const LETTER = /\p{L}/u;

/** What is left of a cell still says something of the kind. */
function isMore(kind: Told, text: string, left: string, { isOrganisation }: ColumnWords): boolean {
  if (kind === 'birth-date') return NUMERAL.test(left);
  if (SAYS_NOTHING.test(text)) return false;
  if (kind === 'address') return left.trim() !== '';
  return LETTER.test(left.replaceAll(SHORT_NOTE, '')) && !isOrganisation(text);
}
