import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFWriter,
} from 'pdf-lib';

/**
 * The objects that a rewritten file has in other form than the one that was read. The graph that was
 * read stays as it is, so a document can be rewritten any number of times.
 */
export class Overlay {
  private readonly source: PDFContext;
  private readonly changed = new Map<string, PDFObject>();
  private next: number;
  /** The document information, when it is still wanted. */
  info: PDFObject | undefined;

  constructor(source: PDFContext) {
    this.source = source;
    this.next = source.largestObjectNumber + 1;
    this.info = source.trailerInfo.Info;
  }

  lookup(ref: PDFRef): PDFObject | undefined {
    return this.changed.get(ref.tag) ?? this.source.lookup(ref);
  }

  /** A copy of the object that may be changed; asked again, the same copy. */
  editable(ref: PDFRef): PDFObject | undefined {
    const known = this.changed.get(ref.tag);
    if (known) return known;
    const object = this.source.lookup(ref);
    if (!object) return undefined;
    const copy = copied(object);
    this.changed.set(ref.tag, copy);
    return copy;
  }

  replace(ref: PDFRef, object: PDFObject): void {
    this.changed.set(ref.tag, object);
  }

  add(object: PDFObject): PDFRef {
    const ref = PDFRef.of(this.next++);
    this.changed.set(ref.tag, object);
    return ref;
  }

  /** Writes what the root still leads to, once, and nothing else. */
  async save(): Promise<Uint8Array> {
    const target = PDFContext.create();
    target.trailerInfo.Root = this.source.trailerInfo.Root as PDFObject;
    if (this.info) target.trailerInfo.Info = this.info;
    target.largestObjectNumber = this.next - 1;
    const queue: PDFObject[] = [target.trailerInfo.Root];
    if (this.info) queue.push(this.info);
    const seen = new Set<string>();
    for (let object = queue.pop(); object; object = queue.pop()) {
      if (!(object instanceof PDFRef)) {
        queue.push(...childrenOf(object));
        continue;
      }
      if (seen.has(object.tag)) continue;
      seen.add(object.tag);
      const found = this.lookup(object);
      if (!found) continue;
      target.assign(object, found);
      queue.push(found);
    }
    target.trailerInfo.ID = target.obj([PDFHexString.of(NO_ID), PDFHexString.of(NO_ID)]);
    return identified(
      await PDFWriter.forContext(target, Number.POSITIVE_INFINITY).serializeToBuffer(),
    );
  }
}

const NO_ID = '0'.repeat(32);

/** Archives want every file to have an identifier; one made of the content keeps the output reproducible. */
function identified(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const id = createHash('sha256')
    .update(file)
    .digest('hex')
    .slice(0, 32)
    .replaceAll(/\d/g, toLetter);
  const second = file.lastIndexOf(NO_ID);
  const first = file.lastIndexOf(NO_ID, second - 1);
  for (const at of [first, second]) file.write(id, at, 'latin1');
  return file;
}

/** No digits, so that nobody takes the identifier for a number of a person. */
const toLetter = (digit: string): string => 'abcdefabcd'.charAt(Number(digit));

/** What an object holds or leads to. */
export function childrenOf(object: PDFObject): PDFObject[] {
  if (object instanceof PDFDict) return object.values();
  if (object instanceof PDFArray) return object.asArray();
  if (object instanceof PDFStream) return object.dict.values();
  return [];
}

/** A copy down to the references, which stay what they are. */
function copied(object: PDFObject): PDFObject {
  if (object instanceof PDFDict) {
    const dict = PDFDict.withContext(object.context);
    for (const [key, value] of object.entries()) dict.set(key, copied(value));
    return dict;
  }
  if (object instanceof PDFArray) {
    const array = PDFArray.withContext(contextOf(object));
    for (const item of object.asArray()) array.push(copied(item));
    return array;
  }
  if (object instanceof PDFStream)
    return PDFRawStream.of(copied(object.dict) as PDFDict, object.getContents());
  return object;
}

const contextOf = (array: PDFArray): PDFContext =>
  (array as unknown as { readonly context: PDFContext }).context;

/** A stream with new content under the dictionary of an old one. */
export function streamWith(
  dict: PDFDict,
  content: Uint8Array,
  filter: string | undefined,
): PDFRawStream {
  for (const key of ['Filter', 'F', 'DecodeParms', 'DP', 'Length', 'DL'])
    dict.delete(PDFName.of(key));
  if (filter) dict.set(PDFName.of('Filter'), PDFName.of(filter));
  return PDFRawStream.of(dict, content);
}
