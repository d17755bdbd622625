import type { Removal } from '../../core/document.ts';
import type { BlindSpot, Location, Segment } from '../../core/segment.ts';
import { AnchorStore } from './anchor-store.ts';
import type { Anchor } from './document.ts';
import type { ReadPage } from './page-reader.ts';
import type { Page } from './pages.ts';
import type { ReadSegment } from './reading.ts';
import { SegmentStore } from './segment-store.ts';

/** Gathers segments and how each is anchored in the file. */
export class Builder {
  readonly segments = new SegmentStore();
  /** By segment id; a number is the place of its first character among the glyphs. */
  readonly anchors: (Anchor | number)[] = [];
  readonly store = new AnchorStore();
  readonly blindSpots: BlindSpot[] = [];
  readonly removals: Removal[] = [];
  /** Pages whose text nobody can read whole. */
  readonly unreadable: Page[] = [];
  tables = 0;

  add(
    text: string,
    location: Location,
    anchor: Anchor | number,
    cell?: Segment['cell'],
    unseen?: Segment['unseen'],
  ): void {
    this.segments.add(text, location, cell, unseen);
    this.anchors.push(anchor);
    if (cell) this.tables = Math.max(this.tables, cell.table + 1);
  }

  /** Adds the rest of a cell to the segment that has its beginning. */
  private extend({ cell, text, chars, unseen }: ReadSegment): boolean {
    const id = cell && this.segments.lastIn(cell);
    const from = id === undefined ? undefined : this.anchors[id];
    if (id === undefined || typeof from !== 'number') return false;
    this.anchors[id] = this.store.join(from, this.segments.textOf(id).length, chars);
    this.segments.extend(id, text, unseen);
    return true;
  }

  /** The page becomes a picture when the file is written. */
  addUnreadable(page: Page): void {
    const location = { channel: 'body', part: `第 ${page.index + 1} 页`, address: '' } as const;
    this.unreadable.push(page);
    this.removals.push({ location, what: 'unreadable-text', when: 'always' });
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
      const { text, channel, part, address, cell, unseen } = segment;
      if (segment.continues && this.extend(segment)) continue;
      this.add(text, { channel, part, address }, this.store.add(segment.chars), cell, unseen);
    }
    for (const { stream, start, end, text, isComment } of spoken)
      this.add(
        text,
        { channel: 'hidden', part: '替代文字', address: '' },
        { kind: 'property', stream, start, end, isComment },
      );
  }
}
