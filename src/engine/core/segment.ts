import type { Span } from './span.ts';

/** The kinds of place text can hide in. The contract test plants a number in each that a format names. */
export type Channel =
  | 'body'
  | 'table'
  | 'header-footer'
  | 'note'
  | 'comment'
  | 'text-box'
  | 'field'
  | 'formula'
  | 'link'
  | 'tracked-change'
  | 'hidden'
  | 'metadata'
  | 'outline'
  | 'chart'
  | 'cache'
  | 'annotation'
  | 'form'
  | 'script'
  | 'file-name'
  | 'attachment'
  | 'image';

/** Where a reader finds the text again. For people and reports; code uses the segment id. */
export interface Location {
  readonly channel: Channel;
  /** A part of the file, as its user calls it: `第 3 页`, `名单`, `批注`. Never text of the document's body. */
  readonly part: string;
  /** An address inside the part: `C7`, `段落 12`, `对象 41`; empty when the part says it all. */
  readonly address: string;
}

/** Where a segment stands in a table. All counts start at 0 and are unique within a document. */
export interface Cell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  /** How many columns it covers; absent where that is one. */
  readonly columns?: number;
}

/**
 * Why nobody who looks at the document sees a text that is in it: under an opaque box, not painted,
 * beyond the edge of the page, in white, or in a sheet, row, column or words that are set not to show.
 */
export const UNSEEN = ['covered', 'invisible', 'off-page', 'white', 'hidden'] as const;
export type Unseen = (typeof UNSEEN)[number];

const CAUSES: ReadonlySet<string> = new Set(UNSEEN);

/** Whether a code of evidence names such a cause. */
export const isUnseen = (code: string): code is Unseen => CAUSES.has(code);

/** A stretch of a text that is there and that nobody sees. */
export interface UnseenSpan {
  readonly span: Span;
  readonly why: Unseen;
}

/** One unbroken reading unit: a paragraph, a cell, a line, a property. */
export interface Segment {
  /** Its position in the document's reading order: 0, 1, 2 … without gaps. */
  readonly id: number;
  readonly text: string;
  readonly location: Location;
  readonly cell?: Cell;
  /** Told by formats that know how a text is painted. */
  readonly unseen?: readonly UnseenSpan[] | undefined;
}

/** What a second reader sees: text and where it stood, with no way back to the bytes. */
export type ReadText = Pick<Segment, 'text' | 'location'>;

/** Content that is known to be there and cannot be read. A blind spot always needs a person. */
export interface BlindSpot {
  readonly location: Location;
  readonly reason: 'image' | 'encrypted' | 'undecodable' | 'unknown-object' | 'limit-reached';
}
