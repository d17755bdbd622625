import type { Cell, Location } from '../../core/segment.ts';
import type { Unit, Writer } from '../shared/ooxml/unit.ts';
import { textOfRuns } from '../shared/ooxml/unit.ts';
import { spliced } from '../shared/splice.ts';
import { withoutExponent } from '../shared/without-exponent.ts';
import { type Attribute, attributes } from '../shared/xml/attributes.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { escaped, maskRuns } from '../shared/xml/mask-run.ts';
import { type Run, virtual } from '../shared/xml/run.ts';
import type { XmlScanner } from '../shared/xml/scanner.ts';

/** The attributes by which a cell says what it holds beside its text. */
export interface CellTag {
  readonly value: Attribute | undefined;
  /** The day that the cell holds, however little of it is drawn. */
  readonly date: Attribute | undefined;
  readonly formula: Attribute | undefined;
  /** `office:value-type`, and LibreOffice's own copy of it. */
  readonly types: readonly Attribute[];
  readonly repeated: number;
  /** How many columns it is merged over. */
  readonly columns: number;
}

const VALUE = 'office:value';
const DATE = 'office:date-value';
export const isValueOf = (qualified: string): boolean => qualified === VALUE || qualified === DATE;

/** Reads the tag of a cell. */
export function cellTag({ bytes, start, end }: XmlScanner): CellTag {
  const all = [...attributes(bytes, start, end)];
  const count = (name: string): number => {
    const found = all.find(({ local }) => local === name);
    const said = found ? Number(bytes.toString('latin1', found.valueStart, found.valueEnd)) : 1;
    return Number.isInteger(said) && said > 0 ? said : 1;
  };
  return {
    value: all.find(({ qualified }) => qualified === VALUE),
    date: all.find(({ qualified }) => qualified === DATE),
    formula: all.find(({ local }) => local === 'formula'),
    types: all.filter(({ local }) => local === 'value-type'),
    repeated: count('number-columns-repeated'),
    columns: count('number-columns-spanned'),
  };
}

/**
 * A cell as units: its value, which is what a reader gets who clicks on it, and the text that is shown
 * where that is another. Masking either turns the cell into text and takes the formula away, which
 * would bring the number back.
 */
export function cellUnits(
  bytes: Buffer,
  tag: CellTag,
  shown: readonly Run[],
  location: Location,
  cell: Cell,
): Unit[] {
  const text = textOfRuns(bytes, shown);
  if (tag.date) return dateUnits(bytes, tag.date, { tag, shown, text }, { location, cell });
  if (!tag.value) {
    if (text === '') return [];
    const write = tag.formula ? withoutFormula(tag) : undefined;
    return [{ runs: shown, location, cell, ...(write && { write }) }];
  }
  const value: Run = { form: 'escaped', start: tag.value.valueStart, end: tag.value.valueEnd };
  const write = asText(tag, shown);
  const plain = withoutExponent(textOfRuns(bytes, [value]));
  const main: Unit = { runs: plain ? [virtual(plain)] : [value], location, cell, write };
  return text === '' || text === textOfRuns(bytes, [value])
    ? [main]
    : [main, { runs: shown, location, write }];
}

const NUMBER = /\d+/g;

/**
 * A date is told as it is drawn where that shows the whole of it, and else as the file holds it: `1990年3月` is a click
 * away from its day. The first of a month may be how a month was written.
 */
function dateUnits(
  bytes: Buffer,
  { valueStart, valueEnd }: Attribute,
  { tag, shown, text }: { tag: CellTag; shown: readonly Run[]; text: string },
  place: Pick<Unit, 'location' | 'cell'>,
): Unit[] {
  const value: Run = { form: 'escaped', start: valueStart, end: valueEnd };
  const [year = 0, month = 0, day = 0] = (textOfRuns(bytes, [value]).match(NUMBER) ?? []).map(
    Number,
  );
  const drawn = new Set((text.match(NUMBER) ?? []).map(Number));
  const isWhole = (drawn.has(year) || drawn.has(year % 100)) && drawn.has(month) && drawn.has(day);
  const write = asText(tag, shown);
  if (isWhole || (day === 1 && drawn.has(year))) return [{ ...place, runs: shown, write }];
  const main: Unit = { ...place, runs: [value], write };
  return text === '' ? [main] : [main, { runs: shown, location: place.location, write }];
}

/** The cell becomes text: no number, no formula, the masked text where the number was shown. */
const asText =
  (tag: CellTag, shown: readonly Run[]): Writer =>
  (bytes, runs, change) => {
    const text = spliced(textOfRuns(bytes, runs), [change]);
    const real = shown.filter(({ form }) => form !== 'virtual');
    return [
      ...gone([tag.value, tag.date, tag.formula]),
      ...tag.types.map((type) => ({
        start: type.valueStart,
        end: type.valueEnd,
        replacement: 'string',
      })),
      ...real.map(({ start, end }, index) => ({
        start,
        end,
        replacement: index === 0 ? escaped(text) : '',
      })),
    ];
  };

const withoutFormula =
  (tag: CellTag): Writer =>
  (bytes, runs, change) => [...maskRuns(bytes, runs, change), ...gone([tag.formula])];

const gone = (all: readonly (Attribute | undefined)[]): ByteEdit[] =>
  all.filter((one) => one !== undefined).map(({ start, end }) => ({ start, end, replacement: '' }));
