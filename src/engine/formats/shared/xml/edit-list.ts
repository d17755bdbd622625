import { NumberTable } from '../number-table.ts';
import { type ByteEdit, mergedEdits } from './byte-edit.ts';

/** Replacements that are remembered to be shared; a list has thousands of like stars. */
const MOST_KNOWN = 1000;

/** Many edits of one part, packed: a long list has half a million, and as objects they would outweigh its sheet. */
export class EditList {
  readonly #places = new NumberTable(2);
  readonly #replacements: string[] = [];
  readonly #known = new Map<string, string>();
  #isMerged = true;
  #end = 0;

  static of(edits: Iterable<ByteEdit>): EditList {
    const list = new EditList();
    for (const edit of edits) list.push(edit);
    return list;
  }

  get length(): number {
    return this.#replacements.length;
  }

  push({ start, end, replacement }: ByteEdit): void {
    this.#isMerged &&= start >= this.#end;
    this.#end = end;
    this.#places.push(start, end);
    this.#replacements.push(this.#shared(replacement));
  }

  /** Where an edit begins. */
  startOf(index: number): number {
    return this.#places.at(index, 0);
  }

  endOf(index: number): number {
    return this.#places.at(index, 1);
  }

  /** The edits [first, next). */
  slice(first = 0, next = this.length): ByteEdit[] {
    const edits: ByteEdit[] = [];
    for (let index = first; index < next; index++)
      edits.push({
        start: this.startOf(index),
        end: this.endOf(index),
        replacement: this.#replacements[index] as string,
      });
    return edits;
  }

  /** The same in order and without overlaps. */
  merged(): EditList {
    return this.#isMerged ? this : EditList.of(mergedEdits(this.slice()));
  }

  #shared(replacement: string): string {
    const known = this.#known.get(replacement);
    if (known !== undefined) return known;
    if (this.#known.size < MOST_KNOWN) this.#known.set(replacement, replacement);
    return replacement;
  }
}
