import type { LoadedDocument, Removal } from '../../core/document.ts';
import type { Edit } from '../../core/edit.ts';
import { DocumentError } from '../../core/errors.ts';
import type { BlindSpot, ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { type Section, type SectionSegment, sectionOf, within } from './sections.ts';

/** A document inside another, as a section of it that can be put back. */
export class Embedded implements Section {
  readonly count: number;
  readonly tables: number;
  readonly blindSpots: readonly BlindSpot[];
  readonly removals: readonly Removal[];
  readonly #document: LoadedDocument;
  readonly #section: Section;

  constructor(document: LoadedDocument, place: string) {
    this.#document = document;
    this.#section = sectionOf(document, place);
    this.count = this.#section.count;
    this.tables = this.#section.tables;
    const inside = <One extends BlindSpot | Removal>(one: One): One => ({
      ...one,
      location: within(place, one.location),
    });
    this.blindSpots = document.blindSpots.map(inside);
    this.removals = document.removals.map(inside);
  }

  at(index: number): SectionSegment {
    return this.#section.at(index);
  }

  /** New bytes when something inside has to change; undefined leaves it as it is. */
  async rewrite(edits: readonly Edit[]): Promise<Uint8Array | undefined> {
    const must = this.removals.some(({ when }) => when === 'always');
    return edits.length > 0 || must ? this.#document.rewrite(edits) : undefined;
  }
}

/**
 * Opens what lies inside a document, named for people by `place`. `undefined` when no format can read
 * it: the caller then takes it out or reports a blind spot.
 */
export async function openEmbedded(
  bytes: Uint8Array,
  name: string,
  place: string,
  surroundings: Surroundings,
): Promise<Embedded | undefined> {
  try {
    const document = await surroundings.openEmbedded(bytes, name);
    return document && new Embedded(document, place);
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** Reads what lies inside a document for the second time; nothing where `openEmbedded` knows nothing. */
export async function* rereadEmbedded(
  bytes: Uint8Array,
  name: string,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  try {
    yield* surroundings.rereadEmbedded(bytes, name) ?? [];
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
}

/** Locked, damaged or of a kind that is not supported. A limit is another thing: it stops everything. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof DocumentError && error.code !== 'document-limit-exceeded';
