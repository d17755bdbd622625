import type { LoadedDocument } from '../core/document.ts';
import type { ReadText, Segment } from '../core/segment.ts';

/** Texts without a file, for detection to look at. */
export function documentOfTexts(texts: readonly ReadText[]): LoadedDocument {
  const segments = texts.map(({ text, location }, id): Segment => ({ id, text, location }));
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: [],
    removals: [],
    rewrite: () => Promise.reject(new Error('texts without a file are never rewritten')),
  };
}
