import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../', import.meta.url));
const IMPORT = /\bfrom\s+'(\.[^']+)'/g;

const STATIC = [
  ['web/page.css', 'text/css; charset=utf-8'],
  ['web/review.css', 'text/css; charset=utf-8'],
  ['web/icon.svg', 'image/svg+xml'],
] as const;

/** What a browser is sent for one address. */
export interface Asset {
  readonly mediaType: string;
  readonly content: string;
}

export interface PageAssets {
  readonly html: string;
  /** The folder all assets lie in; it is named after their content, so they can be cached for ever. */
  readonly folder: string;
  /** By path within the folder. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** The page with every module it imports, stripped of its types; there is no build step. */
export function loadPage(): PageAssets {
  const files = new Map<string, Asset>();
  for (const [path, mediaType] of STATIC) files.set(path, { mediaType, content: read(path) });
  addModule('web/page.ts', files);
  const hash = createHash('sha256');
  for (const [path, { content }] of files) hash.update(`${path}\0${content}\0`);
  const folder = `/assets/${hash.digest('hex').slice(0, 16)}`;
  return { html: read('web/index.html').replaceAll('{{assets}}', folder), folder, files };
}

function addModule(path: string, files: Map<string, Asset>): void {
  if (files.has(path)) return;
  const content = stripTypeScriptTypes(read(path)).replaceAll(/^ +$/gm, '');
  files.set(path, { mediaType: 'text/javascript; charset=utf-8', content });
  for (const [, imported = ''] of content.matchAll(IMPORT))
    addModule(posix.join(posix.dirname(path), imported), files);
}

const read = (path: string): string => readFileSync(`${SOURCE}${path}`, 'utf8');
