import * as XLSX from 'xlsx';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

/** How the numbers of one cell style are shown; nothing where the digits are told as they are. */
export type NumberFormat = ((value: number) => string | undefined) | undefined;

const isDate = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

/** Chinese Excel's own date formats 27–58, which SheetJS's table leaves out. */
const CHINESE: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/**
 * The number formats of all cell styles, by style number. A date is told as a date, a padded or
 * decorated number as it is drawn; every other number by its digits.
 */
export function numberFormats(styles: Buffer | undefined, since1904: boolean): NumberFormat[] {
  if (!styles) return [];
  const codes = new Map<number, string>();
  const ids: number[] = [];
  const xml = new XmlScanner(styles);
  let inStyles = false;
  while (xml.next()) {
    if (xml.name.local === 'cellXfs') inStyles = xml.token === TOKEN.open;
    if (xml.token !== TOKEN.open) continue;
    if (xml.name.local === 'numFmt')
      codes.set(
        Number(attributeValue(styles, xml, 'numFmtId')),
        attributeValue(styles, xml, 'formatCode'),
      );
    else if (inStyles && xml.name.local === 'xf')
      ids.push(Number(attributeValue(styles, xml, 'numFmtId')));
  }
  return ids.map((id) => formatOf(id, codes.get(id), since1904));
}

function formatOf(id: number, code: string | undefined, date1904: boolean): NumberFormat {
  const format = quoted(code) ?? CHINESE[id] ?? (isDate(id) ? id : undefined);
  if (format === undefined || !isDrawn(format)) return undefined;
  return remembered((value) => {
    try {
      const shown = XLSX.SSF.format(format, value, { date1904 });
      // A format may draw anything instead of the number, which would still be in the file.
      const told = Math.abs(value) < LAST_DAY || digits(shown).includes(digits(String(value)));
      return told ? withUndrawn(format, value, shown, date1904) : undefined;
    } catch {
      return undefined; // A format that nobody understands.
    }
  });
}

/** Signs that a program wrote into a date without quoting them: yyyy.mm.dd, yyyy年m月. SheetJS refuses those. */
const UNQUOTED = /("[^"]*"|\\.|\[[^\]]*\])|(?<=[yemd])\.(?=[yemd])|[年月日号]/gi;
const quoted = (code: string | undefined): string | undefined =>
  code?.replaceAll(UNQUOTED, (sign, whole: string | undefined) => whole ?? `"${sign}"`);

/** A column of dates has few of them, and a date takes as long to draw as ten cells to read. */
const MOST_REMEMBERED = 10_000;

function remembered(draw: (value: number) => string | undefined): NumberFormat {
  const known = new Map<number, string | undefined>();
  return (value) => {
    const shown = known.get(value);
    if (shown !== undefined) return shown;
    const drawn = draw(value);
    if (known.size < MOST_REMEMBERED) known.set(value, drawn);
    return drawn;
  };
}

const UNDRAWN: Readonly<Record<number, string>> = { 16: 'd-mmm', 17: 'mmm-yy' };
const padded = (part: number) => String(part).padStart(2, '0');

/**
 * A date whose format leaves out its day or its year is told whole: `1990年3月` is a click away from the day. The
 * first of a month may be how a month was written.
 */
function withUndrawn(format: string | number, value: number, shown: string, date1904: boolean) {
  const code = typeof format === 'number' ? (UNDRAWN[format] ?? '') : bare(format).toLowerCase();
  const [hasYear, hasMonth, hasDay] = [/[ye]/.test(code), code.includes('m'), code.includes('d')];
  if (hasYear ? hasDay : !(hasMonth && hasDay)) return shown;
  const { y, m, d } = XLSX.SSF.parse_date_code(value, { date1904 });
  if (hasYear && d === 1) return shown;
  const [, sign = ''] = /^\d{4}([-./年])\d{1,2}(月?)$/.exec(shown) ?? [];
  if (sign === '年') return shown.endsWith('月') ? `${shown}${d}日` : shown;
  return sign === '' ? `${y}-${padded(m)}-${padded(d)}` : `${shown}${sign}${padded(d)}`;
}

/** Without what is quoted, escaped or a colour. */
const bare = (format: string): string => format.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '');

/** Days up to the end of the year 9999: seven digits, which identify nobody. */
const LAST_DAY = 2_958_466;
const digits = (text: string) => text.replaceAll(/\D/g, '');

/** A date, digits or letters of the format's own, or leading zeros. */
const isDrawn = (format: string | number): boolean =>
  typeof format === 'number' ||
  /[ymd]/i.test(bare(format)) ||
  /"[^"]*[^\s"][^"]*"|\\[0-9A-Za-z]|0{6,}|[0#]-/.test(format);
