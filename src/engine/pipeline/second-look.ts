import type { LoadedDocument } from '../core/document.ts';
import type { ReadText, Segment } from '../core/segment.ts';
import { decide } from '../decide/decide.ts';
import { detect } from '../detect/detect.ts';
import type { Settings } from './scan.ts';
import { plainValueOf } from './values.ts';

/** The plain values in some texts of the second reading that the policy would surely mask. */
export function surelyPersonal(texts: readonly ReadText[], settings: Settings): string[] {
  const document = asDocument(texts);
  const { findings } = detect(document, settings.rules);
  const certain = findings.filter(({ confidence }) => confidence === 'certain');
  return decide(certain, settings.policy)
    .filter(({ action }) => action === 'mask')
    .map(({ finding }) => plainValueOf(finding, document));
}

function asDocument(texts: readonly ReadText[]): LoadedDocument {
  const segments = texts.map(({ text, location }, id): Segment => ({ id, text, location }));
  return {
    segments,
    segment: (id) => segments[id] as Segment,
    blindSpots: [],
    removals: [],
    rewrite: () => Promise.reject(new Error('a second reading is never rewritten')),
  };
}
