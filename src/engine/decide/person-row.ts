import type { Decision } from '../core/decision.ts';
import type { Mask } from '../core/mask.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { masked } from '../mask/mask.ts';
import type { Policy } from '../rules/policy.ts';
import { columnKinds } from './columns.ts';
import type { Given } from './given.ts';
import { type Block, WHOLE_ROW } from './row-blocks.ts';

/** A cell that says something about a person. */
export interface Told {
  readonly segmentId: number;
  readonly text: string;
}

/** One row of a table that names a person by a number. */
export interface PersonRow {
  readonly table: number;
  readonly name: Told | undefined;
  readonly birth: Told | undefined;
  readonly age: Told | undefined;
  readonly sex: Told | undefined;
  /** A class that tells about how old its pupils are. */
  readonly inClass: string | undefined;
  /** What of the row will be seen and tells people apart, one after another. */
  readonly beside: string;
  /** What its other cells give away of the number; undefined when nothing. */
  readonly given?: Given | undefined;
}

/** A row, and what of it everybody will see that may give away digits of a number. */
export interface SeenRow {
  readonly row: PersonRow;
  readonly numbers: readonly string[];
  readonly places: readonly string[];
}

/** Columns that stay and yet tell nobody who is who. */
const TELLS_NOBODY_APART = new Set(
  'name amount count score serial area remark bank-name document-number organisation-code postcode views'.split(
    ' ',
  ),
);
/** Under a header that nobody knows words may tell people apart; figures are amounts as a rule. */
const WORDS = /\p{Script=Han}/u;
const PLACES = new Set(['address', 'native-place', 'township', 'school', 'unit']);
const CLASSES = new Set(['grade', 'class']);
const TELLS_A_GRADE = /[级初高大]/;
const SIX_DIGITS = /\d{6}/;
const TOLD = new Set(['name', 'birth-date', 'age', 'sex']);

/** What is known of the cells of all rows. */
export interface Seeing {
  readonly kindOf: ReturnType<typeof columnKinds>;
  tellsApart(kind: string | undefined, text: string): boolean;
  isHidden(segmentId: number): boolean;
  /** What will be seen of a cell. */
  after(segmentId: number, text: string): string;
}

/** What a document's headers, its policy and its decisions let everybody see. */
export function seeingIn(
  tables: readonly TableFacts[],
  { publishes, doubts }: Pick<Policy, 'publishes' | 'doubts'>,
  decisions: readonly Decision[],
): Seeing {
  const goes = Object.keys(doubts).filter((kind) => !publishes.includes(kind));
  const untelling = new Set([...TELLS_NOBODY_APART, ...goes]);
  const masks = cellMasks(decisions);
  return {
    kindOf: columnKinds(tables),
    tellsApart: (kind, text) => (kind === undefined ? WORDS.test(text) : !untelling.has(kind)),
    isHidden: (id) => (masks[id] ?? SHOWN) !== SHOWN && masks[id] !== ADDRESS,
    after: (id, text) => {
      const mask = LEAVES_SOME[masks[id] ?? SHOWN];
      return mask ? masked(text, mask) : (masks[id] ?? SHOWN) === SHOWN ? text : '';
    },
  };
}

const SHOWN = 0;
const HIDDEN = 1;
const ADDRESS = 2;
/** Masks that leave something by which people differ; by their number. */
const LEAVES_SOME: readonly (Mask | undefined)[] = [
  undefined,
  undefined,
  { kind: 'address' },
  { kind: 'date', keep: 'month' },
  { kind: 'date', keep: 'year' },
];

/** A number for every segment that a mask is on: a list has a million of them. */
function cellMasks(decisions: readonly Decision[]): Uint8Array {
  let last = 0;
  for (const { finding } of decisions) if (finding.segmentId > last) last = finding.segmentId;
  const masks = new Uint8Array(last + 1);
  for (const decision of decisions)
    if (decision.action !== 'keep') {
      const { kind } = decision.mask;
      const leaves = kind === 'date' || kind === 'address';
      masks[decision.finding.segmentId] = leaves ? numberOf(decision.mask) : HIDDEN;
    }
  return masks;
}

const numberOf = (mask: Mask): number =>
  mask.kind === 'address' ? ADDRESS : mask.kind === 'date' && mask.keep === 'month' ? 3 : 4;

/** What the cells of one row say of whoever is told of in a block of them; the names of others tell people apart. */
export function seenRow(
  cells: readonly Segment[],
  seeing: Seeing,
  { from, to }: Block = WHOLE_ROW,
): SeenRow {
  const { kindOf, tellsApart, isHidden, after } = seeing;
  const told = new Map<string, Told>();
  const beside: string[] = [];
  const givesAway: GivenAway = { numbers: [], places: [], classes: [] };
  for (const { id, text, cell } of cells) {
    const known = kindOf(cell);
    const kind = known ?? '';
    const isTold = TOLD.has(kind);
    const column = cell?.column ?? from;
    const isOwn = isTold && !told.has(kind) && column >= from && column < to;
    if (isOwn) told.set(kind, { segmentId: id, text });
    if (tellsApart(known, text) || (kind === 'name' && !isOwn)) beside.push(after(id, text).trim());
    if (!isTold && !isHidden(id)) put(kind, text, givesAway);
  }
  const { numbers, places, classes } = givesAway;
  const row = {
    table: cells[0]?.cell?.table ?? 0,
    name: told.get('name'),
    birth: told.get('birth-date'),
    age: told.get('age'),
    sex: told.get('sex'),
    inClass: classes[0],
    beside: beside.join('\n'),
  };
  return { row, numbers, places };
}

interface GivenAway {
  readonly numbers: string[];
  readonly places: string[];
  readonly classes: string[];
}

/** Sorts a cell that stays by what it may give away. */
function put(kind: string, text: string, { numbers, places, classes }: GivenAway): void {
  if (PLACES.has(kind)) places.push(text);
  else if (CLASSES.has(kind) && TELLS_A_GRADE.test(text)) classes.push(text);
  else if (SIX_DIGITS.test(text)) numbers.push(text);
}
