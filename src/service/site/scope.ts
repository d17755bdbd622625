import { SETTINGS_DEFAULTS, type SiteSettings } from './settings.ts';

/** Which URLs belong to a registered site. Paths are prefixes: `/zwgk/`. */
export interface Scope {
  readonly hostname: string;
  /** Empty for the customary one. */
  readonly port: string;
  /** Only these parts of the site; all of it when empty. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxDepth: number;
}

export function scopeOf(
  origin: string,
  { include = [], exclude = [], maxDepth }: Pick<SiteSettings, 'include' | 'exclude' | 'maxDepth'>,
): Scope {
  const { hostname, port } = new URL(origin);
  return { hostname, port, include, exclude, maxDepth: maxDepth ?? SETTINGS_DEFAULTS.maxDepth };
}

/** A path that repeats one folder over and over is a trap, not a site: `/a/b/a/b/a/b/`. */
const MOST_REPEATS = 3;
const MOST_FOLDERS = 20;

export function isInScope(link: string, depth: number, scope: Scope): boolean {
  if (depth > scope.maxDepth) return false;
  const url = new URL(link);
  if (!isSameSite(url, scope)) return false;
  const startsWith = (prefix: string) => url.pathname.startsWith(prefix);
  if (scope.include.length > 0 && !scope.include.some(startsWith)) return false;
  return !scope.exclude.some(startsWith) && !looksEndless(url.pathname);
}

/** The same host under http and https is one site: many moved from one to the other and answer to both. */
export const isSameSite = (
  url: URL,
  { hostname, port }: Pick<Scope, 'hostname' | 'port'>,
): boolean => url.hostname === hostname && url.port === port;

function looksEndless(pathname: string): boolean {
  const folders = pathname.split('/').filter((folder) => folder !== '');
  if (folders.length > MOST_FOLDERS) return true;
  const counts = new Map<string, number>();
  for (const folder of folders) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts.values()].some((count) => count > MOST_REPEATS);
}
