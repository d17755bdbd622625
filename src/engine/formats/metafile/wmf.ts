import { narrow } from './characters.ts';
import { type Drawing, Drawn, widthOf } from './drawing.ts';

/** Records of [MS-WMF] that a reader of texts has to know. */
const RECORD = {
  setTextAlign: 0x012e,
  lineTo: 0x0213,
  moveTo: 0x0214,
  text: 0x0521,
  extText: 0x0a32,
} as const;
const MOVES: ReadonlySet<number> = new Set([
  0x0103, 0x0149, 0x020b, 0x020c, 0x020d, 0x020e, 0x020f, 0x0211, 0x0410, 0x0412,
]);
/** A box, a block of colour. */
const BOXES: ReadonlySet<number> = new Set([0x041b, 0x061d]);
/** State that draws nothing, the end. */
const SILENT: ReadonlySet<number> = new Set([
  0x0000, 0x001e, 0x0035, 0x00f7, 0x0102, 0x0104, 0x0106, 0x0107, 0x0108, 0x0127, 0x012c, 0x012d,
  0x0139, 0x01f0, 0x0201, 0x0209, 0x020a, 0x0220, 0x0231, 0x0234, 0x02fa, 0x02fb, 0x02fc, 0x0415,
  0x0416, 0x06ff,
]);

const PLACEABLE = 0x9ac6cdd7;
const SIZE_OF_PLACEABLE = 22;
const SIZE_OF_HEADER = 18;
const WITH_BOX = 0x06;
const BY_GLYPHS = 0x10;
const GOES_ON = 1;

export function isWmf(data: Buffer): boolean {
  if (data.length < SIZE_OF_HEADER) return false;
  if (data.readUInt32LE(0) === PLACEABLE) return true;
  const [type, header, version] = [0, 2, 4].map((at) => data.readUInt16LE(at));
  return (type === 1 || type === 2) && header === 9 && (version === 0x0100 || version === 0x0300);
}

/** Reads the records of a Windows metafile. Throws a RangeError when one runs past the end. */
export function readWmf(data: Buffer): Drawing {
  const drawn = new Drawn();
  const reader = new WmfReader(data, drawn);
  const isPlaceable = data.readUInt32LE(0) === PLACEABLE;
  for (let at = SIZE_OF_HEADER + (isPlaceable ? SIZE_OF_PLACEABLE : 0); at < data.length; ) {
    const size = 2 * data.readUInt32LE(at);
    if (size < 6 || at + size > data.length) throw new RangeError('a record runs past the end');
    reader.record(data.readUInt16LE(at + 4), at + 6, size - 6);
    at += size;
  }
  return drawn.drawing;
}

class WmfReader {
  readonly #data: Buffer;
  readonly #drawn: Drawn;

  constructor(data: Buffer, drawn: Drawn) {
    this.#data = data;
    this.#drawn = drawn;
  }

  record(type: number, at: number, size: number): void {
    if (type === RECORD.text) this.#text(at);
    else if (type === RECORD.extText) this.#extText(at, size);
    else if (MOVES.has(type)) this.#drawn.moves();
    else if (type === RECORD.moveTo || type === RECORD.lineTo)
      this.#drawn.penTo(
        this.#data.readInt16LE(at + 2),
        this.#data.readInt16LE(at),
        type === RECORD.lineTo,
      );
    else if (BOXES.has(type)) this.#drawn.rules();
    else if (type === RECORD.setTextAlign) {
      if (this.#data.readUInt16LE(at) & GOES_ON) this.#drawn.shape();
    } else if (!SILENT.has(type)) this.#drawn.shape();
  }

  #text(at: number): void {
    const length = this.#data.readUInt16LE(at);
    const place = at + 2 + length + (length % 2);
    const [y, x] = [this.#data.readInt16LE(place), this.#data.readInt16LE(place + 2)];
    this.#drawn.texts.push({ ...narrow(this.#data, at + 2, length), x, y, end: undefined });
  }

  #extText(at: number, size: number): void {
    const data = this.#data;
    const [y, x, length] = [0, 2, 4].map((by) => data.readInt16LE(at + by)) as [
      number,
      number,
      number,
    ];
    const options = data.readUInt16LE(at + 6);
    const offset = at + (options & WITH_BOX ? 16 : 8);
    if (options & BY_GLYPHS) this.#drawn.shape();
    if (length <= 0 || options & BY_GLYPHS) return;
    if (offset + length > at + size) throw new RangeError('text past the end');
    const widths = offset + length + (length % 2);
    const isWide = widths + 2 * length <= at + size;
    const widthAt = (index: number) => data.readInt16LE(widths + 2 * index);
    const end = isWide ? x + widthOf(length, widthAt) : undefined;
    this.#drawn.texts.push({ ...narrow(data, offset, length), x, y, end });
  }
}
