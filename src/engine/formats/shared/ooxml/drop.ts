import type { ByteEdit } from '../xml/byte-edit.ts';
import { isLenient, type Package } from './package.ts';
import { unlinked, withoutRelationships, withoutTypes } from './unlink.ts';

const TYPES = '[Content_Types].xml';

/** Parts that go, and the edits by which the rest of the package forgets them. */
export function dropped(
  pack: Package,
  going: readonly string[],
): { parts: ReadonlySet<string>; edits: (readonly [part: string, edit: ByteEdit])[] } {
  const parts = new Set(going);
  const edits: (readonly [string, ByteEdit])[] = [];
  const add = (part: string, more: readonly ByteEdit[]) => {
    for (const edit of more) edits.push([part, edit]);
  };
  if (parts.size === 0) return { parts, edits };
  for (const part of [...parts]) {
    const rels = relsOf(part);
    if (pack.zip.entry(rels)) parts.add(rels);
  }
  const bySource = Map.groupBy(
    pack.relationships.filter(({ target }) => target !== undefined && parts.has(target)),
    ({ rels }) => rels,
  );
  for (const [rels, leading] of bySource) {
    if (parts.has(rels)) continue;
    const ids = new Set(leading.map(({ id }) => id));
    add(rels, withoutRelationships(pack.read(rels), ids));
    const source = leading[0]?.source ?? '';
    if (!pack.zip.entry(source) || parts.has(source) || !pack.isXml(source)) continue;
    add(source, unlinked(pack.read(source), ids, isLenient(source)));
  }
  if (pack.zip.entry(TYPES)) add(TYPES, withoutTypes(pack.read(TYPES), parts));
  return { parts, edits };
}

const relsOf = (part: string): string => part.replace(/([^/]*)$/, '_rels/$1.rels');
