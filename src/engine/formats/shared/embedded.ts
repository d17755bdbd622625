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
  readonly #reopen: (bytes: Uint8Array) => Promise<unknown>;

  /** @param reopen opens new bytes of the document as these were opened. */
  constructor(
    document: LoadedDocument,
    place: string,
    reopen: (bytes: Uint8Array) => Promise<unknown>,
  ) {
    this.#document = document;
    this.#reopen = reopen;
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
    if (edits.length === 0 && !must) return undefined;
    const bytes = await this.#document.rewrite(edits);
    await this.#checkThatItOpens(bytes);
    return bytes;
  }

  /** The second reading passes over what it cannot read, so what we broke must be noticed here. */
  async #checkThatItOpens(bytes: Uint8Array): Promise<void> {
    try {
      if (await this.#reopen(bytes)) return;
    } catch (cause) {
      throw new Error('a rewritten document inside another does not open', { cause });
    }
    throw new Error('a rewritten document inside another is not known any more');
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
    const open = (content: Uint8Array) => surroundings.openEmbedded(content, name);
    const document = await open(bytes);
    return document && new Embedded(document, place, open);
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
