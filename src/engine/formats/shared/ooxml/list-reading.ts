import { declaredEncoding, xmlDecoder } from '../xml/encoding.ts';
import { type ListItem, PlainList } from './plain-list.ts';
import { SaxReading } from './sax-reading.ts';

const LISTS = ['<sheetData', '<sst'] as const;
const END = { row: '</row>', si: '</si>' } as const;
/** An item that is longer is none of the plain ones. */
const LONGEST = 1 << 20;
const NOTHING = Buffer.alloc(0);

/**
 * The text of one XML part, as `SaxReading` tells it. Saxes takes ten times as long over a row of plain
 * cells as its grammar needs, so between the items of a list it is spared those that are plain.
 */
export class ListReading {
  readonly #sax: SaxReading;
  readonly #plain: PlainList;
  #decode: ReturnType<typeof xmlDecoder> | undefined;
  #mayBeList = false;
  #item: ListItem | undefined;
  /** The beginning of an item whose end has not come yet. */
  #begun = NOTHING;

  constructor(lenient: boolean, shared: string[]) {
    this.#sax = new SaxReading(lenient, shared);
    this.#plain = new PlainList(shared, (item, words) => this.#sax.say(item, words));
  }

  get root(): string {
    return this.#sax.root;
  }

  /** Takes in the next bytes of the part. */
  write(piece: Buffer): void {
    this.#decode ??= this.#begin(piece);
    const bytes = this.#begun.length > 0 ? Buffer.concat([this.#begun, piece]) : piece;
    this.#begun = NOTHING;
    for (let at = 0; at < bytes.length; ) {
      const item = this.#mayBeList ? this.#sax.next : undefined;
      if (item !== undefined) {
        this.#item = item;
        at = this.#plain.read(item, bytes, at);
        if (bytes.length - at < LONGEST && bytes.indexOf(END[item], at, 'latin1') < 0) {
          this.#begun = Buffer.from(bytes.subarray(at));
          return;
        }
      }
      const end = this.#mayBeList ? this.#stop(bytes, at) : bytes.length;
      this.#sax.write(this.#decode(bytes.subarray(at, end)));
      at = end;
    }
  }

  end(): void {
    if (this.#decode) this.#sax.write(this.#decode(this.#begun) + this.#decode());
    this.#sax.end();
  }

  /** What has been read since the last call. */
  take(): string[] {
    return this.#sax.take();
  }

  #begin(piece: Buffer) {
    const encoding = declaredEncoding(piece);
    this.#mayBeList = encoding === 'utf-8';
    return xmlDecoder(encoding);
  }

  /** Up to where saxes reads before the list may go on without it. */
  #stop(bytes: Buffer, from: number): number {
    if (this.#item !== undefined) {
      const end = bytes.indexOf(END[this.#item], from, 'latin1');
      return end < 0 ? bytes.length : end + END[this.#item].length;
    }
    const starts = LISTS.map((list) => bytes.indexOf(list, from, 'latin1')).filter((at) => at >= 0);
    const end = starts.length > 0 ? bytes.indexOf('>', Math.min(...starts), 'latin1') : -1;
    return end < 0 ? bytes.length : end + 1;
  }
}
