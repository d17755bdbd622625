import type { Edit } from '../../../core/edit.ts';
import type { Embedded } from '../embedded.ts';
import type { Section, Sections } from '../sections.ts';
import { type ByteEdit, spliceBytes } from '../xml/byte-edit.ts';
import { writeZip } from '../zip/write.ts';
import { dropped } from './drop.ts';
import type { Package } from './package.ts';
import { PartNames, renamings } from './part-names.ts';
import { type PartEdits, PartSection } from './unit.ts';

/** A section that answers for several parts at once: a workbook's cells lie in sheets and in one table of strings. */
export interface WidePart extends Section {
  readonly parts: ReadonlySet<string>;
  /** The bytes of one of its parts. */
  bytes(part: string): Buffer | undefined;
  /** What edits do to the parts, and parts that mean nothing any more. */
  partEdits(edits: readonly Edit[]): { edits: PartEdits; drops: readonly string[] };
}

/** What a package is made of and what of it goes with any rewrite. */
export interface Opened {
  readonly pack: Package;
  readonly sections: Sections;
  readonly embedded: ReadonlyMap<string, Embedded>;
  readonly going: readonly string[];
}

/** The package with every edit applied and without the parts that go. */
export async function rewritten(opened: Opened, edits: readonly Edit[]): Promise<Buffer> {
  const { pack, sections, embedded } = opened;
  const plan = planOf(sections, edits);
  const { parts: gone, edits: unlinks } = dropped(pack, [...opened.going, ...plan.drops]);
  for (const [part, more] of unlinks) plan.add(part, more);
  for (const [part, more] of renamings(pack, plan.names)) plan.add(part, more);
  const changes = new Map<string, Uint8Array | null>();
  for (const [part, more] of plan.parts)
    if (more.length > 0 && !gone.has(part))
      changes.set(part, spliceBytes(plan.bytes(part) ?? pack.read(part), more));
  for (const [part, document] of embedded) {
    const bytes = await document.rewrite(plan.inner.get(document) ?? []);
    if (bytes) changes.set(part, bytes);
  }
  for (const part of gone) changes.set(part, null);
  return writeZip(pack.zip, changes, plan.names);
}

/** Hands every edit to the section it belongs to. */
function planOf(sections: Sections, edits: readonly Edit[]) {
  const parts: PartEdits = new Map();
  const inner = new Map<Section, Edit[]>();
  const drops: string[] = [];
  const names = new Map<string, string>();
  const known: ((part: string) => Buffer | undefined)[] = [];
  const add = (part: string, more: readonly ByteEdit[]) => {
    const list = parts.get(part) ?? [];
    for (const edit of more) list.push(edit);
    parts.set(part, list);
  };
  for (const [section, own] of sections.edits(edits)) {
    if (section instanceof PartSection) {
      add(section.name, section.byteEdits(own));
      known.push((part) => (part === section.name ? section.bytes : undefined));
    } else if (section instanceof PartNames) {
      for (const [old, name] of section.renamed(own)) names.set(old, name);
    } else if (isWide(section)) {
      const done = section.partEdits(own);
      for (const [part, more] of done.edits) add(part, more);
      drops.push(...done.drops);
      known.push((part) => section.bytes(part));
    } else inner.set(section, own);
  }
  const bytes = (part: string) => {
    for (const find of known) {
      const found = find(part);
      if (found) return found;
    }
    return undefined;
  };
  return { parts, inner, drops, names, add, bytes };
}

const isWide = (section: Section): section is WidePart => 'partEdits' in section;
