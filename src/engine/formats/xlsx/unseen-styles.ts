import type { Unseen } from '../../core/segment.ts';
import { EXCEL_COLOURS } from '../shared/excel-colours.ts';
import { BLACK, type Colour, hexColour, WHITE, whyUnseen } from '../shared/paint.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

/** Draws nothing, whatever the value: `;;;`. */
const DRAWS_NOTHING = /^;{2,3}$/;
/** `FF` for a colour that hides what is below; many programs write `00` and mean the same. */
const COLOUR = /^(?:FF|00)?([0-9A-F]{6})$/i;
/** The first two colours of a theme are the ground and the letters: white and black nearly always. */
const THEME: Readonly<Record<string, Colour>> = { '0': WHITE, '1': BLACK };
interface Font {
  ink: Colour | undefined;
  size: number | undefined;
}

/** What the parts of a style sheet say, in the order of the file. */
interface Looks {
  readonly fonts: Font[];
  /** What each fill paints; undefined where it may be anything. */
  readonly fills: (Colour | undefined)[];
  /** Numbers of the fills of one colour. */
  readonly solid: Set<number>;
  readonly blankFormats: Set<string>;
}

type Value = (name: string) => string;

/** Why nobody sees the text of cells, by the number of their style: the colour below it, no size, or a format that draws nothing. */
export function unseenStyles(styles: Buffer | undefined): ReadonlyMap<number, Unseen> {
  const unseen = new Map<number, Unseen>();
  if (!styles) return unseen;
  const looks: Looks = { fonts: [], fills: [], solid: new Set(), blankFormats: new Set() };
  const xml = new XmlScanner(styles);
  const value = (name: string) => attributeValue(styles, xml, name);
  let section = '';
  let count = 0;
  while (xml.next()) {
    if (xml.token !== TOKEN.open) continue;
    const { local } = xml.name;
    if (SECTIONS.has(local)) section = local;
    else if (section === 'cellXfs' && local === 'xf') {
      const why = whyBy(looks, value);
      if (why) unseen.set(count, why);
      count++;
    } else learn(section, local, value, looks);
  }
  return unseen;
}

const SECTIONS = new Set([
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
]);

function learn(section: string, local: string, value: Value, looks: Looks): void {
  if (section === 'numFmts') {
    if (DRAWS_NOTHING.test(value('formatCode'))) looks.blankFormats.add(value('numFmtId'));
  } else if (section === 'fonts') learnFont(local, value, looks.fonts);
  else if (section === 'fills') learnFill(local, value, looks);
}

function learnFont(local: string, value: Value, fonts: Font[]): void {
  const font = fonts.at(-1);
  if (local === 'font') fonts.push({ ink: BLACK, size: undefined });
  else if (local === 'color' && font) font.ink = colourOf(value);
  else if (local === 'sz' && font) font.size = Number(value('val')) || undefined;
}

function learnFill(local: string, value: Value, { fills, solid }: Looks): void {
  const last = fills.length - 1;
  if (local === 'fill') fills.push(WHITE);
  else if (local === 'gradientFill') fills[last] = undefined;
  else if (local === 'patternFill' && !/^(?:none|)$/.test(value('patternType'))) {
    fills[last] = undefined;
    if (value('patternType') === 'solid') solid.add(last);
  } else if (local === 'fgColor' && solid.has(last)) fills[last] = colourOf(value);
}

function colourOf(value: Value): Colour | undefined {
  const [, rgb = ''] = COLOUR.exec(value('rgb')) ?? [];
  if (rgb !== '') return hexColour(rgb);
  if (value('tint') !== '' && Number(value('tint')) !== 0) return undefined;
  if (value('auto') !== '') return BLACK;
  return THEME[value('theme')] ?? indexed(value('indexed'));
}

const indexed = (number: string): Colour | undefined =>
  number === '' ? undefined : EXCEL_COLOURS.get(Number(number));

function whyBy({ fonts, fills, blankFormats }: Looks, value: Value): Unseen | undefined {
  if (blankFormats.has(value('numFmtId'))) return 'invisible';
  const font = fonts[Number(value('fontId'))];
  const fill = Number(value('fillId'));
  const ground = fill < fills.length ? fills[fill] : WHITE;
  return whyUnseen({ ink: font?.ink, ground, size: font?.size });
}
