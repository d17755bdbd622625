/** Which URLs belong to a registered site. Paths are prefixes: `/zwgk/`. */
export interface Scope {
  readonly origin: string;
  /** Only these parts of the site; all of it when empty. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxDepth: number;
}

/** A path that repeats one folder over and over is a trap, not a site: `/a/b/a/b/a/b/`. */
const MOST_REPEATS = 3;
const MOST_FOLDERS = 20;

export function isInScope(url: string, depth: number, scope: Scope): boolean {
  if (depth > scope.maxDepth) return false;
  const { origin, pathname } = new URL(url);
  if (origin !== scope.origin) return false;
  const startsWith = (prefix: string) => pathname.startsWith(prefix);
  if (scope.include.length > 0 && !scope.include.some(startsWith)) return false;
  return !scope.exclude.some(startsWith) && !looksEndless(pathname);
}

function looksEndless(pathname: string): boolean {
  const folders = pathname.split('/').filter((folder) => folder !== '');
  if (folders.length > MOST_FOLDERS) return true;
  const counts = new Map<string, number>();
  for (const folder of folders) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts.values()].some((count) => count > MOST_REPEATS);
}
