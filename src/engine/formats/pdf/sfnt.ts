/** A TrueType file: just enough to cut a few simple glyphs out of it (OpenType 1.9, `glyf` outlines). */
export class Sfnt {
  private readonly file: DataView;
  private readonly tables = new Map<string, { offset: number; length: number }>();

  constructor(bytes: Uint8Array) {
    this.file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index < this.file.getUint16(4); index++) {
      const at = 12 + index * 16;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      this.tables.set(tag, {
        offset: this.file.getUint32(at + 8),
        length: this.file.getUint32(at + 12),
      });
    }
  }

  /** Advance width of a character in thousandths of the font size. */
  width(code: number): number {
    const unitsPerEm = this.file.getUint16(this.at('head') + 18);
    return (this.advance(this.glyph(code)) * 1000) / unitsPerEm;
  }

  /** A font file in which the glyph of character `c` has the number `c`, and all others are empty. */
  subset(codes: readonly number[]): Uint8Array {
    const count = Math.max(...codes) + 1;
    const metrics = new DataView(new ArrayBuffer(count * 4));
    const places = new DataView(new ArrayBuffer((count + 1) * 4));
    const outlines: Uint8Array[] = [];
    let length = 0;
    for (let code = 0; code < count; code++) {
      places.setUint32(code * 4, length);
      if (!codes.includes(code)) continue;
      const glyph = this.glyph(code);
      metrics.setUint16(code * 4, this.advance(glyph));
      metrics.setInt16(code * 4 + 2, this.bearing(glyph));
      const outline = this.outline(glyph);
      outlines.push(outline);
      length += outline.length;
    }
    places.setUint32(count * 4, length);
    const head = this.table('head');
    new DataView(head.buffer).setUint32(8, 0);
    new DataView(head.buffer).setInt16(50, 1);
    const hhea = this.table('hhea');
    new DataView(hhea.buffer).setUint16(34, count);
    const maxp = this.table('maxp');
    new DataView(maxp.buffer).setUint16(4, count);
    return assembled([
      ['glyf', concatenated(outlines)],
      ['head', head],
      ['hhea', hhea],
      ['hmtx', new Uint8Array(metrics.buffer)],
      ['loca', new Uint8Array(places.buffer)],
      ['maxp', maxp],
    ]);
  }

  private at(tag: string): number {
    const table = this.tables.get(tag);
    if (!table) throw new Error(`the font has no ${tag} table`);
    return table.offset;
  }

  private table(tag: string): Uint8Array {
    const { offset, length } = this.tables.get(tag) ?? { offset: 0, length: 0 };
    return new Uint8Array(this.file.buffer, this.file.byteOffset + offset, length).slice();
  }

  private advance(glyph: number): number {
    const last = this.file.getUint16(this.at('hhea') + 34) - 1;
    return this.file.getUint16(this.at('hmtx') + Math.min(glyph, last) * 4);
  }

  private bearing(glyph: number): number {
    return this.file.getInt16(this.at('hmtx') + glyph * 4 + 2);
  }

  /** The outline without its hinting program, which needs tables that the subset leaves out. */
  private outline(glyph: number): Uint8Array {
    const long = this.file.getInt16(this.at('head') + 50) === 1;
    const place = (index: number): number =>
      long
        ? this.file.getUint32(this.at('loca') + index * 4)
        : this.file.getUint16(this.at('loca') + index * 2) * 2;
    const [from, to] = [place(glyph), place(glyph + 1)];
    const bytes = this.table('glyf').subarray(from, to);
    if (bytes.length === 0) return bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const contours = view.getInt16(0);
    if (contours < 0) return new Uint8Array(0);
    const instructions = 10 + contours * 2;
    const after = instructions + 2 + view.getUint16(instructions);
    const out = new Uint8Array((instructions + 2 + bytes.length - after + 3) & ~3);
    out.set(bytes.subarray(0, instructions));
    out.set(bytes.subarray(after), instructions + 2);
    return out;
  }

  /** Through the character map for Windows, format 4. */
  private glyph(code: number): number {
    const cmap = this.at('cmap');
    for (let index = 0; index < this.file.getUint16(cmap + 2); index++) {
      const table = cmap + this.file.getUint32(cmap + 4 + index * 8 + 4);
      if (this.file.getUint16(table) === 4) return this.segmentGlyph(table, code);
    }
    return 0;
  }

  private segmentGlyph(table: number, code: number): number {
    const size = this.file.getUint16(table + 6);
    for (let at = 0; at < size; at += 2) {
      if (this.file.getUint16(table + 14 + at) < code) continue;
      const start = this.file.getUint16(table + 16 + size + at);
      if (start > code) return 0;
      const delta = this.file.getUint16(table + 16 + 2 * size + at);
      const place = table + 16 + 3 * size + at;
      const offset = this.file.getUint16(place);
      if (offset === 0) return (code + delta) & 0xffff;
      const glyph = this.file.getUint16(place + offset + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  }
}

function assembled(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const start = 12 + tables.length * 16;
  const padded = tables.map(([, bytes]) => (bytes.length + 3) & ~3);
  const out = new Uint8Array(start + padded.reduce((sum, length) => sum + length, 0));
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 64);
  view.setUint16(8, 2);
  view.setUint16(10, tables.length * 16 - 64);
  let at = start;
  for (const [index, [tag, bytes]] of tables.entries()) {
    const entry = 12 + index * 16;
    for (let letter = 0; letter < 4; letter++) out[entry + letter] = tag.charCodeAt(letter);
    view.setUint32(entry + 4, checksum(bytes));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, bytes.length);
    out.set(bytes, at);
    at += padded[index] as number;
  }
  return out;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at++)
    sum = (sum + ((bytes[at] as number) << (24 - 8 * (at & 3)))) >>> 0;
  return sum;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
