import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A document that a site hands over rather than have it fetched. */
export interface ExportedDocument {
  /** Where it stands online. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when it is too large or cannot be unpacked: it counts as unread. */
  readonly bytes: Uint8Array | undefined;
}

/** A server would say so, and a page that has no head is known by it alone. */
const headersOf = (path: string): Readonly<Record<string, string>> =>
  /\.(?:s?html?|xhtml|jsp|aspx?|php)$/i.test(path) ? { 'content-type': 'text/html' } : {};

const MOST_BYTES = 64 * 1024 * 1024;

/** The files of a folder as the site at `origin` would serve them. Links are not followed: they lead out. */
export async function* readFolder(
  folder: string,
  origin: string,
): AsyncGenerator<ExportedDocument> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const path of paths) {
    const inside = relative(folder, path).split(sep).map(encodeURIComponent).join('/');
    const { size } = await stat(path);
    const bytes = size > MOST_BYTES ? undefined : await readFile(path);
    yield { url: `${origin}/${inside}`, status: 200, headers: headersOf(path), bytes };
  }
}
