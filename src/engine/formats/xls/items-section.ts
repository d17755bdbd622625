import type { Edit } from '../../core/edit.ts';
import type { CfbStream } from '../shared/cfb.ts';
import type { StreamPatch } from '../shared/cfb-patch.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import { type Item, textOf } from './item.ts';
import { itemPatches } from './rewrite.ts';

/** Everything that a workbook says by itself: cells first, then all else. */
export class ItemsSection implements Section {
  readonly tables: number;
  readonly #items: readonly Item[];

  constructor(items: readonly Item[]) {
    this.#items = items;
    this.tables = items.reduce((most, { cell }) => Math.max(most, (cell?.table ?? -1) + 1), 0);
  }

  get count(): number {
    return this.#items.length;
  }

  at(index: number): SectionSegment {
    const item = this.#items[index] as Item;
    const { location, cell, unseen: why } = item;
    const text = textOf(item);
    const unseen = why && [{ span: { start: 0, end: text.length }, why }];
    return { text, location, ...(cell && { cell }), ...(unseen && { unseen }) };
  }

  /** What to overwrite. Throws where that cannot be done in place. */
  *patches(edits: readonly Edit[], workbook: CfbStream): Generator<StreamPatch> {
    for (const [index, own] of Map.groupBy(edits, ({ segmentId }) => segmentId))
      yield* itemPatches(this.#items[index] as Item, own, workbook);
  }
}
