import type { PDFContext } from 'pdf-lib';
import type { LoadedDocument, Removal } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import type { BlindSpot, Segment } from '../../core/segment.ts';
import type { AnchorStore } from './anchor-store.ts';
import type { OpenedAttachment } from './attachments.ts';
import type { Extras } from './extras.ts';
import type { FontBook } from './fonts.ts';
import type { Page } from './pages.ts';
import { rewriteDocument } from './rewrite.ts';
import type { SegmentStore } from './segment-store.ts';
import type { ContentStreams } from './streams.ts';
import type { TextState } from './visitor.ts';

/** How a segment that is not drawn is written in the file. */
export type Anchor =
  | {
      readonly kind: 'property';
      readonly stream: number;
      readonly start: number;
      readonly end: number;
      readonly isComment: boolean;
    }
  | { readonly kind: 'text'; readonly index: number }
  | { readonly kind: 'text-stream'; readonly index: number; readonly text: number }
  | { readonly kind: 'attachment'; readonly index: number; readonly segment: number };

/** What an opened PDF knows; the bytes of its pages are read again when it is rewritten. */
export interface PdfParts {
  /** The normalised file, kept where pages have to become pictures. */
  readonly raster: Uint8Array | undefined;
  readonly unreadable: readonly Page[];
  readonly context: PDFContext;
  readonly streams: ContentStreams;
  readonly fonts: FontBook;
  readonly inherited: ReadonlyMap<number, Readonly<TextState>>;
  readonly extras: Extras;
  readonly attachments: readonly OpenedAttachment[];
  readonly segments: SegmentStore;
  /** By segment id; a number is the place of its first character in the store of glyphs. */
  readonly anchors: readonly (Anchor | number)[];
  readonly store: AnchorStore;
}

/** A PDF as the engine sees it. */
export class PdfDocument implements LoadedDocument {
  readonly blindSpots: readonly BlindSpot[];
  readonly removals: readonly Removal[];
  readonly #parts: PdfParts;

  constructor(parts: PdfParts, blindSpots: readonly BlindSpot[], removals: readonly Removal[]) {
    this.#parts = parts;
    this.blindSpots = blindSpots;
    this.removals = removals;
  }

  get segments(): Iterable<Segment> {
    return this.#parts.segments;
  }

  segment(id: number): Segment {
    return this.#parts.segments.get(id);
  }

  rewrite(edits: readonly Edit[]): Promise<Uint8Array> {
    return rewriteDocument(this.#parts, edits);
  }

  keepingUnreadable(): PdfDocument {
    const attachments = this.#parts.attachments.map(({ attachment, document }) => ({
      attachment,
      document: document?.keepingUnreadable?.() ?? document,
    }));
    const parts = { ...this.#parts, raster: undefined, unreadable: [], attachments };
    const removals = this.removals.filter(({ what }) => what !== 'unreadable-text');
    return new PdfDocument(parts, this.blindSpots, removals);
  }
}
