import type { Removal } from '../../core/document.ts';
import type { BlindSpot, Location, Segment } from '../../core/segment.ts';
import { AnchorStore } from './anchor-store.ts';
import type { Anchor } from './document.ts';
import type { ReadPage } from './page-reader.ts';
import type { Page } from './pages.ts';
import type { ReadSegment } from './reading.ts';

/** Gathers segments and how each is anchored in the file. */
export class Builder {
  readonly segments: Segment[] = [];
  readonly anchors: Anchor[] = [];
  readonly store = new AnchorStore();
  readonly blindSpots: BlindSpot[] = [];
  readonly removals: Removal[] = [];
  /** Pages whose text nobody can read whole. */
  readonly unreadable: Page[] = [];
  tables = 0;

  add(text: string, location: Location, anchor: Anchor, cell?: Segment['cell']): void {
    const id = this.segments.length;
    this.segments.push({ id, text, location, ...(cell ? { cell } : {}) });
    this.anchors.push(anchor);
    if (cell) this.tables = Math.max(this.tables, cell.table + 1);
  }

  /** Adds the rest of a cell to the segment that has its beginning. */
  private extend({ cell, text, chars }: ReadSegment): boolean {
    const id = this.segments.findLastIndex(
      (one) =>
        one.cell?.table === cell?.table &&
        one.cell?.row === cell?.row &&
        one.cell?.column === cell?.column,
    );
    const [segment, anchor] = [this.segments[id], this.anchors[id]];
    if (!cell || !segment || anchor?.kind !== 'glyphs') return false;
    this.segments[id] = { ...segment, text: `${segment.text}\n${text}` };
    this.anchors[id] = {
      kind: 'glyphs',
      from: this.store.join(anchor.from, segment.text.length, chars),
    };
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
      this.add(
        text,
        { channel, part, address },
        { kind: 'glyphs', from: this.store.add(segment.chars) },
        cell,
      );
    }
    for (const { stream, start, end, text, isComment } of spoken)
      this.add(
        text,
        { channel: 'hidden', part: '替代文字', address: '' },
        { kind: 'property', stream, start, end, isComment },
      );
  }
}
