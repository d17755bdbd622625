import type { Edit } from '../../core/edit.ts';
import type { TextEdit } from '../shared/byte-splice.ts';
import type { Embedded } from '../shared/embedded.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import type { Leaf } from './message.ts';
import { packed } from './transfer.ts';

/** A part of a message, opened by its own format. */
export class MessagePart implements Section {
  readonly count: number;
  readonly tables: number;
  readonly blindSpots: Embedded['blindSpots'];
  readonly removals: Embedded['removals'];
  readonly #document: Embedded;
  readonly #leaf: Leaf;

  constructor(document: Embedded, leaf: Leaf) {
    this.#document = document;
    this.#leaf = leaf;
    this.count = document.count;
    this.tables = document.tables;
    this.blindSpots = document.blindSpots;
    this.removals = document.removals;
  }

  at(index: number): SectionSegment {
    return this.#document.at(index);
  }

  /** Edits of the part as edits of the message: its body packed anew. */
  async edits(edits: readonly Edit[]): Promise<TextEdit[]> {
    const bytes = await this.#document.rewrite(edits);
    if (!bytes) return [];
    const { body, transferEncoding } = this.#leaf;
    return [{ span: body, replacement: packed(bytes, transferEncoding) }];
  }
}
