import type { Edit } from '../../../core/edit.ts';
import type { Embedded } from '../embedded.ts';
import type { Package } from '../ooxml/package.ts';
import { splicedContent } from '../ooxml/spliced-content.ts';
import { PartSection } from '../ooxml/unit.ts';
import type { Section, Sections } from '../sections.ts';
import type { ByteEdit } from '../xml/byte-edit.ts';
import { EditList } from '../xml/edit-list.ts';
import { type Content, writeZip } from '../zip/write.ts';
import type { PackageReading } from './document.ts';
import { EntryNames } from './entry-names.ts';

interface Opened {
  readonly pack: Package;
  readonly sections: Sections;
  readonly embedded: ReadonlyMap<string, Embedded>;
  readonly gone: readonly string[];
}

/** The package with every edit applied and without the parts that go. */
export async function rewritten(
  { pack, sections, embedded, gone }: Opened,
  reading: PackageReading,
  edits: readonly Edit[],
): Promise<Uint8Array> {
  const going = new Set(gone);
  const parts = new Map<string, ByteEdit[]>();
  const inner = new Map<Section, Edit[]>();
  let names: ReadonlyMap<string, string> | undefined;
  for (const [section, own] of sections.edits(edits)) {
    if (section instanceof PartSection) {
      const direct = section.byteEdits(own);
      parts.set(section.name, [...direct, ...(reading.companions?.(section.bytes, direct) ?? [])]);
    } else if (section instanceof EntryNames) names = section.renamed(own);
    else inner.set(section, own);
  }
  for (const [part, more] of reading.forget(pack, going))
    parts.set(part, [...(parts.get(part) ?? []), ...more]);
  const changes = new Map<string, Content | null>();
  for (const [part, own] of parts)
    if (own.length > 0 && !going.has(part))
      changes.set(part, splicedContent(pack.read(part), EditList.of(own)));
  for (const [part, document] of embedded) {
    const bytes = await document.rewrite(inner.get(document) ?? []);
    if (bytes) changes.set(part, bytes);
  }
  for (const part of going) changes.set(part, null);
  return writeZip(pack.zip, changes, names);
}
