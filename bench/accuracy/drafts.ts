import type { Chance } from './chance.ts';
import { type FormName, written } from './forms.ts';
import { HALF_HIDDEN } from './half-hidden.ts';
import { LOOK_ALIKES, type LookAlike, organisation } from './look-alikes.ts';
import { POSITIVES, type Positive } from './people.ts';
import { name } from './world.ts';

export type Layout =
  | 'prose'
  | 'prose, no label'
  | 'key and value'
  | 'table'
  | 'table, no header'
  | 'vertical form';

/** A stretch that was written on purpose: a line or a cell, and the text in it. */
interface Place {
  /** The line of a text, or the row of a table. Starts at 0. */
  readonly row: number;
  /** The column of a table; 0 in a text. */
  readonly column: number;
  readonly text: string;
}

/** One value, and where it stands. */
export interface Sample {
  readonly kind: string;
  readonly isPositive: boolean;
  readonly partly: boolean;
  readonly form: FormName;
  readonly layout: Layout;
  readonly places: readonly Place[];
}

export interface Draft {
  readonly name: string;
  readonly content: string;
  readonly samples: readonly Sample[];
}

interface Wish {
  readonly of: Positive | LookAlike;
  readonly form: FormName;
  readonly layout: Layout;
}

const isPositive = (kind: Positive | LookAlike): kind is Positive => 'forms' in kind;
const IN_CELLS: readonly FormName[] = ['digit per cell', 'two columns', 'three columns', 'E+17'];
const ROWS = 20;

/** Every kind in every form and layout that it may be met in, `each` times over. */
function wishes(each: number): Wish[] {
  const people = [...POSITIVES, ...HALF_HIDDEN].flatMap((of) =>
    of.forms.flatMap((form) => layoutsOf(of, form).map((layout) => ({ of, form, layout }))),
  );
  const others = LOOK_ALIKES.flatMap((of) =>
    layoutsOf(of, 'plain').map((layout): Wish => ({ of, form: 'plain', layout })),
  );
  const share = Math.ceil(people.length / others.length);
  const all = [...people, ...Array.from({ length: share }, () => others).flat()];
  return Array.from({ length: each }, () => all).flat();
}

function layoutsOf({ alone }: { readonly alone: boolean }, form: FormName): Layout[] {
  if (form === 'digit per cell') return ['table'];
  if (IN_CELLS.includes(form))
    return ['table', ...(form === 'E+17' ? [] : (['vertical form'] as const))];
  if (form === 'line-wrapped') return ['prose', 'prose, no label'];
  return [
    'prose',
    'key and value',
    'table',
    'vertical form',
    ...(alone ? (['prose, no label', 'table, no header'] as const) : []),
  ];
}

/** Documents that hold every sample, people and look-alikes mixed as notices mix them. */
export function* drafts(chance: Chance, each: number): Generator<Draft> {
  const byLayout = Map.groupBy(wishes(each), ({ layout }) => layout);
  for (const [layout, all] of byLayout) {
    if (layout.startsWith('table')) yield* tables(chance, layout, all);
    else
      for (const part of chunks(chance.shuffled(all), 40))
        yield layout === 'vertical form' ? verticalForm(chance, part) : page(chance, layout, part);
  }
}

/** Lines of a text. */
function page(chance: Chance, layout: Layout, wanted: readonly Wish[]): Draft {
  const lines = ['公 示', ''];
  const samples = wanted.map((wish) => {
    const pieces = newValue(chance, wish);
    const sentence = layout === 'key and value' ? keyAndValue(chance, wish) : prose(chance, wish);
    const places = pieces.map((text, at) => ({ row: lines.length + at, column: 0, text }));
    lines.push(...sentence.replace('#', () => pieces.join('\n')).split('\n'));
    return sampleOf(wish, places);
  });
  return { name: 'draft.txt', content: lines.join('\n'), samples };
}

const PROSE = ['经核实,@的%为#,符合条件。', '@,%#,现住本区。', '申请人@(%:#)已通过初审。', '@ %:#'];
const PROSE_ALONE = [
  '经核实,@(#)符合条件。',
  '拟补助@ #,予以公示。',
  '@,#,已通过初审。',
  '其中@为#。',
];

function prose(chance: Chance, { of, layout }: Wish): string {
  if (!isPositive(of))
    return layout === 'prose' ? chance.pick(of.sentences) : `附注:#(${organisation(chance)})`;
  return withWords(chance, chance.pick(layout === 'prose' ? PROSE : PROSE_ALONE), of);
}

const keyAndValue = (chance: Chance, { of }: Wish): string =>
  isPositive(of)
    ? withWords(chance, chance.pick(['%:#', '%:#', '姓名:@ %:#']), of)
    : `${chance.pick(of.labels)}:#`;

const withWords = (chance: Chance, sentence: string, { labels }: Positive) =>
  sentence
    .replace(
      '@',
      name((list) => chance.pick(list)),
    )
    .replace('%', chance.pick(labels));

/** Columns of one kind in one form, two or three in a table, beside names and units. */
function* tables(chance: Chance, layout: Layout, all: readonly Wish[]): Generator<Draft> {
  const groups = [
    ...Map.groupBy(all, ({ of, form }) => `${of.kind}|${form}|${isPositive(of)}`).values(),
  ];
  const columns = chance.shuffled(groups.flatMap((group) => chunks(group, ROWS)));
  // A list of people and a list of things: a column of numbers means what its neighbours say.
  const [people, things] = [
    columns.filter(([first]) => first && isPositive(first.of)),
    columns.filter(([first]) => first && !isPositive(first.of)),
  ];
  for (const part of chunks(people, 2))
    yield table(chance, layout, '姓名', () => name((list) => chance.pick(list)), part);
  for (const part of chunks(things, 3))
    yield table(chance, layout, '单位名称', () => organisation(chance), part);
}

function table(
  chance: Chance,
  layout: Layout,
  subject: string,
  who: () => string,
  columns: readonly (readonly Wish[])[],
): Draft {
  const hasHeader = layout === 'table';
  const count = Math.max(...columns.map((column) => column.length));
  const top = hasHeader ? 2 : 1;
  const rows: string[][] = Array.from({ length: count }, (_, row) => [String(row + 1), who()]);
  const header = ['序号', subject];
  const samples: Sample[] = [];
  for (const column of columns) {
    const first = header.length;
    const values = column.map((wish) => newValue(chance, wish));
    const width = Math.max(...values.map((pieces) => pieces.length));
    const [{ of } = { of: LOOK_ALIKES[0] as LookAlike }] = column;
    header.push(chance.pick(of.labels), ...Array.from({ length: width - 1 }, () => ''));
    for (const [row, cells] of rows.entries()) {
      const pieces = values[row] ?? [];
      cells.push(...Array.from({ length: width }, (_, at) => pieces[at] ?? ''));
      const wish = column[row];
      if (wish)
        samples.push(
          sampleOf(
            wish,
            pieces.map((text, at) => ({ row: top + row, column: first + at, text })),
          ),
        );
    }
  }
  const head = [['名单'], ...(hasHeader ? [header] : [])];
  return { name: 'draft.csv', content: sheet([...head, ...rows]), samples };
}

/** Labels at the left of their values, two fields a row. */
function verticalForm(chance: Chance, wanted: readonly Wish[]): Draft {
  const rows: string[][] = [['登记表']];
  const samples: Sample[] = [];
  for (const wish of wanted) {
    const subject = isPositive(wish.of)
      ? ['姓名', name((list) => chance.pick(list))]
      : ['单位名称', organisation(chance)];
    const pieces = newValue(chance, wish);
    samples.push(
      sampleOf(
        wish,
        pieces.map((text, at) => ({ row: rows.length, column: 3 + at, text })),
      ),
    );
    rows.push([...subject, chance.pick(wish.of.labels), ...pieces]);
  }
  return { name: 'draft.csv', content: sheet(rows), samples };
}

const sheet = (rows: readonly (readonly string[])[]) =>
  rows
    .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell}"` : cell)).join(','))
    .join('\r\n');

function newValue(chance: Chance, { of, form }: Wish): readonly string[] {
  let value = of.make(chance);
  while (form === 'lower x' && !value.endsWith('X')) value = of.make(chance);
  return written(value, form, chance);
}

const sampleOf = ({ of, form, layout }: Wish, places: readonly Place[]): Sample => ({
  kind: of.kind,
  isPositive: isPositive(of),
  partly: isPositive(of) && of.partly === true,
  form,
  layout,
  places,
});

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
