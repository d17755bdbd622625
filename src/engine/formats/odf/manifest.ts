import { DocumentError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { elementsWhere, type Package } from '../shared/ooxml/package.ts';
import type { PartEdits } from '../shared/ooxml/unit.ts';
import { openZip } from '../shared/zip/zip.ts';

const MANIFEST = 'META-INF/manifest.xml';

/** Throws `document-encrypted` for a package whose parts are under a password. */
export function checkReadable(bytes: Uint8Array, limits: Limits): void {
  const zip = openZip(bytes, limits);
  const entry = zip.entry(MANIFEST);
  const locked =
    zip.entry('encrypted-package') !== undefined ||
    (entry !== undefined && zip.read(entry).includes('encryption-data'));
  if (locked)
    throw new DocumentError(
      'document-encrypted',
      '文件有密码；请去除密码后再上传 · the file has a password; remove it first',
    );
}

/** Takes parts that go out of the list of parts, and folders that are empty then. */
export function forget(pack: Package, gone: ReadonlySet<string>): PartEdits {
  const edits: PartEdits = new Map();
  if (gone.size === 0 || !pack.zip.entry(MANIFEST)) return edits;
  const stays = pack.parts.filter((part) => !gone.has(part));
  const isGone = (path: string) =>
    gone.has(path) ||
    (path.length > 1 &&
      path.endsWith('/') &&
      [...gone].some((part) => part.startsWith(path)) &&
      !stays.some((part) => part.startsWith(path)));
  const entries = [...elementsWhere(pack.read(MANIFEST), 'file-entry', 'full-path', isGone)];
  if (entries.length > 0)
    edits.set(
      MANIFEST,
      entries.map(({ start, end }) => ({ start, end, replacement: '' })),
    );
  return edits;
}
