import type { Edit } from './edit.ts';
import type { BlindSpot, Location, Segment } from './segment.ts';

/** Something that cannot be masked in place and is taken out of the rewritten file instead. */
export interface Removal {
  readonly location: Location;
  readonly what:
    | 'macro'
    | 'signature'
    | 'thumbnail'
    | 'script'
    | 'embedded-object'
    | 'mail-merge'
    | 'printer-settings'
    | 'metadata'
    | 'old-revision'
    | 'encryption'
    | 'tagging'
    | 'unreadable-text';
  /** `always`: the file must be rewritten even when nothing is masked. `on-rewrite`: it goes along. */
  readonly when: 'always' | 'on-rewrite';
}

/** A file that one format has read. Its anchors into the bytes stay private to that format. */
export interface LoadedDocument {
  /**
   * Every text of the file in reading order, ids rising from 0. May be walked any number of times.
   * Cells of one table row come one after another, and the rows of a table from top to bottom.
   */
  readonly segments: Iterable<Segment>;
  /** One segment again, by its id. */
  segment(id: number): Segment;
  readonly blindSpots: readonly BlindSpot[];
  readonly removals: readonly Removal[];
  /** Returns new bytes with every edit applied; never changes the document it was called on. */
  rewrite(edits: readonly Edit[]): Promise<Uint8Array>;
  /**
   * The same document, whose pages that nobody can read stay what they are instead of becoming
   * pictures. Only formats that would make pictures have it.
   */
  keepingUnreadable?(): LoadedDocument;
}
