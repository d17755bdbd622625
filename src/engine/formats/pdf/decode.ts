import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFStream,
} from 'pdf-lib';
import { DocumentError } from '../../core/errors.ts';
import { unpredict } from './predictor.ts';

/** Filters whose result is pixels, never text. */
const PIXELS = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode']);

/** Bytes that the streams of one document may still inflate to. */
export interface Budget {
  left: number;
}

/** The stream's bytes without its filters; `undefined` when a filter leads to pixels, is unknown or fails. */
export function decoded(stream: PDFStream, budget: Budget): Uint8Array | undefined {
  try {
    return unfiltered(stream, budget);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    return undefined;
  }
}

function unfiltered(stream: PDFStream, budget: Budget): Uint8Array | undefined {
  let bytes = stream.getContents();
  const parms = listOf(stream.dict, 'DecodeParms', 'DP');
  for (const [index, filter] of listOf(stream.dict, 'Filter', 'F').entries()) {
    if (!(filter instanceof PDFName)) return undefined;
    const name = filter.decodeText();
    if (PIXELS.has(name) || name === 'Crypt') return undefined;
    const parm = parms[index];
    bytes = unfilter(bytes, name, parm instanceof PDFDict ? parm : undefined, budget);
  }
  return bytes;
}

function unfilter(
  bytes: Uint8Array,
  filter: string,
  parms: PDFDict | undefined,
  budget: Budget,
): Uint8Array {
  const flate = filter === 'FlateDecode' || filter === 'Fl';
  const plain = flate ? inflated(bytes, budget) : byPdfLib(bytes, filter, parms);
  budget.left -= plain.length;
  if (budget.left < 0) throw tooLarge();
  return parms ? unpredict(plain, (key, otherwise) => numberAt(parms, key, otherwise)) : plain;
}

/** Reads on where only the check sum is wrong, as every viewer does. */
function inflated(bytes: Uint8Array, budget: Budget): Uint8Array {
  const options = {
    finishFlush: constants.Z_SYNC_FLUSH,
    maxOutputLength: Math.max(1, Math.min(budget.left, 0x7fffffff)),
  };
  try {
    return inflateSync(bytes, options);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    return inflateRawSync(bytes.subarray(ZLIB_HEADER), options);
  }
}

const ZLIB_HEADER = 2;

const EMPTY = PDFContext.create();

const FULL_NAMES: Readonly<Record<string, string>> = {
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
};

function byPdfLib(bytes: Uint8Array, filter: string, parms: PDFDict | undefined): Uint8Array {
  const dict = PDFDict.withContext(parms?.context ?? EMPTY);
  dict.set(PDFName.of('Filter'), PDFName.of(FULL_NAMES[filter] ?? filter));
  if (parms) dict.set(PDFName.of('DecodeParms'), parms);
  return decodePDFRawStream(PDFRawStream.of(dict, bytes)).decode();
}

function listOf(dict: PDFDict, key: string, short: string): PDFObject[] {
  const value = dict.lookup(PDFName.of(key)) ?? dict.lookup(PDFName.of(short));
  if (value instanceof PDFArray)
    return value.asArray().map((item) => dict.context.lookup(item) ?? item);
  return value === undefined ? [] : [value];
}

function numberAt(dict: PDFDict, key: string, otherwise: number): number {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : otherwise;
}

const tooLarge = () =>
  new DocumentError(
    'document-limit-exceeded',
    '文件解压后太大 · the file is too large when inflated',
  );
