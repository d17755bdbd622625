export type Fields = Readonly<Record<string, string>>;

/** The lines of a WARC or HTTP head: the first, and the others by name in lower case, the first of each. */
export function headFields(head: string): { readonly first: string; readonly fields: Fields } {
  // A line that begins with a blank goes on with the one before it.
  const [first = '', ...lines] = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const fields: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !Object.hasOwn(fields, name)) fields[name] = line.slice(colon + 1).trim();
  }
  return { first, fields };
}
