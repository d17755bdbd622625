/** A longer field is no field of an honest message. */
const LONGEST = 4096;
const PARAMETER = /;\s*([\w-]+)\*?\d*\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;

/** The parameters of a header field by name in lower case: `boundary`, `name`, `filename`. */
export function parametersOf(field: string): Readonly<Record<string, string | undefined>> {
  const parameters: Record<string, string> = {};
  for (const [, name = '', quoted, bare = ''] of field.slice(0, LONGEST).matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    // A long value comes in numbered pieces.
    parameters[key] = (parameters[key] ?? '') + (quoted?.replaceAll(/\\(.)/g, '$1') ?? bare);
  }
  return parameters;
}
