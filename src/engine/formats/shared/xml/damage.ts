import { DocumentError } from '../../../core/errors.ts';

/** A part is not well-formed XML, or XML that we refuse; `cause` is for us and never shown. */
export const badXml = (cause: string): DocumentError =>
  new DocumentError(
    'document-damaged',
    '文件内部的 XML 已损坏或不合规范，请重新另存一份 · the XML inside is damaged or not acceptable; save it anew',
    { cause },
  );
