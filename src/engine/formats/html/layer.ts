import type { Channel } from '../../core/segment.ts';
import type { Notation } from '../shared/escapes.ts';
import { runsIn } from '../shared/escapes.ts';
import { RunIndex } from '../shared/run-index.ts';
import { type Run, textOf } from '../shared/written-text.ts';
import type { Write } from './writers.ts';

/**
 * A text inside the page's source: the source itself, an attribute behind its entities, the page in a
 * `srcdoc`. Its own places lead back to the source.
 */
export interface Layer {
  readonly text: string;
  /** Runs of this text as runs of the page's source. */
  inSource(runs: readonly Run[]): readonly Run[];
  readonly write: Write;
  /** What everything in it counts as; each by its own kind when absent. */
  readonly channel: Channel | undefined;
  /** How many pages this one lies in. */
  readonly depth: number;
}

export const sourceLayer = (text: string): Layer => ({
  text,
  inSource: (runs) => runs,
  write: (replacement) => replacement,
  channel: undefined,
  depth: 0,
});

/** What a stretch of a layer says when its escapes are read, as a layer of its own. */
export function layerIn(
  outer: Layer,
  { start, end }: { readonly start: number; readonly end: number },
  notation: Notation | undefined,
  write: Write,
): Layer {
  const runs = notation ? runsIn(outer.text, start, end, notation) : [{ start, end }];
  const inSource = reader(outer.inSource(runs));
  return {
    text: textOf(outer.text, runs),
    inSource,
    write: (text) => outer.write(write(text)),
    channel: outer.channel,
    depth: outer.depth,
  };
}

/** From runs of what some runs say to runs of the source. */
function reader(runs: readonly Run[]): (own: readonly Run[]) => readonly Run[] {
  const [only] = runs;
  if (runs.length === 1 && only && only.text === undefined) {
    // Most attributes have no escape: their places are just further on.
    const { start: by } = only;
    return (own) => own.map((run) => ({ ...run, start: run.start + by, end: run.end + by }));
  }
  const index = new RunIndex(runs);
  return (own) => index.inSource(own);
}

/** The layer as a page inside a page. */
export const asPage = (layer: Layer, channel: Channel | undefined): Layer => ({
  ...layer,
  channel: layer.channel ?? channel,
  depth: layer.depth + 1,
});
