/** Values that only machines read. A look alone never exempts: it must stand where such a value belongs. */
const SHAPES: readonly RegExp[] = [
  /^-?\d{1,10}$/, // lengths, counts, ids
  /^-?\d{1,10}\.\d+(?:[eE][+-]?\d+)?$/, // margins
  /^#?[0-9A-Fa-f]{1,8}$/, // colours, revision ids
  /^\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?$/, // GUIDs
  // Times; a day without one may be somebody's date of birth.
  /^\d{4}-\d\d-\d\dT(?!00:00:00(?:\.0+)?Z?$)\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/,
];

/** Ten classes of a font, each no more than fifteen. */
const PANOSE = /^(?:0[0-9A-Fa-f]){10}$/;
const FONTS: ReadonlySet<string> = new Set([
  'latin',
  'ea',
  'cs',
  'sym',
  'font',
  'panose1',
  'buFont',
]);

/** Whether a value of Office's own vocabulary is a measure, an id, a colour or a time. */
export const isTechnical = (element: string, value: string): boolean =>
  SHAPES.some((shape) => shape.test(value)) || (FONTS.has(element) && PANOSE.test(value));

/** Attributes of cells and rows that say where they stand and how they look. */
const PLACES: ReadonlySet<string> = new Set(['r', 's', 't', 'spans', 'ht', 'customHeight']);
export const LONGEST_PLACE = 15;

/** Whether an attribute of a cell or a row says nothing else; a long one could. */
export const isPlace = (attribute: string, length: number): boolean =>
  length <= LONGEST_PLACE && PLACES.has(attribute);

const DIGIT = /[0-9０-９]/g;
/** Fewer digits than any identifier has that is not read by its label. */
const FEWEST_DIGITS = 5;

/** Whether a value could hold something about a person although its attribute is not meant for text. */
export const couldIdentify = (value: string): boolean =>
  value.length >= 7 && (value.includes('@') || (value.match(DIGIT)?.length ?? 0) >= FEWEST_DIGITS);
