import type { Edit } from '../../core/edit.ts';
import type { BlindSpot, Location } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { type Embedded, openEmbedded } from '../shared/embedded.ts';
import type { Passage } from './flow.ts';
import type { Patch } from './rewrite.ts';
import type { DataGroup } from './state.ts';

/** A picture whose words are drawn as words. */
interface Picture {
  readonly document: Embedded;
  /** Its hexadecimal digits in the file. */
  readonly start: number;
  readonly end: number;
}

/** What describes the picture before its data: words, and groups of words. */
const DESCRIPTION = /\{[^{}]*\}|\\[a-z]+(?:-?\d+)? ?/gi;
const DIGITS = /[0-9A-Fa-f][0-9A-Fa-f\s]{40,}$/;

/** The pictures of a document, as far as their words can be read. */
export class Pictures {
  readonly blindSpots: readonly BlindSpot[];
  readonly passages: readonly Passage[];
  readonly #pictures: readonly Picture[];
  readonly #places = new Map<Passage, readonly [picture: Picture, index: number]>();

  private constructor(pictures: readonly Picture[], blindSpots: readonly BlindSpot[]) {
    this.#pictures = pictures;
    this.blindSpots = [...blindSpots, ...pictures.flatMap(({ document }) => document.blindSpots)];
    for (const picture of pictures)
      for (let index = 0; index < picture.document.count; index++) {
        const { text, location } = picture.document.at(index);
        this.#places.set(passageOf(text, location), [picture, index]);
      }
    this.passages = [...this.#places.keys()];
  }

  static async read(
    bytes: Uint8Array,
    groups: readonly (DataGroup & { readonly address: string })[],
    surroundings: Surroundings,
  ): Promise<Pictures> {
    const pictures: Picture[] = [];
    const blindSpots: BlindSpot[] = [];
    for (const { start, end, address } of groups) {
      const written = Buffer.from(bytes.subarray(start, end)).toString('latin1');
      const source = written
        .replaceAll(DESCRIPTION, (words) => '\\'.repeat(words.length))
        .trimEnd();
      const digits = DIGITS.exec(source)?.[0] ?? '';
      const data = Buffer.from(digits.replaceAll(/\s/g, ''), 'hex');
      const document = await openEmbedded(data, 'picture.emf', address, surroundings);
      const from = start + source.length - digits.length;
      if (document) pictures.push({ document, start: from, end: start + source.length });
      else
        blindSpots.push({ location: { channel: 'image', part: '正文', address }, reason: 'image' });
    }
    return new Pictures(pictures, blindSpots);
  }

  /** The edits of passages in pictures, as new digits for the pictures. */
  async patches(edits: readonly Edit[], passageOf: (id: number) => Passage): Promise<Patch[]> {
    const placed = edits.flatMap((edit) => {
      const place = this.#places.get(passageOf(edit.segmentId));
      return place ? [{ picture: place[0], edit: { ...edit, segmentId: place[1] } }] : [];
    });
    const byPicture = Map.groupBy(placed, ({ picture }) => picture);
    return Promise.all(
      this.#pictures
        .filter((picture) => byPicture.has(picture))
        .map(async (picture) => {
          const own = (byPicture.get(picture) ?? []).map(({ edit }) => edit);
          const rewritten = await picture.document.rewrite(own);
          const { start, end } = picture;
          return { start, end, bytes: Buffer.from(rewritten ?? []).toString('hex') };
        }),
    );
  }
}

const passageOf = (text: string, location: Location): Passage => ({
  anchored: {
    text,
    starts: new Uint32Array(text.length),
    ends: new Uint32Array(text.length),
    flags: new Uint8Array(text.length),
  },
  location,
});
