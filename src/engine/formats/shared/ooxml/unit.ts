import type { Edit } from '../../../core/edit.ts';
import type { Cell, Location, Unseen, UnseenSpan } from '../../../core/segment.ts';
import type { Change, SectionSegment } from '../sections.ts';
import type { ByteEdit } from '../xml/byte-edit.ts';
import { maskRuns } from '../xml/mask-run.ts';
import { type Run, textOf } from '../xml/run.ts';
import type { PackageSection, Rewrite } from './rewrite.ts';

/** Edits of parts by name. */
export type PartEdits = Map<string, ByteEdit[]>;

/** How an edited text is put back where stars would break the file. */
export type Writer = (bytes: Buffer, runs: readonly Run[], change: Change) => ByteEdit[];

/** One segment with its anchors in the bytes of a part. */
export interface Unit {
  readonly runs: readonly Run[];
  readonly location: Location;
  readonly cell?: Cell;
  /** Those of the runs that nobody sees. */
  readonly unseen?: ReadonlyMap<Run, Unseen>;
  readonly write?: Writer;
}

/** The texts of one part as a section. */
export class PartSection implements PackageSection {
  readonly name: string;
  readonly bytes: Buffer;
  readonly tables: number;
  readonly #units: readonly Unit[];

  constructor(name: string, bytes: Buffer, units: readonly Unit[], tables: number) {
    this.name = name;
    this.bytes = bytes;
    this.tables = tables;
    this.#units = units;
  }

  get count(): number {
    return this.#units.length;
  }

  at(index: number): SectionSegment {
    const { runs, location, cell, unseen } = this.#units[index] as Unit;
    const text = textOfRuns(this.bytes, runs);
    const segment = cell ? { text, location, cell } : { text, location };
    return unseen ? { ...segment, unseen: unseenSpans(this.bytes, runs, unseen) } : segment;
  }

  change(index: number, changes: readonly Change[], rewrite: Rewrite): void {
    for (const change of changes)
      for (const edit of this.#bytesOf(index, change)) rewrite.splice(this.name, edit);
  }

  /** What the edits do to the bytes of the part. */
  byteEdits(edits: readonly Edit[]): ByteEdit[] {
    return edits.flatMap(({ segmentId, ...change }) => this.#bytesOf(segmentId, change));
  }

  #bytesOf(index: number, change: Change): ByteEdit[] {
    const { runs, write = maskRuns } = this.#units[index] as Unit;
    return write(this.bytes, runs, change);
  }
}

function unseenSpans(
  bytes: Buffer,
  runs: readonly Run[],
  unseen: ReadonlyMap<Run, Unseen>,
): UnseenSpan[] {
  const spans: UnseenSpan[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + textOf(bytes, run).length;
    const why = unseen.get(run);
    if (why && end > start) spans.push({ span: { start, end }, why });
    start = end;
  }
  return spans;
}

export const textOfRuns = (bytes: Buffer, runs: readonly Run[]): string =>
  runs.length === 1
    ? textOf(bytes, runs[0] as Run)
    : runs.map((run) => textOf(bytes, run)).join('');
