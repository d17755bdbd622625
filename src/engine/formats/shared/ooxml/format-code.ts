/**
 * The letters that the format of a number draws by themselves, put together: `"6217""0012"` and `\6\2\1\7` both show a
 * number that nobody typed into a cell. Empty where the format says no more than it spells out.
 */
export function drawnBy(code: string): string {
  const said = code.replaceAll(
    /"([^"]*)"|\\(.)|[^"\\]/g,
    (_, quoted: string | undefined, one: string | undefined) => quoted ?? one ?? ' ',
  );
  return code.includes('\\') || code.includes('""') ? said.trim() : '';
}
