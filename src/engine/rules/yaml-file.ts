import { type Document, isCollection, isNode, LineCounter, parseDocument } from 'yaml';

interface SchemaError {
  readonly instancePath: string;
  readonly message: string;
}

interface Check {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly SchemaError[];
}

/** A YAML file that knows its lines, so that whoever wrote it is told where it is wrong. */
export interface YamlFile {
  /** Its content; throws with file, line and reason when it does not fit. */
  checked(schema: Check): unknown;
  /** An error about the value at a path such as `['kinds', 'mobile']`. */
  errorAt(path: readonly (string | number)[], reason: string): Error;
}

export function yamlFile(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const errorAt: YamlFile['errorAt'] = (path, reason) => {
    // The nearest node that exists: what is missing has no line of its own.
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown =
        depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start !== undefined)
        return new Error(`${file}:${lines.linePos(start).line}: ${path.join('.')} ${reason}`);
    }
    return new Error(`${file}:1: ${path.join('.')} ${reason}`);
  };
  return {
    errorAt,
    checked(schema) {
      const [broken] = document.errors;
      if (broken) {
        const line = broken.linePos?.[0].line ?? 1;
        throw new Error(`${file}:${line}: ${broken.message.split('\n')[0] ?? broken.code}`);
      }
      if (!isCollection(document.contents)) throw errorAt([], 'the file is empty or no mapping');
      const content = contentOf(document);
      if (content === undefined) throw errorAt([], 'has too many aliases');
      if (schema.Check(content)) return content;
      const first = deepest(schema.Errors(content));
      throw errorAt(
        first.instancePath.split('/').slice(1).map(unescaped),
        first.message === 'schema is false' ? 'is no known key' : first.message,
      );
    },
  };
}

/** Undefined where aliases multiply beyond what anybody would write. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Of many complaints about one mistake the one with the longest path points best at it. */
const deepest = (errors: readonly SchemaError[]): SchemaError =>
  errors.reduce((best, one) =>
    one.instancePath.split('/').length > best.instancePath.split('/').length ? one : best,
  );

const unescaped = (key: string): string | number =>
  /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~');
