import { narrow, wide } from './characters.ts';
import { type Drawing, Drawn, widthOf } from './drawing.ts';

/** Records of [MS-EMF] that a reader of texts has to know. */
const RECORD = {
  header: 1,
  setTextAlign: 22,
  moveTo: 27,
  box: 43,
  lineTo: 54,
  comment: 70,
  bitBlt: 76,
  textA: 83,
  textW: 84,
  polyTextA: 96,
  polyTextW: 97,
  smallText: 108,
} as const;

/** Window and viewport: from where and in which scale all that follows is drawn. */
const MOVES: ReadonlySet<number> = new Set([9, 10, 11, 12, 17, 31, 32, 115]);
/** State that draws nothing: pens, brushes, fonts, colours, clipping by boxes; the end. */
const SILENT: ReadonlySet<number> = new Set([
  1, 13, 14, 16, 18, 19, 20, 21, 24, 25, 26, 28, 29, 30, 33, 34, 37, 38, 39, 40, 48, 49, 58, 75, 82,
  95, 98,
]);
/** Polygons and lines of several points, in four bytes and in two. */
const LONG_LINES: ReadonlySet<number> = new Set([3, 4]);
const SHORT_LINES: ReadonlySet<number> = new Set([86, 87]);
const MOST_CORNERS = 8;
/** Of these, the ones that close by themselves. */
const BOXES: ReadonlySet<number> = new Set([3, 86]);
/** The first may stand once more as the last. */
const BOX_CORNERS = 5;
/** Records of [MS-EMFPLUS] that draw: filled and drawn shapes, pictures, words. */
const drawsByGdiPlus = (type: number): boolean =>
  (type >= 0x4009 && type <= 0x401c) || type === 0x4036;

const BY_GLYPHS = 0x10;
const NO_BOX = 0x100;
const NARROW = 0x200;
const GOES_ON = 1;
const SIZE_OF_TEXT = 40;

export const isEmf = (data: Buffer): boolean =>
  data.length >= 88 &&
  data.readUInt32LE(0) === RECORD.header &&
  data.toString('latin1', 40, 44) === ' EMF';

/** Reads the records of an enhanced metafile. Throws a RangeError when one runs past the end. */
export function readEmf(data: Buffer): Drawing {
  const drawn = new Drawn();
  const reader = new EmfReader(data, drawn);
  for (let at = 0; at < data.length; ) {
    const size = data.readUInt32LE(at + 4);
    if (size < 8 || at + size > data.length) throw new RangeError('a record runs past the end');
    reader.record(data.readUInt32LE(at), at, size);
    at += size;
  }
  return drawn.drawing;
}

class EmfReader {
  readonly #data: Buffer;
  readonly #drawn: Drawn;

  constructor(data: Buffer, drawn: Drawn) {
    this.#data = data;
    this.#drawn = drawn;
  }

  record(type: number, at: number, size: number): void {
    if (type === RECORD.textA || type === RECORD.textW)
      this.#text(at, at + 36, type === RECORD.textW);
    else if (type === RECORD.polyTextA || type === RECORD.polyTextW)
      this.#texts(at, type === RECORD.polyTextW);
    else if (type === RECORD.smallText) this.#smallText(at);
    else if (MOVES.has(type)) this.#drawn.moves();
    else if (type === RECORD.moveTo || type === RECORD.lineTo)
      this.#drawn.penTo(
        this.#data.readInt32LE(at + 8),
        this.#data.readInt32LE(at + 12),
        type === RECORD.lineTo,
      );
    else if (type === RECORD.box) this.#drawn.rules();
    else if (!SILENT.has(type) && !this.#isHarmless(type, at, size)) this.#drawn.shape();
  }

  /** Newer programs draw by records of GDI+ in comments; others keep whole pictures there. */
  #isRemark(at: number, size: number): boolean {
    const data = this.#data;
    const kind = data.toString('latin1', at + 12, at + 16);
    if (kind !== 'EMF+') return kind !== 'GDIC';
    for (let inner = at + 16; inner + 12 <= at + size; ) {
      const length = data.readUInt32LE(inner + 4);
      if (length < 12 || drawsByGdiPlus(data.readUInt16LE(inner))) return false;
      inner += length;
    }
    return true;
  }

  /** Straight rules and boxes; anything slanted could be a letter. */
  #isRuled(at: number, step: 4 | 2): boolean {
    const data = this.#data;
    const count = data.readUInt32LE(at + 24);
    if (count > MOST_CORNERS) return false;
    // Programs draw a border as a thin box with four corners.
    this.#drawn.rules(BOXES.has(data.readUInt32LE(at)) && count <= BOX_CORNERS ? 1 : count - 1);
    const read = (by: number) => (step === 4 ? data.readInt32LE(by) : data.readInt16LE(by));
    const points = Array.from({ length: count }, (_, index) => {
      const from = at + 28 + 2 * step * index;
      return [read(from), read(from + step)] as const;
    });
    return points.every(([x, y], index) => {
      const [beforeX, beforeY] = points[index - 1] ?? [x, y];
      return x === beforeX || y === beforeY;
    });
  }

  /** Texts that go on where the last one ended stand nowhere; a block of colour has no picture in it. */
  #isHarmless(type: number, at: number, size: number): boolean {
    if (type === RECORD.setTextAlign) return (this.#data.readUInt32LE(at + 8) & GOES_ON) === 0;
    if (LONG_LINES.has(type)) return this.#isRuled(at, 4);
    if (SHORT_LINES.has(type)) return this.#isRuled(at, 2);
    if (type === RECORD.comment) return this.#isRemark(at, size);
    if (type === RECORD.bitBlt) this.#drawn.rules();
    return type === RECORD.bitBlt && size >= 100 && this.#data.readUInt32LE(at + 96) === 0;
  }

  #texts(at: number, isWide: boolean): void {
    const count = this.#data.readUInt32LE(at + 36);
    if (count > this.#data.length) throw new RangeError('more texts than bytes');
    for (let index = 0; index < count; index++)
      this.#text(at, at + 40 + index * SIZE_OF_TEXT, isWide);
  }

  /** An EmrText structure: a place, and where in the record its characters and their widths are. */
  #text(record: number, at: number, isWide: boolean): void {
    const data = this.#data;
    const [x, y] = [data.readInt32LE(at), data.readInt32LE(at + 4)];
    const length = data.readUInt32LE(at + 8);
    const offset = record + data.readUInt32LE(at + 12);
    const options = data.readUInt32LE(at + 16);
    const widths = data.readUInt32LE(at + 36);
    if (options & BY_GLYPHS) this.#drawn.shape();
    if (length === 0 || options & BY_GLYPHS) return;
    if (offset + length * (isWide ? 2 : 1) > data.length) throw new RangeError('text past the end');
    const widthAt = (index: number) => data.readInt32LE(record + widths + 4 * index);
    const end = widths > 0 ? x + widthOf(length, widthAt) : undefined;
    const characters = isWide ? wide(data, offset, length) : narrow(data, offset, length);
    this.#drawn.texts.push({ ...characters, x, y, end });
  }

  #smallText(at: number): void {
    const data = this.#data;
    const [x, y, length] = [8, 12, 16].map((by) => data.readInt32LE(at + by)) as [
      number,
      number,
      number,
    ];
    const options = data.readUInt32LE(at + 20);
    const offset = at + (options & NO_BOX ? 36 : 52);
    if (options & BY_GLYPHS) this.#drawn.shape();
    if (length <= 0 || options & BY_GLYPHS) return;
    if (offset + length > data.length) throw new RangeError('text past the end');
    const characters = options & NARROW ? narrow(data, offset, length) : wide(data, offset, length);
    this.#drawn.texts.push({ ...characters, x, y, end: undefined });
  }
}
