import { type Colour, hexColour } from '../shared/paint.ts';

/** Properties and values of a style, in lower case; of two alike the last counts, as in a browser. */
export type Declarations = ReadonlyMap<string, string>;

/** No value that is asked for here is longer. */
const LONGEST = 300;
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
const IMPORTANT = /\s*!\s*important\s*$/;

/** What can make words invisible, or shows them after all. */
const TELLING = new Set(
  (
    'display visibility content-visibility opacity color background background-color background-image ' +
    'font-size text-indent margin-left left top clip clip-path transform position'
  ).split(' '),
);

/** Those declarations of `color: white; display: none` that tell whether words are seen. */
export function declarationsOf(style: string): Declarations {
  const found = new Map<string, string>();
  for (const one of style.replaceAll(COMMENT, '').split(';')) {
    const colon = one.indexOf(':');
    const property = one.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!TELLING.has(property)) continue;
    const value = one
      .slice(colon + 1, colon + LONGEST)
      .trim()
      .toLowerCase();
    found.set(property, value.replace(IMPORTANT, ''));
  }
  return found;
}

const NAMED: Readonly<Record<string, string>> = {
  white: 'ffffff',
  snow: 'fffafa',
  ivory: 'fffff0',
  ghostwhite: 'f8f8ff',
  floralwhite: 'fffaf0',
  whitesmoke: 'f5f5f5',
  mintcream: 'f5fffa',
  azure: 'f0ffff',
  black: '000000',
  red: 'ff0000',
  blue: '0000ff',
  green: '008000',
  lime: '00ff00',
  yellow: 'ffff00',
  gray: '808080',
  grey: '808080',
  silver: 'c0c0c0',
  navy: '000080',
  maroon: '800000',
  purple: '800080',
  teal: '008080',
  orange: 'ffa500',
};
const SHORT = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/;
const LIGHTS = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+%?))?\s*\)$/;

/** A colour as style sheets and old attributes write it; `clear` for one that lets all shine through. */
export function cssColour(written: string): Colour | 'clear' | undefined {
  const value = written.trim().toLowerCase();
  if (value === 'transparent') return 'clear';
  const [, red = '', green = '', blue = '', alpha] = LIGHTS.exec(value) ?? [];
  if (red !== '') {
    if (alpha !== undefined && Number.parseFloat(alpha) === 0) return 'clear';
    return [Number(red), Number(green), Number(blue)];
  }
  const short = SHORT.exec(value);
  const hex = short
    ? short
        .slice(1)
        .map((part) => part + part)
        .join('')
    : value;
  return hexColour(Object.hasOwn(NAMED, hex) ? (NAMED[hex] as string) : hex);
}

const POINTS: Readonly<Record<string, number>> = { pt: 1, px: 0.75, cm: 28.35, mm: 2.835, in: 72 };

/** Points; undefined for a size that depends on others. Nought of anything is nought. */
export function points(written: string | undefined): number | undefined {
  const [, count = '', unit = ''] = /^(-?[\d.]+)([a-z%]*)$/.exec(written ?? '') ?? [];
  if (count === '') return undefined;
  if (Number(count) === 0) return 0;
  const each = Object.hasOwn(POINTS, unit) ? POINTS[unit] : undefined;
  return each === undefined ? undefined : Number(count) * each;
}
