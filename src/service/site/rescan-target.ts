import { readFile, stat } from 'node:fs/promises';
import { canonicalUrl } from '../page/canonical-url.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type ExportedDocument, ExportIncomplete, readFolder } from './exported.ts';
import { firstPageOf, readWarc } from './warc/read-warc.ts';

/** One site, or what was handed over of it. */
export interface RescanTarget {
  readonly origin: string;
  /** The only pages to be visited; undefined for the whole site. */
  readonly pages?: readonly string[];
  /** Lists of pages to be visited, which are fetched first. */
  readonly sitemaps?: readonly string[];
  /** Documents that are read rather than fetched; undefined where they are fetched. */
  readonly documents?: () => AsyncIterable<ExportedDocument>;
}

/** There is nothing to scan at what was named. The message says why, for people. */
export class NoTarget extends Error {}

const ARCHIVE = /\.warc(?:\.gz)?$/i;

/** What is meant by an address, a folder, a web archive, a sitemap or a list of addresses. Throws NoTarget. */
export async function targetsOf(
  target: string,
  origin: string | undefined,
  sandbox: Pick<Sandbox, 'look'>,
): Promise<RescanTarget[]> {
  if (/^https?:\/\//i.test(target)) return [online(target)];
  const found = await stat(target).catch(() => undefined);
  if (!found) throw new NoTarget(`没有 ${target} · there is no ${target}`);
  if (found.isDirectory()) return [folder(target, origin)];
  return ARCHIVE.test(target) ? [await archive(target, origin)] : list(target, sandbox);
}

const SITEMAP = /\/sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$/i;

/** `https://host/` is the site, `https://host/a.html` that page alone, `https://host/sitemap.xml` what it lists. */
function online(address: string): RescanTarget {
  const url = canonicalUrl(address);
  if (url === undefined) throw new NoTarget(`不是网址：${address} · not an address: ${address}`);
  const { origin, pathname, search } = new URL(url);
  if (SITEMAP.test(pathname)) return { origin, pages: [], sitemaps: [url] };
  return pathname === '/' && search === '' ? { origin } : { origin, pages: [url] };
}

function folder(path: string, origin: string | undefined): RescanTarget {
  if (origin === undefined || !URL.canParse(origin))
    throw new NoTarget(
      '文件夹须用 --origin 说明其网址 · name with --origin the address at which the folder is online',
    );
  const { origin: plain } = new URL(origin);
  return { origin: plain, documents: () => readFolder(path, plain) };
}

/** Of an archive of several sites, the first or the one that is named. */
async function archive(path: string, origin: string | undefined): Promise<RescanTarget> {
  const documents = () => readWarc(path);
  if (origin !== undefined) return { origin: new URL(origin).origin, documents };
  const first = await firstPageOf(path).catch(nothingIn);
  if (first !== undefined) return { origin: new URL(first).origin, documents };
  throw new NoTarget(`${path} 中没有网页 · holds no page`);
}

function nothingIn(error: unknown): undefined {
  if (!(error instanceof ExportIncomplete)) throw error;
}

async function list(path: string, sandbox: Pick<Sandbox, 'look'>): Promise<RescanTarget[]> {
  const task = { name: 'list', url: '', fingerprintKey: '', isSitemap: true, isOwn: true };
  const { page } = await sandbox.look(task, await readFile(path));
  const pages = Map.groupBy(page?.links ?? [], originOf);
  const sitemaps = Map.groupBy(page?.sitemaps ?? [], originOf);
  const origins = [...new Set([...pages.keys(), ...sitemaps.keys()])];
  if (origins.length === 0) throw new NoTarget(`${path} 中没有网址 · holds no address`);
  return origins.map((origin) => ({
    origin,
    pages: pages.get(origin) ?? [],
    sitemaps: sitemaps.get(origin) ?? [],
  }));
}

const originOf = (url: string): string => new URL(url).origin;
