import { inflateSync } from 'node:zlib';
import {
  type PDFContext,
  type PDFDict,
  type PDFHexString,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFString,
} from 'pdf-lib';
import type { Removal } from '../../core/document.ts';
import type { BlindSpot, Channel } from '../../core/segment.ts';
import { type Budget, decoded } from './decode.ts';
import { withoutNumbers } from './image-metadata.ts';
import { dictAt, entry, nameAt } from './resources.ts';
import { type Place, survey } from './survey.ts';
import { decodedText, type TextPlace, textPlace } from './texts.ts';
import { type XmpText, xmpTexts } from './xmp.ts';

/** An XMP packet or another stream of plain text. */
export interface TextStream {
  readonly ref: PDFRef;
  readonly packet: string;
  /** The filter got lost when the file was decrypted: it has to be written anew. */
  readonly isBroken: boolean;
  readonly texts: readonly XmpText[];
  readonly channel: Channel;
  readonly part: string;
}

/** A file inside the file. */
export interface Attachment {
  readonly ref: PDFRef;
  readonly name: string;
  readonly bytes: Uint8Array | undefined;
  /** The file specification that names it. */
  readonly specification: Place;
}

/** Keys that a rewritten file does not have any more. */
interface Dropped {
  readonly place: Place;
  readonly keys: readonly string[];
}

/** Everything that a PDF says outside its content streams. */
export interface Extras {
  readonly texts: readonly TextPlace[];
  readonly textStreams: readonly TextStream[];
  readonly attachments: readonly Attachment[];
  readonly removals: readonly Removal[];
  readonly blindSpots: readonly BlindSpot[];
  readonly dropped: readonly Dropped[];
  /** Pictures that say a number beside their pixels, and what is left of them without it. */
  readonly pictures: readonly { readonly ref: PDFRef; readonly bytes: Uint8Array }[];
  /** The tags of every object that the root leads to. */
  readonly reached: ReadonlySet<string>;
}

interface Unwanted {
  readonly keys: readonly string[];
  readonly what: Removal['what'];
  readonly channel: Channel;
  readonly part: string;
  readonly when: Removal['when'];
}

/** What has no place in a published file, or cannot be masked and live on. */
const UNWANTED: readonly (Unwanted & { readonly holds: (dict: PDFDict) => boolean })[] = [
  {
    keys: ['JS', 'S'],
    what: 'script',
    channel: 'script',
    part: '脚本',
    when: 'always',
    holds: (dict) => dict.has(PDFName.of('JS')),
  },
  {
    keys: ['XFA'],
    what: 'script',
    channel: 'form',
    part: 'XFA 表单',
    when: 'always',
    holds: (dict) => dict.has(PDFName.of('XFA')) && dict.has(PDFName.of('Fields')),
  },
  {
    keys: ['PieceInfo'],
    what: 'metadata',
    channel: 'metadata',
    part: '编辑软件的私有数据',
    when: 'always',
    holds: (dict) => dict.has(PDFName.of('PieceInfo')),
  },
  {
    keys: ['Thumb'],
    what: 'thumbnail',
    channel: 'image',
    part: '缩略图',
    when: 'always',
    holds: (dict) => dict.has(PDFName.of('Thumb')),
  },
  {
    keys: ['V'],
    what: 'signature',
    channel: 'form',
    part: '电子签名',
    when: 'on-rewrite',
    holds: (dict) => nameAt(dict, 'FT') === 'Sig' && dict.has(PDFName.of('V')),
  },
  {
    keys: ['SigFlags'],
    what: 'signature',
    channel: 'form',
    part: '电子签名',
    when: 'on-rewrite',
    holds: (dict) => dict.has(PDFName.of('SigFlags')) && dict.has(PDFName.of('Fields')),
  },
  {
    keys: ['Perms', 'DSS', 'Legal', 'SpiderInfo'],
    what: 'signature',
    channel: 'metadata',
    part: '签名与权限',
    when: 'on-rewrite',
    holds: (dict) =>
      nameAt(dict, 'Type') === 'Catalog' &&
      ['Perms', 'DSS', 'Legal', 'SpiderInfo'].some((key) => dict.has(PDFName.of(key))),
  },
];

/** As many digits as a telephone number has. */
const LONG_NUMBER = /\d{11}|\d{7}[\d-]{8}/;
const MAX_PACKET = 64 * 1024 * 1024;
const DROPPED_WHOLE = new Set(['XFA', 'PieceInfo', 'Thumb', 'JS']);

/** Reads everything that the object graph says beside the pages. */
export function readExtras(
  context: PDFContext,
  budget: Budget,
  isContent: (ref: PDFRef) => boolean,
): Extras {
  const reader = new ExtrasReader(context, budget, isContent);
  const reached = survey(context, reader);
  return { ...reader, reached };
}

class ExtrasReader {
  readonly texts: TextPlace[] = [];
  readonly textStreams: TextStream[] = [];
  readonly attachments: Attachment[] = [];
  readonly removals: Removal[] = [];
  readonly blindSpots: BlindSpot[] = [];
  readonly dropped: Dropped[] = [];
  readonly pictures: { ref: PDFRef; bytes: Uint8Array }[] = [];
  readonly #context: PDFContext;
  readonly #budget: Budget;
  readonly #isContent: (ref: PDFRef) => boolean;

  constructor(context: PDFContext, budget: Budget, isContent: (ref: PDFRef) => boolean) {
    this.#isContent = isContent;
    this.#context = context;
    this.#budget = budget;
  }

  skips(key: string, holder: PDFDict): boolean {
    if (key === 'XFA') return holder.has(PDFName.of('Fields'));
    return DROPPED_WHOLE.has(key);
  }

  text(
    text: PDFString | PDFHexString,
    key: string,
    holder: PDFDict | undefined,
    place: Place,
  ): void {
    const found = textPlace(text, key, holder, place);
    if (found) this.texts.push(found);
  }

  /** Keys and states are names, which cannot be masked without breaking what refers to them. */
  name(name: string, ref: PDFRef): void {
    if (LONG_NUMBER.test(name))
      this.blindSpots.push({
        location: { channel: 'hidden', part: '对象名称', address: `对象 ${ref.objectNumber}` },
        reason: 'unknown-object',
      });
  }

  dict(dict: PDFDict, place: Place): void {
    for (const { keys, what, channel, part, when, holds } of UNWANTED) {
      if (!holds(dict)) continue;
      this.dropped.push({ place, keys });
      this.removals.push({ location: { channel, part, address: '' }, what, when });
    }
    if (dict.has(PDFName.of('EF'))) this.#attach(dict, place);
  }

  stream(stream: PDFStream, ref: PDFRef, key: string): void {
    if (this.#isContent(ref) || this.attachments.some((one) => one.ref === ref)) return;
    if (nameAt(stream.dict, 'Subtype') === 'Image') {
      this.#picture(stream, ref);
      return;
    }
    const kind = kindOf(stream.dict, key);
    if (kind === 'other') return;
    const bytes = kind === 'unknown' ? undefined : decoded(stream, { ...this.#budget });
    const packet = bytes && (packetOf(bytes) ?? packetOf(inflatedAgain(bytes)));
    if (packet === undefined) {
      this.#unknown(ref);
      return;
    }
    const isXmp = kind === 'xmp';
    this.textStreams.push({
      ref,
      packet,
      isBroken: bytes !== undefined && packetOf(bytes) === undefined,
      texts: isXmp ? xmpTexts(packet) : [{ text: packet, start: 0, end: packet.length }],
      channel: isXmp ? 'metadata' : 'form',
      part: isXmp ? '文档属性(XMP)' : '长文本',
    });
  }

  #unknown(ref: PDFRef): void {
    this.blindSpots.push({
      location: { channel: 'hidden', part: '文件内部', address: `对象 ${ref.objectNumber}` },
      reason: 'unknown-object',
    });
  }

  #picture(stream: PDFStream, ref: PDFRef): void {
    const bytes = withoutNumbers(stream);
    if (!bytes) return;
    const address = `对象 ${ref.objectNumber}`;
    this.pictures.push({ ref, bytes });
    this.removals.push({
      location: { channel: 'metadata', part: '图片属性', address },
      what: 'metadata',
      when: 'always',
    });
  }

  #attach(specification: PDFDict, place: Place): void {
    const names = [entry(specification, 'UF'), entry(specification, 'F')];
    const name = names.find((one): one is PDFString => one !== undefined && 'asBytes' in one);
    for (const ref of dictAt(specification, 'EF')?.values() ?? []) {
      if (!(ref instanceof PDFRef) || this.attachments.some((one) => one.ref === ref)) continue;
      const stream = this.#context.lookup(ref);
      if (!(stream instanceof PDFStream)) continue;
      this.attachments.push({
        ref,
        name: name ? decodedText(name) : '',
        bytes: decoded(stream, { ...this.#budget }),
        specification: place,
      });
    }
  }
}

/** Keys on which streams hang whose text, if any, is read elsewhere or is none. */
const KNOWN_KEYS =
  /^(?:Contents|FontFile[23]?|ToUnicode|Encoding|CIDToGIDMap|CIDSet|ICCBased|DestOutputProfile|ColorSpace|CS|Function|Functions|TR2?|BG2?|UCR2?|HT|Shading|UseCMap|SMask|Mask|JBIG2Globals|Default(?:RGB|Gray|CMYK))$/;

function kindOf(dict: PDFDict, key: string): 'other' | 'xmp' | 'text' | 'unknown' {
  const type = nameAt(dict, 'Type');
  if (type === 'Metadata' || key === 'Metadata') return 'xmp';
  if (key === 'RC' || key === 'V' || key === 'DV') return 'text';
  if (type === 'ObjStm' || type === 'XRef') return 'other';
  if (type === 'CMap' || dict.has(PDFName.of('FunctionType'))) return 'other';
  if (dict.has(PDFName.of('ShadingType')) || dict.has(PDFName.of('HalftoneType'))) return 'other';
  // A colour profile says how many colours it has.
  if (dict.has(PDFName.of('N')) && dict.keys().length <= 6) return 'other';
  return KNOWN_KEYS.test(key) ? 'other' : 'unknown';
}

/** PDFium drops the filter of metadata when it takes the encryption off. */
function inflatedAgain(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_PACKET });
  } catch {
    return bytes;
  }
}

function packetOf(bytes: Uint8Array): string | undefined {
  const wide = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c);
  try {
    return new TextDecoder(wide ? 'utf-16be' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
