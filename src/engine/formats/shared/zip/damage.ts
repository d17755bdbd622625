import { DocumentError } from '../../../core/errors.ts';

/** The package cannot be trusted as it stands; `cause` is for us and never shown. */
export const damaged = (cause: string): DocumentError =>
  new DocumentError(
    'document-damaged',
    '文件已损坏或结构可疑，请重新另存一份 · the file is damaged or oddly built; save it anew',
    { cause },
  );

/** The package asks for more than the limits give. */
export const tooLarge = (zh: string, en: string): DocumentError =>
  new DocumentError('document-limit-exceeded', `${zh} · ${en}`);
