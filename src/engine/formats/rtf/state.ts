import type { Flow } from './flow.ts';
import { DELETED, HIDDEN, INSERTED, SHOWN } from './run.ts';

/** What holds inside a group and is forgotten at its closing brace. Never changed, always replaced. */
export interface GroupState {
  readonly flow: Flow;
  /** Where coded data goes that is not text. */
  readonly data: DataGroup | undefined;
  /** Stand-in characters after every `\uN` (`\ucN`). */
  readonly standIns: number;
  /** Number of the font; NaN: the document's default font. */
  readonly font: number;
  /** Double-byte text has a font of its own (`\dbch\af13`). */
  readonly doubleByte: boolean;
  readonly doubleByteFont: number | undefined;
  readonly flags: number;
  readonly inTable: boolean;
  readonly level: number;
  /** Numbers of colours: of the letters, of the marker over them, of what is below them and their paragraph. */
  readonly ink: number;
  readonly marker: number;
  readonly shade: number;
  readonly paragraphShade: number;
  readonly halfPoints: number;
}

const PLAIN_SIZE = 24;
/** Letters without any formatting. */
export const PLAIN = {
  flags: SHOWN,
  font: Number.NaN,
  doubleByteFont: undefined,
  ink: 0,
  marker: 0,
  shade: 0,
  halfPoints: PLAIN_SIZE,
} as const;

/** Hexadecimal or raw data of a group: where it lies, and what it is of. */
export interface DataGroup {
  readonly name: string;
  /** Just behind the control word that names it. */
  readonly start: number;
  end: number;
}

const FLAG_WORDS: Readonly<Record<string, number>> = {
  v: HIDDEN,
  deleted: DELETED,
  revised: INSERTED,
};

/** The state after a control word of character or paragraph formatting; the same object if it is none. */
export function formatted(state: GroupState, word: string, param: number | undefined): GroupState {
  const flag = FLAG_WORDS[word];
  if (flag !== undefined)
    return { ...state, flags: param === 0 ? state.flags & ~flag : state.flags | flag };
  switch (word) {
    case 'plain':
      return { ...state, ...PLAIN };
    case 'uc':
      return { ...state, standIns: Math.max(0, param ?? 1) };
    case 'f':
      return state.doubleByte
        ? { ...state, font: param ?? 0, doubleByteFont: param }
        : { ...state, font: param ?? 0 };
    case 'af':
      return state.doubleByte ? { ...state, doubleByteFont: param } : state;
    case 'dbch':
      return { ...state, doubleByte: true };
    case 'loch':
    case 'hich':
      return { ...state, doubleByte: false };
    case 'pard':
      return { ...state, inTable: false, level: 1, paragraphShade: 0 };
    case 'cf':
      return { ...state, ink: param ?? 0 };
    case 'highlight':
      return { ...state, marker: param ?? 0 };
    case 'cb':
    case 'chcbpat':
      return { ...state, shade: param ?? 0 };
    case 'cbpat':
      return { ...state, paragraphShade: param ?? 0 };
    case 'fs':
      return { ...state, halfPoints: param ?? PLAIN_SIZE };
    case 'intbl':
      return { ...state, inTable: true };
    case 'itap':
      return { ...state, inTable: (param ?? 1) > 0, level: Math.min(64, Math.max(1, param ?? 1)) };
    default:
      return state;
  }
}

/** The font whose code page the bytes of text are in. */
export const fontOf = ({ doubleByte, doubleByteFont, font }: GroupState): number =>
  doubleByte && doubleByteFont !== undefined ? doubleByteFont : font;

/** Control words that stand for one character of text. */
export const CHARACTER_WORDS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  softline: '\n',
  emdash: '—',
  endash: '–',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200D',
  zwnj: '\u200C',
  zwbo: '\u200B',
  zwnbo: '\u2060',
  ltrmark: '\u200E',
  rtlmark: '\u200F',
  chpgn: '#',
};

/** Control symbols that stand for one character of text, by the byte after the backslash. */
export const CHARACTER_SYMBOLS: Readonly<Record<number, string>> = {
  126: '\u00A0',
  45: '\u00AD',
  95: '\u2011',
  92: '\\',
  123: '{',
  125: '}',
  9: '\t',
};

/** Words that end a paragraph. */
export const PARAGRAPH_ENDS: readonly string[] = ['par', 'sect', 'page', 'column'];
