import type { Edit } from '../../core/edit.ts';
import type { Cell, Location, UnseenSpan } from '../../core/segment.ts';
import type { TextEdit } from './byte-splice.ts';
import type { Section, SectionSegment } from './sections.ts';
import { type Run, sourceEdits, textOf } from './written-text.ts';

/** A segment as it is written in a source text. */
export interface WrittenSegment {
  readonly runs: readonly Run[];
  readonly location: Location;
  readonly cell?: Cell | undefined;
  readonly unseen?: readonly UnseenSpan[] | undefined;
  /** How a replacement has to be written at this place. */
  write(text: string): string;
  /** Where a replacement needs more than its own place: a bare number in a script needs quotes. */
  widen?(text: string, edits: readonly Edit[]): readonly Edit[];
}

/** Segments of one source text, and the edits of that text which carry out edits of them. */
export class WrittenSection implements Section {
  readonly count: number;
  readonly tables: number;
  readonly #source: string;
  readonly #segments: readonly WrittenSegment[];

  constructor(source: string, segments: readonly WrittenSegment[]) {
    this.#source = source;
    this.#segments = segments;
    this.count = segments.length;
    this.tables = segments.reduce((most, { cell }) => Math.max(most, (cell?.table ?? -1) + 1), 0);
  }

  at(index: number): SectionSegment {
    const { runs, location, cell, unseen } = this.#at(index);
    const text = textOf(this.#source, runs);
    return { text, location, ...(cell && { cell }), ...(unseen && { unseen }) };
  }

  /** Edits of segments as edits of the source text. */
  edits(edits: readonly Edit[]): TextEdit[] {
    const groups = Map.groupBy(edits, ({ segmentId }) => segmentId);
    return [...groups].flatMap(([id, own]) => {
      const segment = this.#at(id);
      const wide = segment.widen?.(textOf(this.#source, segment.runs), own) ?? own;
      return sourceEdits(this.#source, segment.runs, wide, (text) => segment.write(text));
    });
  }

  #at(index: number): WrittenSegment {
    const segment = this.#segments[index];
    if (!segment) throw new RangeError('no such segment');
    return segment;
  }
}
