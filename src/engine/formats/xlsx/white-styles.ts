import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

/** Draws nothing, whatever the value: `;;;`. */
const DRAWS_NOTHING = /^;{2,3}$/;
const WHITE = /^(?:FF|00)?FFFFFF$/i;
/** The first colour of a theme is the ground, white nearly always. */
const GROUND = '0';

/** What the parts of a style sheet say, in the order of the file. */
interface Looks {
  /** Whether each font writes in white. */
  readonly fonts: boolean[];
  /** Whether each fill paints a ground that is not white. */
  readonly fills: boolean[];
  readonly blankFormats: Set<string>;
}

/** The numbers of the cell styles whose text nobody sees: white on white, or a format that draws nothing. */
export function whiteStyles(styles: Buffer | undefined): ReadonlySet<number> {
  const white = new Set<number>();
  if (!styles) return white;
  const looks: Looks = { fonts: [], fills: [], blankFormats: new Set() };
  const xml = new XmlScanner(styles);
  const value = (name: string) => attributeValue(styles, xml, name);
  let section = '';
  let count = 0;
  while (xml.next()) {
    if (xml.token !== TOKEN.open) continue;
    const { local } = xml.name;
    if (SECTIONS.has(local)) section = local;
    else if (section === 'cellXfs' && local === 'xf') {
      if (isUnseen(looks, value)) white.add(count);
      count++;
    } else learn(section, local, value, looks);
  }
  return white;
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

function learn(
  section: string,
  local: string,
  value: (name: string) => string,
  { fonts, fills, blankFormats }: Looks,
): void {
  if (section === 'numFmts') {
    if (DRAWS_NOTHING.test(value('formatCode'))) blankFormats.add(value('numFmtId'));
  } else if (section === 'fonts') {
    if (local === 'font') fonts.push(false);
    else if (local === 'color') fonts[fonts.length - 1] = isWhite(value);
  } else if (section === 'fills') {
    if (local === 'fill') fills.push(false);
    else if (local === 'fgColor') fills[fills.length - 1] = !isWhite(value);
    else if (local === 'patternFill' && /^(?:none|)$/.test(value('patternType')))
      fills[fills.length - 1] = false;
    else if (local === 'gradientFill') fills[fills.length - 1] = true;
  }
}

const isWhite = (value: (name: string) => string): boolean =>
  value('rgb') === '' ? value('theme') === GROUND && !value('tint') : WHITE.test(value('rgb'));

const isUnseen = ({ fonts, fills, blankFormats }: Looks, value: (name: string) => string) =>
  blankFormats.has(value('numFmtId')) ||
  (fonts[Number(value('fontId'))] === true && fills[Number(value('fillId'))] !== true);
