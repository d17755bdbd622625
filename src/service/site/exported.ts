import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A document that a site hands over rather than have it fetched. */
export interface ExportedDocument {
  /** Where it stands online. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when it could not be had: it counts as unread. */
  readonly bytes: Uint8Array | undefined;
  /** Why there are none; a code. */
  readonly problem?: string;
  /** True when a part is missing. */
  readonly isCut?: boolean;
}

/** What was handed over breaks off or is damaged; what came before was read. */
export class ExportIncomplete extends Error {
  readonly records: number;

  constructor(records: number) {
    super('export incomplete');
    this.records = records;
  }
}

/** A server would say so, and a page that has no head is known by it alone. */
const headersOf = (path: string): Readonly<Record<string, string>> =>
  /\.(?:s?html?|xhtml|jsp|aspx?|php)$/i.test(path) ? { 'content-type': 'text/html' } : {};

/** Of one document. */
export const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The files of a folder as the site at `origin` would serve them. Links are not followed, since they may
 * lead out; what they stand for counts as unread.
 */
export async function* readFolder(
  folder: string,
  origin: string,
): AsyncGenerator<ExportedDocument> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), isLink: entry.isSymbolicLink() }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, isLink } of paths) {
    const inside = relative(folder, path).split(sep).map(encodeURIComponent).join('/');
    yield {
      url: `${origin}/${inside}`,
      status: 200,
      headers: headersOf(path),
      ...(await bytesAt(path, isLink)),
    };
  }
}

async function bytesAt(
  path: string,
  isLink: boolean,
): Promise<Pick<ExportedDocument, 'bytes' | 'problem'>> {
  if (isLink) return { bytes: undefined, problem: 'link' };
  try {
    const { size } = await stat(path);
    return size > MOST_BYTES
      ? { bytes: undefined, problem: 'too-large' }
      : { bytes: await readFile(path) };
  } catch {
    return { bytes: undefined, problem: 'unreadable' };
  }
}
