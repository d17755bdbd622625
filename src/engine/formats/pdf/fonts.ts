import {
  PDFArray,
  type PDFContext,
  type PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFString,
} from 'pdf-lib';
import { digitCodes, numberedCodes } from './glyph-names.ts';
import { asDict, entry, identity, matrixAt, nameAt } from './resources.ts';

/** One code of a string as a reader sees it. */
export interface Glyph {
  /** What it reads as; `undefined` when nobody can tell. */
  readonly text: string | undefined;
  readonly code: number;
  /** Bytes of the code in the string. */
  readonly length: number;
  /** How far it moves the text on, for a font size of 1; along the column in vertical writing. */
  readonly advance: number;
  /** Vertical writing: from the point where the text stands to where the glyph is drawn. */
  readonly offset: readonly [number, number] | undefined;
}

/** How a string splits into codes: the variable kind has to be told by the decoder. */
type Splitting = 'one-byte' | 'two-byte' | 'variable';

/** Adobe's own collections, whose codes everybody knows without a ToUnicode map. */
const KNOWN_COLLECTION = /^(?:GB1|CNS1|Japan1|Korea1|KR)$/;

/** A font, the codes that the document shows in it, and what they read as. */
export class Font {
  readonly object: PDFObject;
  readonly dict: PDFDict;
  readonly splitting: Splitting;
  readonly vertical: boolean;
  /** The font's own unit in thousandths of the font size: 1 but for Type 3. */
  readonly unit: number;
  /** Why what it says cannot be believed: its codes lead to glyphs, and nothing says to which letters. */
  unreadable: boolean;
  readonly codes = new Set<number>();
  readonly strings = new Map<string, readonly Glyph[] | undefined>();
  private readonly glyphs = new Map<number, Glyph>();
  /** Codes whose glyphs have numbers for names, so that only a ToUnicode map could tell their letters. */
  readonly #numbered: ReadonlySet<number>;
  /** Codes whose glyphs are digits by name, and which. */
  readonly #digits: ReadonlyMap<number, string>;

  constructor(object: PDFObject, dict: PDFDict) {
    this.object = object;
    this.dict = dict;
    const composite = nameAt(dict, 'Subtype') === 'Type0';
    const encoding = composite ? (nameAt(dict, 'Encoding') ?? '') : '';
    this.vertical = composite && isVertical(entry(dict, 'Encoding'), encoding);
    this.unit =
      nameAt(dict, 'Subtype') === 'Type3' ? Math.abs(matrixAt(dict, 'FontMatrix')[0]) * 1000 : 1;
    this.splitting = splittingOf(composite, encoding);
    this.unreadable = hasNoLetters(dict, composite);
    this.#numbered = dict.has(PDFName.of('ToUnicode')) ? new Set() : numberedCodes(dict);
    this.#digits = composite ? new Map() : digitCodes(dict);
  }

  /** Notes that the document shows this string. */
  want(bytes: Uint8Array): void {
    if (this.splitting === 'variable') {
      const key = latin1(bytes);
      if (!this.strings.has(key)) this.strings.set(key, undefined);
      return;
    }
    const step = this.splitting === 'one-byte' ? 1 : 2;
    for (let at = 0; at + step <= bytes.length; at += step) this.codes.add(codeAt(bytes, at, step));
  }

  learn(glyph: Glyph): void {
    if (this.#numbered.has(glyph.code)) this.unreadable = true;
    // Drawn as one digit and said to be another letter: what is copied is not what is seen.
    const digit = this.#digits.get(glyph.code);
    if (digit !== undefined && glyph.text?.normalize('NFKC') !== digit) this.unreadable = true;
    this.glyphs.set(glyph.code, glyph);
  }

  /** The glyphs of a string, or `undefined` when it does not split into them without a rest. */
  read(bytes: Uint8Array): readonly Glyph[] | undefined {
    if (this.splitting === 'variable') return this.strings.get(latin1(bytes));
    const step = this.splitting === 'one-byte' ? 1 : 2;
    if (bytes.length % step !== 0) return undefined;
    const found: Glyph[] = [];
    for (let at = 0; at < bytes.length; at += step) {
      const glyph = this.glyphs.get(codeAt(bytes, at, step));
      if (!glyph) return undefined;
      found.push(glyph);
    }
    return found;
  }
}

/** Every font of a document, once. */
export class FontBook {
  readonly fonts = new Map<string | PDFObject, Font>();
  readonly context: PDFContext;

  constructor(context: PDFContext) {
    this.context = context;
  }

  of(object: PDFObject | undefined): Font | undefined {
    if (!object) return undefined;
    const key = identity(object);
    const known = this.fonts.get(key);
    if (known) return known;
    const dict = asDict(this.context.lookup(object));
    if (!dict) return undefined;
    const font = new Font(object, dict);
    this.fonts.set(key, font);
    return font;
  }
}

export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const codeAt = (bytes: Uint8Array, at: number, step: number): number =>
  step === 1 ? (bytes[at] as number) : (bytes[at] as number) * 256 + (bytes[at + 1] as number);

function splittingOf(composite: boolean, encoding: string): Splitting {
  if (!composite) return 'one-byte';
  return encoding.startsWith('Identity-') || encoding.includes('UCS2') ? 'two-byte' : 'variable';
}

function isVertical(encoding: PDFObject | undefined, name: string): boolean {
  if (name) return name === 'V' || name.endsWith('-V');
  return entry(asDict(encoding), 'WMode')?.toString() === '1';
}

function hasNoLetters(dict: PDFDict, composite: boolean): boolean {
  if (dict.has(PDFName.of('ToUnicode'))) return false;
  const subtype = nameAt(dict, 'Subtype');
  if (subtype === 'Type3') return true;
  if (composite) return !KNOWN_COLLECTION.test(collectionOf(dict));
  // A TrueType subset without an encoding maps code 1, 2, 3 … to glyphs in the order of their use.
  const isSubset = /^[A-Z]{6}\+/.test(nameAt(dict, 'BaseFont') ?? '');
  return subtype === 'TrueType' && isSubset && !dict.has(PDFName.of('Encoding'));
}

function collectionOf(dict: PDFDict): string {
  const descendants = entry(dict, 'DescendantFonts');
  const first = descendants instanceof PDFArray ? asDict(descendants.lookup(0)) : undefined;
  const ordering = entry(asDict(entry(first, 'CIDSystemInfo')), 'Ordering');
  return ordering instanceof PDFString || ordering instanceof PDFHexString
    ? ordering.decodeText()
    : '';
}
