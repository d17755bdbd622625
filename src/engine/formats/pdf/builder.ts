import type { Removal } from '../../core/document.ts';
import type { BlindSpot, Location, Segment } from '../../core/segment.ts';
import type { Anchor } from './document.ts';
import type { ReadPage } from './page-reader.ts';
import type { ReadSegment } from './reading.ts';

/** Gathers segments and how each is anchored in the file. */
export class Builder {
  readonly segments: Segment[] = [];
  readonly anchors: Anchor[] = [];
  readonly blindSpots: BlindSpot[] = [];
  readonly removals: Removal[] = [];
  tables = 0;

  add(text: string, location: Location, anchor: Anchor, cell?: Segment['cell']): void {
    const id = this.segments.length;
    this.segments.push({ id, text, location, ...(cell ? { cell } : {}) });
    this.anchors.push(anchor);
    if (cell) this.tables = Math.max(this.tables, cell.table + 1);
  }

  /** Adds the rest of a cell to the segment that has its beginning. */
  private extend({ cell, text, glyphs }: ReadSegment): boolean {
    const id = this.segments.findLastIndex(
      (one) =>
        one.cell?.table === cell?.table &&
        one.cell?.row === cell?.row &&
        one.cell?.column === cell?.column,
    );
    const [segment, anchor] = [this.segments[id], this.anchors[id]];
    if (!cell || !segment || anchor?.kind !== 'glyphs') return false;
    this.segments[id] = { ...segment, text: `${segment.text}\n${text}` };
    this.anchors[id] = joined(anchor, anchorOf([[], ...glyphs]));
    return true;
  }

  blind(reason: BlindSpot['reason'], location: Location): void {
    this.blindSpots.push({ reason, location });
  }

  /** `agreed`: a second reader sees the same digits. */
  addRead(read: ReadPage, page: string, object: string, agreed: boolean): void {
    const { segments, spoken, unreadable, telling } = read;
    if (unreadable || !agreed)
      this.blind('undecodable', {
        channel: object ? 'hidden' : 'body',
        part: page,
        address: object,
      });
    if (telling) this.blind('image', { channel: 'image', part: page, address: object });
    for (const segment of segments) {
      const { text, channel, part, address, cell } = segment;
      if (segment.continues && this.extend(segment)) continue;
      this.add(text, { channel, part, address }, anchorOf(segment.glyphs), cell);
    }
    for (const { stream, start, end, text, isComment } of spoken)
      this.add(
        text,
        { channel: 'hidden', part: '替代文字', address: '' },
        { kind: 'property', stream, start, end, isComment },
      );
  }
}

type GlyphAnchor = Extract<Anchor, { kind: 'glyphs' }>;

function joined(first: GlyphAnchor, second: GlyphAnchor): GlyphAnchor {
  const shift = first.glyphs.length / 2;
  const glyphs = new Int32Array(first.glyphs.length + second.glyphs.length);
  glyphs.set(first.glyphs);
  glyphs.set(second.glyphs, first.glyphs.length);
  const offsets = Uint32Array.from([
    ...first.offsets.subarray(0, -1),
    ...second.offsets.map((offset) => offset + shift),
  ]);
  return { kind: 'glyphs', glyphs, offsets };
}

function anchorOf(glyphs: ReadSegment['glyphs']): GlyphAnchor {
  const offsets = new Uint32Array(glyphs.length + 1);
  for (const [index, drawn] of glyphs.entries())
    offsets[index + 1] = (offsets[index] as number) + drawn.length;
  const pairs = new Int32Array((offsets[glyphs.length] as number) * 2);
  let at = 0;
  for (const { stream, ordinal } of glyphs.flat()) {
    pairs[at++] = stream;
    pairs[at++] = ordinal;
  }
  return { kind: 'glyphs', glyphs: pairs, offsets };
}
