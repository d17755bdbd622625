import type { Edit } from '../../../core/edit.ts';
import { Embedded } from '../embedded.ts';
import type { Change, Section, Sections } from '../sections.ts';
import type { ByteEdit } from '../xml/byte-edit.ts';
import { EditList } from '../xml/edit-list.ts';

/** A section that knows what an edit of it does to the package. */
export interface PackageSection extends Section {
  change(index: number, changes: readonly Change[], rewrite: Rewrite): void;
}

/** Gathers everything that edits ask of a package. */
export class Rewrite {
  /** Edits of bytes by part. */
  readonly parts = new Map<string, EditList>();
  readonly drops = new Set<string>();
  /** New names of parts by old ones. */
  readonly names = new Map<string, string>();
  readonly embedded = new Map<Embedded, Edit[]>();
  readonly #last = new Set<(rewrite: Rewrite) => void>();

  constructor(sections: Sections<PackageSection | Embedded>, edits: readonly Edit[]) {
    for (const { section, index, changes } of sections.changes(edits))
      if (section instanceof Embedded) this.#inside(section, index, changes);
      else section.change(index, changes, this);
    for (const finish of this.#last) finish(this);
  }

  splice(part: string, edit: ByteEdit): void {
    let list = this.parts.get(part);
    if (!list) {
      list = new EditList();
      this.parts.set(part, list);
    }
    list.push(edit);
  }

  /** Does something once when all edits are known: cells that share a string or a formula. */
  finally(finish: (rewrite: Rewrite) => void): void {
    this.#last.add(finish);
  }

  #inside(document: Embedded, segmentId: number, changes: readonly Change[]): void {
    const list = this.embedded.get(document) ?? [];
    for (const change of changes) list.push({ ...change, segmentId });
    this.embedded.set(document, list);
  }
}
