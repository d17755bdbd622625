import { PDFArray, type PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import { asDict, entry, nameAt } from './resources.ts';

/** Names such as g12, cid345, index6, C0031, which say which glyph it is and not which letter. */
const NUMBERED = /^(?:g|G|c|C|cid|CID|gid|glyph|index|a|f|t|x|H)[.-]?\d{1,5}$|^\d+$/;

/** Codes whose glyphs have numbers for names. */
export const numberedCodes = (dict: PDFDict): Set<number> =>
  new Set(namesOf(dict).flatMap(([code, name]) => (NUMBERED.test(name) ? [code] : [])));

const DIGIT_NAMES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
];
/** Fonts that a viewer brings itself, and what it draws for the codes of digits. */
const STANDARD = /^(?:Helvetica|Times|Courier|Arial|TimesNewRoman|CourierNew)\b/;
const ZERO = 0x30;

/** Codes whose glyphs are digits by name, or in a font that every viewer has, and which digit. */
export function digitCodes(dict: PDFDict): Map<number, string> {
  const codes = new Map<number, string>();
  const isStandard =
    STANDARD.test(nameAt(dict, 'BaseFont') ?? '') && !dict.has(PDFName.of('FontDescriptor'));
  if (isStandard) for (const digit of DIGIT_NAMES.keys()) codes.set(ZERO + digit, String(digit));
  for (const [code, name] of namesOf(dict)) {
    const digit = DIGIT_NAMES.indexOf(name);
    if (digit >= 0) codes.set(code, String(digit));
    else codes.delete(code);
  }
  return codes;
}

/** The names that an encoding gives to single codes. */
function namesOf(dict: PDFDict): [code: number, name: string][] {
  const differences = entry(asDict(entry(dict, 'Encoding')), 'Differences');
  const found: [number, string][] = [];
  if (!(differences instanceof PDFArray)) return found;
  let code = 0;
  for (let index = 0; index < differences.size(); index++) {
    const item = differences.lookup(index);
    if (item instanceof PDFNumber) code = item.asNumber();
    else if (item instanceof PDFName) found.push([code++, item.decodeText()]);
  }
  return found;
}
