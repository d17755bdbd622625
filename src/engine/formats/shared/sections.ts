import type { LoadedDocument } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { Segment } from '../../core/segment.ts';

/**
 * Some segments that one reader owns, numbered from 0 by itself; table numbers start at 0 too. A
 * document is a row of sections.
 */
export interface Section {
  readonly count: number;
  readonly tables: number;
  at(index: number): SectionSegment;
}

export type SectionSegment = Omit<Segment, 'id'>;

/** What becomes of the text of one segment. */
export type Change = Pick<Edit, 'span' | 'replacement'>;

/** The changes of one segment, by its number in its section. */
export interface SegmentChanges<One extends Section> {
  readonly section: One;
  readonly index: number;
  readonly changes: readonly Change[];
}

/** Sections in a row, read as one: ids go on rising, tables of different sections stay apart. */
export class Sections<One extends Section = Section> {
  readonly #sections: readonly One[];
  readonly #firstIds: number[] = [];
  readonly #firstTables: number[] = [];
  readonly count: number;
  readonly tables: number;

  constructor(sections: readonly One[]) {
    this.#sections = sections;
    let ids = 0;
    let tables = 0;
    for (const section of sections) {
      this.#firstIds.push(ids);
      this.#firstTables.push(tables);
      ids += section.count;
      tables += section.tables;
    }
    this.count = ids;
    this.tables = tables;
  }

  segment(id: number): Segment {
    const number = this.#sectionOf(id);
    const index = id - (this.#firstIds[number] as number);
    return numbered(this.#section(number).at(index), id, this.#firstTables[number] as number);
  }

  *[Symbol.iterator](): Generator<Segment> {
    let id = 0;
    for (const [number, section] of this.#sections.entries()) {
      const firstTable = this.#firstTables[number] as number;
      for (let index = 0; index < section.count; index++)
        yield numbered(section.at(index), id++, firstTable);
    }
  }

  /** Segment by segment what edits do to it; each segment comes once, in the order of ids. */
  *changes(edits: readonly Edit[]): Generator<SegmentChanges<One>> {
    const sorted = isSorted(edits) ? edits : edits.toSorted((a, b) => a.segmentId - b.segmentId);
    for (let from = 0; from < sorted.length; ) {
      const { segmentId } = sorted[from] as Edit;
      let to = from + 1;
      while (sorted[to]?.segmentId === segmentId) to++;
      const number = this.#sectionOf(segmentId);
      const index = segmentId - (this.#firstIds[number] as number);
      yield { section: this.#section(number), index, changes: sorted.slice(from, to) };
      from = to;
    }
  }

  /** The edits of each section, with ids counted in it. */
  *edits(edits: readonly Edit[]): Generator<[One, Edit[]]> {
    const groups = new Map<number, Edit[]>();
    for (const edit of edits) {
      const number = this.#sectionOf(edit.segmentId);
      const inner = { ...edit, segmentId: edit.segmentId - (this.#firstIds[number] as number) };
      const group = groups.get(number);
      if (group) group.push(inner);
      else groups.set(number, [inner]);
    }
    for (const [number, group] of groups) yield [this.#section(number), group];
  }

  #section(number: number): One {
    return this.#sections[number] as One;
  }

  #sectionOf(id: number): number {
    if (!Number.isInteger(id) || id < 0 || id >= this.count)
      throw new RangeError('no such segment');
    let low = 0;
    let high = this.#firstIds.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firstIds[middle] as number) <= id) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const isSorted = (edits: readonly Edit[]): boolean =>
  edits.every(
    ({ segmentId }, index) => index === 0 || (edits[index - 1] as Edit).segmentId <= segmentId,
  );

function numbered(segment: SectionSegment, id: number, firstTable: number): Segment {
  const { cell } = segment;
  if (!cell || firstTable === 0) return new Numbered(segment, id, cell);
  return new Numbered(segment, id, { ...cell, table: cell.table + firstTable });
}

/** Asks for the location only when somebody wants it: a sheet has a million cells and few findings. */
class Numbered implements Segment {
  readonly id: number;
  readonly text: string;
  readonly cell?: NonNullable<Segment['cell']>;
  readonly #segment: SectionSegment;

  constructor(segment: SectionSegment, id: number, cell: Segment['cell']) {
    this.id = id;
    this.text = segment.text;
    this.#segment = segment;
    if (cell) this.cell = cell;
  }

  get location(): Segment['location'] {
    return this.#segment.location;
  }

  get unseen(): Segment['unseen'] {
    return this.#segment.unseen;
  }
}

/** An opened document as a section of the one around it. */
export function sectionOf(document: LoadedDocument, place: string): Section {
  let count = 0;
  let tables = 0;
  for (const { cell } of document.segments) {
    count++;
    if (cell) tables = Math.max(tables, cell.table + 1);
  }
  return {
    count,
    tables,
    at: (index) => {
      const segment = document.segment(index);
      return {
        text: segment.text,
        location: within(place, segment.location),
        ...(segment.cell && { cell: segment.cell }),
        ...(segment.unseen && { unseen: segment.unseen }),
      };
    },
  };
}

/** A place inside an embedded document, told from the document around it. */
export const within = <Place extends { readonly part: string }>(
  outer: string,
  location: Place,
): Place => ({ ...location, part: `${outer} › ${location.part}` });
