import { DocumentError } from '../../core/errors.ts';

/** Where a DOCTYPE lies in the bytes. */
export interface Doctype {
  readonly start: number;
  readonly end: number;
}

const BEFORE = /^\s*(?:(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->)\s*)*/;
const PLAIN = /^<!DOCTYPE\s+[^[\]<>"']*(?:"[^"]*"|'[^']*'|[^[\]<>"'])*>/;

/**
 * The DOCTYPE of a document, when it has one. Refuses one that defines entities: they are text that
 * stands nowhere, and bombs are made of them.
 */
export function doctypeOf(bytes: Buffer): Doctype | undefined {
  const head = bytes.toString('latin1', 0, 4096);
  const start = BEFORE.exec(head)?.[0].length ?? 0;
  if (!head.startsWith('<!DOCTYPE', start)) return undefined;
  const plain = PLAIN.exec(head.slice(start));
  if (plain) return { start, end: start + plain[0].length };
  throw new DocumentError(
    'format-unsupported',
    'XML 带有自定义实体（DTD），请去掉后再上传 · the XML defines entities of its own (DTD); remove them first',
  );
}
