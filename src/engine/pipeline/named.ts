import type { LoadedDocument } from '../core/document.ts';
import type { Edit } from '../core/edit.ts';
import type { Segment } from '../core/segment.ts';
import { spliced } from '../formats/shared/splice.ts';

/** A document together with the name of its file, which can hold a number like any other text. */
export interface NamedDocument extends LoadedDocument {
  /** The file's name with those of the edits applied that concern it. */
  renamed(edits: readonly Edit[]): string;
  isName(segmentId: number): boolean;
}

/** Adds the file's name as the last segment. Its id is known once the segments have been walked. */
export function named(document: LoadedDocument, name: string): NamedDocument {
  let nameId: number | undefined;
  const nameSegment = (id: number): Segment => ({
    id,
    text: name,
    location: { channel: 'file-name', part: '文件名', address: '' },
  });
  return {
    segments: {
      *[Symbol.iterator]() {
        let next = 0;
        for (const segment of document.segments) {
          yield segment;
          next = segment.id + 1;
        }
        nameId = next;
        yield nameSegment(next);
      },
    },
    segment: (id) => (id === nameId ? nameSegment(id) : document.segment(id)),
    blindSpots: document.blindSpots,
    removals: document.removals,
    rewrite: (edits) => document.rewrite(edits.filter(({ segmentId }) => segmentId !== nameId)),
    isName: (segmentId) => segmentId === nameId,
    renamed: (edits) =>
      spliced(
        name,
        edits.filter(({ segmentId }) => segmentId === nameId),
      ),
  };
}
