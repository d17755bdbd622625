import type { Edit } from '../../../core/edit.ts';
import type { Package } from '../ooxml/package.ts';
import type { Section, SectionSegment } from '../sections.ts';
import { spliced } from '../splice.ts';

/** The names of a package's entries: an attachment is often called after its person. */
export class EntryNames implements Section {
  readonly tables = 0;
  readonly #names: readonly string[];

  constructor(pack: Package) {
    this.#names = pack.zip.entries
      .map(({ name }) => name)
      .filter((name) => /\d{5}/.test(folded(name)));
  }

  get count(): number {
    return this.#names.length;
  }

  at(index: number): SectionSegment {
    const location = { channel: 'file-name', part: '部件名', address: `${index + 1}` } as const;
    return { text: this.#names[index] as string, location };
  }

  /** New names by old ones. */
  renamed(edits: readonly Edit[]): Map<string, string> {
    return new Map(
      [...Map.groupBy(edits, ({ segmentId }) => segmentId)].map(([index, own]) => {
        const name = this.#names[index] as string;
        return [name, spliced(name, own)];
      }),
    );
  }
}

const folded = (name: string) => name.normalize('NFKC').replaceAll(/[\s_-]/g, '');
