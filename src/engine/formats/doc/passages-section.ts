import type { Edit } from '../../core/edit.ts';
import type { StreamPatch } from '../shared/cfb-patch.ts';
import { patchesOf } from '../shared/cfb-text.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import type { Passage } from './passages.ts';

/** Everything that a document says by itself: its paragraphs and cells, then all else. */
export class PassagesSection implements Section {
  readonly tables: number;
  readonly #passages: readonly Passage[];

  constructor(passages: readonly Passage[]) {
    this.#passages = passages;
    this.tables = passages.reduce((most, { cell }) => Math.max(most, (cell?.table ?? -1) + 1), 0);
  }

  get count(): number {
    return this.#passages.length;
  }

  at(index: number): SectionSegment {
    const { source, ...place } = this.#passages[index] as Passage;
    return { text: source.text, ...place };
  }

  *patches(edits: readonly Edit[]): Generator<StreamPatch> {
    for (const { segmentId, span, replacement } of edits)
      yield* patchesOf((this.#passages[segmentId] as Passage).source, span, replacement);
  }
}
