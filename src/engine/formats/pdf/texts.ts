import { type PDFDict, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import type { Channel } from '../../core/segment.ts';
import { utf16Text } from '../shared/utf16.ts';
import { entry, nameAt } from './resources.ts';
import type { Place } from './survey.ts';

/** A text that stands in the object graph and not in a content stream. */
export interface TextPlace {
  readonly text: string;
  readonly channel: Channel;
  readonly part: string;
  readonly place: Place;
}

/** Strings of bytes under these keys are keys, sums and tables; nobody reads them. */
const TECHNICAL = new Set([
  'ID',
  'CheckSum',
  'CharSet',
  'Panose',
  'Lookup',
  'Registry',
  'Ordering',
  'CIDSet',
  'DA',
  'Lang',
]);
/** As many digits as a telephone number has. */
const LONG_NUMBER = /\d{11}/;
const DATES = new Set(['CreationDate', 'ModDate', 'M', 'LastModified']);
const DATE = /^D:\d{4,14}(?:Z|[+-]\d{2}'?\d{0,2})?[\d']*$/i;

/** The text of a string, when a person or a program could read it as text. */
export function textPlace(
  string: PDFString | PDFHexString,
  key: string,
  holder: PDFDict | undefined,
  place: Place,
): TextPlace | undefined {
  const text = decodedText(string);
  // A certificate may name its owner by number, and anybody may call a property “ID”.
  if (isTechnical(string, key, holder) && !LONG_NUMBER.test(text)) return undefined;
  if (text.trim() === '') return undefined;
  if (DATES.has(key) && DATE.test(text)) return undefined;
  const [channel, part] = whereItIs(key, holder);
  return { text, channel, part, place };
}

function isTechnical(
  string: PDFString | PDFHexString,
  key: string,
  holder: PDFDict | undefined,
): boolean {
  if (TECHNICAL.has(key)) return true;
  if (key === 'ColorSpace' || key === 'CS') return true;
  // The signature itself; the text /Contents of an annotation is another thing.
  const isSignature = holder?.has(PDFName.of('ByteRange')) === true;
  return isSignature && (key === 'Contents' || key === 'Cert') && string instanceof PDFHexString;
}

/** pdf-lib takes UTF-16 only with a mark in big-endian order; some producers write the other. */
export function decodedText(string: PDFString | PDFHexString): string {
  const bytes = string.asBytes();
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16Text(Buffer.from(bytes.subarray(2)));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return Buffer.from(bytes.subarray(3)).toString('utf8');
  try {
    return string.decodeText();
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** The string that says `text`; plain where a viewer expects plain bytes. */
export const encodedText = (text: string): PDFHexString | PDFString =>
  /^[\x20-\x7e]*$/.test(text)
    ? PDFString.of(text.replaceAll(/[\\()]/g, '\\$&'))
    : PDFHexString.fromText(text);

const LINKS = new Set(['URI', 'Dest', 'D', 'Base', 'Names', 'Limits']);
const FILES = new Set(['F', 'UF', 'DOS', 'Mac', 'Unix', 'Desc']);
const SPOKEN = new Set(['ActualText', 'Alt', 'E']);

function whereItIs(key: string, holder: PDFDict | undefined): [Channel, string] {
  if (SPOKEN.has(key)) return ['hidden', '替代文字'];
  if (LINKS.has(key)) return ['link', '链接'];
  if (holder && FILES.has(key) && isFile(holder)) return ['file-name', '附件名'];
  if (holder && isField(holder)) return ['form', '表单'];
  if (holder?.has(PDFName.of('Rect')) || key === 'RC') return ['annotation', '批注'];
  if (key === 'Title' && holder && isOutline(holder)) return ['outline', '书签'];
  if (key === 'Name' && nameAt(holder, 'Type') === 'OCG') return ['hidden', '图层名'];
  return ['metadata', key === 'P' || key === 'St' ? '页码标签' : '文档属性'];
}

const isFile = (holder: PDFDict): boolean =>
  nameAt(holder, 'Type')?.startsWith('F') === true ||
  holder.has(PDFName.of('EF')) ||
  holder.has(PDFName.of('UF')) ||
  holder.has(PDFName.of('S'));

const isField = (holder: PDFDict): boolean =>
  holder.has(PDFName.of('FT')) ||
  nameAt(holder, 'Subtype') === 'Widget' ||
  holder.has(PDFName.of('Fields')) ||
  (holder.has(PDFName.of('T')) && holder.has(PDFName.of('Kids')));

const isOutline = (holder: PDFDict): boolean =>
  entry(holder, 'Parent') !== undefined && !holder.has(PDFName.of('Rect'));
