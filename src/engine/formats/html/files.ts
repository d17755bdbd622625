import type { Edit } from '../../core/edit.ts';
import type { BlindSpot } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import type { TextEdit } from '../shared/byte-splice.ts';
import { type Embedded, openEmbedded } from '../shared/embedded.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import { contentOf, type DataUri, nameOf, writtenContent } from './data-uri.ts';
import type { Gathered } from './gathered.ts';

/** Too small for a picture of a number: the spacers and dots of old pages. */
const HARMLESS_BYTES = 100;

/** A file written into an address of the page, opened. */
class EmbeddedFile implements Section {
  readonly count: number;
  readonly tables: number;
  readonly blindSpots: Embedded['blindSpots'];
  readonly removals: Embedded['removals'];
  readonly #document: Embedded;
  readonly #file: DataUri;

  constructor(document: Embedded, file: DataUri) {
    this.#document = document;
    this.#file = file;
    this.count = document.count;
    this.tables = document.tables;
    this.blindSpots = document.blindSpots;
    this.removals = document.removals;
  }

  at(index: number): SectionSegment {
    const { location, ...segment } = this.#document.at(index);
    return { ...segment, location: { ...location, channel: 'attachment' } };
  }

  /** Edits of the file as edits of the page's source. */
  async edits(edits: readonly Edit[]): Promise<TextEdit[]> {
    const bytes = await this.#document.rewrite(edits);
    if (!bytes) return [];
    const { layer, start, end } = this.#file;
    const runs = layer.inSource([{ start, end }]);
    return runs.map((run, index) => ({
      span: { start: run.start, end: run.end },
      replacement: index === 0 ? layer.write(writtenContent(bytes, this.#file)) : '',
    }));
  }
}

/** Opens every file written into the page; what nobody can open is a blind spot. */
export async function openFiles(out: Gathered, surroundings: Surroundings) {
  const opened: EmbeddedFile[] = [];
  const blindSpots: BlindSpot[] = [];
  for (const [index, file] of out.files.entries()) {
    const content = contentOf(file);
    if (content && content.length <= HARMLESS_BYTES && isPicture(file)) continue;
    const place = `内嵌文件 ${index + 1}`;
    const document = content && (await openEmbedded(content, nameOf(file), place, surroundings));
    if (document) {
      opened.push(new EmbeddedFile(document, file));
      continue;
    }
    const runs = file.layer.inSource([{ start: file.start, end: file.start + 1 }]);
    const channel = isPicture(file) ? 'image' : 'attachment';
    blindSpots.push({
      location: out.locate(channel, runs),
      reason: isPicture(file) ? 'image' : 'unknown-object',
    });
  }
  return { opened, blindSpots };
}

const isPicture = ({ mediaType }: DataUri): boolean => /^image\/(?!svg)/.test(mediaType);
