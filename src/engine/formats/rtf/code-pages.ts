import iconv from 'iconv-lite';

/** `\fcharset` of a font → Windows code page (RTF 1.9.1, font table). */
const BY_CHARSET: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
};
const DOUBLE_BYTE: readonly number[] = [932, 936, 949, 950];

/** How the bytes of text under one code page become characters. */
export interface CodePage {
  readonly isLead: (byte: number) => boolean;
  readonly isTrail: (byte: number) => boolean;
  readonly char: (byte: number) => string;
  readonly pair: (lead: number, trail: number) => string;
}

const known = new Map<number, CodePage>();

/** The code page of a number such as 936; Windows Western for one that nobody knows. */
export function codePage(number: number): CodePage {
  let page = known.get(number);
  if (!page) {
    page = made(number);
    known.set(number, page);
  }
  return page;
}

/** The code page that a font of this `\fcharset` is written in; undefined: that of the document. */
export const codePageOfCharset = (charset: number): number | undefined => BY_CHARSET[charset];

function made(number: number): CodePage {
  const name = number === 10000 ? 'macintosh' : `cp${number}`;
  const encoding = iconv.encodingExists(name) ? name : 'cp1252';
  const double = DOUBLE_BYTE.includes(number);
  const singles = Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : iconv.decode(Buffer.from([byte]), encoding),
  );
  return {
    isLead: (byte) => double && byte >= 0x81 && byte <= 0xfe && !isHalfKana(number, byte),
    // Below 0x40 stand the digits: they are never taken for the second half of a character.
    isTrail: (byte) => byte >= 0x40 && byte !== 0x7f,
    char: (byte) => singles[byte] as string,
    pair: (lead, trail) => iconv.decode(Buffer.from([lead, trail]), encoding).charAt(0),
  };
}

const isHalfKana = (number: number, byte: number) => number === 932 && byte >= 0xa0 && byte <= 0xdf;
