import type { Edit } from '../../core/edit.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import { spliced } from '../shared/splice.ts';

/** The names of the files in an archive, folders included: `名单/张三.pdf`. */
export class EntryNames implements Section {
  readonly tables = 0;
  readonly #names: readonly string[];

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  get count(): number {
    return this.#names.length;
  }

  at(index: number): SectionSegment {
    const address = `第 ${index + 1} 个文件`;
    return {
      text: this.#names[index] as string,
      location: { channel: 'file-name', part: '文件名', address },
    };
  }

  /**
   * New names by old ones, no two alike; null for a folder that falls together with another. Stars and
   * their like have no place in a name.
   */
  renamed(edits: readonly Edit[]): Map<string, string | null> {
    const groups = Map.groupBy(edits, ({ segmentId }) => segmentId);
    const taken = new Set(this.#names.filter((_, index) => !groups.has(index)));
    const names = new Map<string, string | null>();
    for (const [index, own] of groups) {
      const old = this.#names[index] as string;
      const safe = own.map((edit) => ({
        ...edit,
        replacement: edit.replacement.replaceAll(/[*<>:"|?\\/\p{Cc}]/gu, '_'),
      }));
      const wished = spliced(old, safe);
      const isFolder = wished.endsWith('/');
      const name = isFolder && taken.has(wished) ? null : unused(wished, taken);
      names.set(old, name);
      if (name !== null) taken.add(name);
    }
    return names;
  }
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++)
    free = name.replace(/(\.[^./]{1,8})?$/, `-${number}$1`);
  return free;
}
