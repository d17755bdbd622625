// Control characters that no text needs, and private characters that only a certain font can draw.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what we look for
const UNREADABLE = /[\0-\x08\x0e-\x19\x7f\ue000-\uf8ff]/;

/** Where a text first holds a character that shows a reader something else than it says. */
export function unreadableAt(text: string): number | undefined {
  const at = text.search(UNREADABLE);
  return at < 0 ? undefined : at;
}
