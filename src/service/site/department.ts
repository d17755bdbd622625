interface Part {
  readonly path: string;
  readonly name: string;
}

/** Who answers for an address: the part with the longest path that it lies in; null when none does. */
export function departmentOf(url: string, departments: readonly Part[]): string | null {
  const { pathname } = new URL(url);
  const inside = departments.filter(({ path }) => pathname.startsWith(path));
  return inside.toSorted((a, b) => b.path.length - a.path.length)[0]?.name ?? null;
}
