import type { Embedded } from '../embedded.ts';
import { type Content, writeZip } from '../zip/write.ts';
import { dropped } from './drop.ts';
import type { Package } from './package.ts';
import { renamings } from './part-names.ts';
import type { Rewrite } from './rewrite.ts';
import { splicedContent } from './spliced-content.ts';

/** What a package is made of, and what of it goes with any rewrite. */
export interface Opened {
  readonly pack: Package;
  readonly embedded: ReadonlyMap<string, Embedded>;
  readonly going: readonly string[];
  /** Parts whose bytes are at hand. */
  readonly loaded: ReadonlyMap<string, Buffer>;
}

/** The package with every edit carried out and without the parts that go. */
export async function writePackage(opened: Opened, rewrite: Rewrite): Promise<Buffer> {
  const { pack, embedded, loaded } = opened;
  const { parts: gone, edits: unlinks } = dropped(pack, [...opened.going, ...rewrite.drops]);
  for (const [part, edit] of [...unlinks, ...renamings(pack, rewrite.names)])
    rewrite.splice(part, edit);
  const changes = new Map<string, Content | null>();
  for (const [part, edits] of rewrite.parts)
    if (!gone.has(part))
      changes.set(part, splicedContent(loaded.get(part) ?? pack.read(part), edits));
  for (const [part, document] of embedded) {
    const bytes = await document.rewrite(rewrite.embedded.get(document) ?? []);
    if (bytes) changes.set(part, bytes);
  }
  for (const part of gone) changes.set(part, null);
  return writeZip(pack.zip, changes, rewrite.names);
}
