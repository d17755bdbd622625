import type { TSchema } from 'typebox';
import { type Document, isCollection, isNode, LineCounter, parseDocument } from 'yaml';
import { mistakeIn } from './schema-mistake.ts';

/** A YAML file that knows its lines, so that whoever wrote it is told where it is wrong. */
export interface YamlFile {
  /** Its content; throws with file, line and reason when it does not fit. */
  checked(schema: TSchema): unknown;
  /** An error about the value at a path such as `['kinds', 'mobile']`, with the reason in Chinese and English. */
  errorAt(path: readonly (string | number)[], zh: string, en: string): Error;
}

/** An error about a line of a file, in both tongues. */
export const mistakeAt = (file: string, line: number, zh: string, en: string): Error =>
  new Error(`${file}:${line}: ${zh} · ${en}`);

export function yamlFile(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const errorAt: YamlFile['errorAt'] = (path, zh, en) => {
    const where = path.length === 0 ? '' : `${path.join('.')} `;
    return mistakeAt(file, lineOf(path, document, lines), `${where}${zh}`, `${where}${en}`);
  };
  return {
    errorAt,
    checked(schema) {
      const [broken] = document.errors;
      if (broken) {
        const line = broken.linePos?.[0].line ?? 1;
        const said = broken.message.split(/ at line \d+|\n/)[0] ?? broken.code;
        throw mistakeAt(file, line, 'YAML 写法有误', said);
      }
      if (!isCollection(document.contents))
        throw errorAt([], '是空的，或不是“名称: 内容”的形式', 'the file is empty or no mapping');
      const content = contentOf(document);
      if (content === undefined) throw errorAt([], '引用过多', 'has too many aliases');
      const mistake = mistakeIn(schema, content);
      if (mistake) throw errorAt(mistake.path, mistake.zh, mistake.en);
      return content;
    },
  };
}

/** The line of the nearest node that exists: what is missing has none of its own. */
function lineOf(path: readonly (string | number)[], document: Document, lines: LineCounter) {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown =
      depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const start = isNode(node) ? node.range?.[0] : undefined;
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
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
