import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from 'pdf-lib';
import { DocumentError } from '../../core/errors.ts';

/** Where an object is written: the numbered object that holds it, and the way from there. */
export interface Place {
  readonly owner: PDFRef;
  readonly path: readonly (string | number)[];
}

/** What a walk over the object graph meets, each object once. */
export interface Surveyor {
  dict?(dict: PDFDict, place: Place): void;
  text?(
    text: PDFString | PDFHexString,
    key: string,
    holder: PDFDict | undefined,
    place: Place,
  ): void;
  stream?(stream: PDFStream, ref: PDFRef, key: string): void;
  /** A name, of a key or as a value. */
  name?(name: string, ref: PDFRef): void;
  /** Whether to leave out what hangs on this key. */
  skips?(key: string, holder: PDFDict): boolean;
}

const MAX_NESTING = 500;
const PALETTES = new Set(['/Indexed', '/I']);

interface Waiting {
  readonly ref: PDFRef;
  readonly key: string;
  readonly holder: PDFDict | undefined;
}

/** Walks from the root and the document information to everything that they lead to. */
export function survey(context: PDFContext, surveyor: Surveyor): Set<string> {
  const { Root, Info } = context.trailerInfo;
  const seen = new Set<string>();
  const queue: Waiting[] = [];
  const meet = (object: PDFObject | undefined, key: string): void => {
    if (object instanceof PDFRef) queue.push({ ref: object, key, holder: undefined });
  };
  meet(Info, 'Info');
  meet(Root, 'Root');
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (seen.has(next.ref.tag)) continue;
    seen.add(next.ref.tag);
    const object = context.lookup(next.ref);
    if (object) new Visit(next, surveyor, queue).enter(object, next.key, next.holder, []);
  }
  return seen;
}

class Visit {
  private readonly owner: PDFRef;
  private readonly surveyor: Surveyor;
  private readonly queue: Waiting[];

  constructor({ ref }: Waiting, surveyor: Surveyor, queue: Waiting[]) {
    this.owner = ref;
    this.surveyor = surveyor;
    this.queue = queue;
  }

  enter(
    object: PDFObject,
    key: string,
    holder: PDFDict | undefined,
    path: readonly (string | number)[],
  ): void {
    if (path.length > MAX_NESTING) throw tooDeep();
    if (object instanceof PDFRef) this.queue.push({ ref: object, key, holder });
    else if (object instanceof PDFName) this.surveyor.name?.(object.decodeText(), this.owner);
    else if (object instanceof PDFString || object instanceof PDFHexString)
      this.surveyor.text?.(object, key, holder, { owner: this.owner, path });
    else if (object instanceof PDFArray) {
      const items = object.asArray();
      // The table of an indexed colour space is a string of bytes that nobody reads.
      const isPalette = items.length === 4 && PALETTES.has(items[0]?.toString() ?? '');
      for (const [index, item] of (isPalette ? items.slice(0, 3) : items).entries())
        this.enter(item, key, holder, [...path, index]);
    } else if (object instanceof PDFDict) this.enterDict(object, path);
    else if (object instanceof PDFStream) {
      this.surveyor.stream?.(object, this.owner, key);
      this.enterDict(object.dict, path);
    }
  }

  private enterDict(dict: PDFDict, path: readonly (string | number)[]): void {
    this.surveyor.dict?.(dict, { owner: this.owner, path });
    for (const [name, value] of dict.entries()) {
      const key = name.decodeText();
      this.surveyor.name?.(key, this.owner);
      if (!this.surveyor.skips?.(key, dict)) this.enter(value, key, dict, [...path, key]);
    }
  }
}

const tooDeep = () =>
  new DocumentError(
    'document-limit-exceeded',
    '文件内部嵌套过深 · the objects of the file are nested too deep',
  );
