import { decodeHTML, decodeHTMLAttribute } from 'entities';
import type { Notation } from '../shared/escapes.ts';

const unlessSame = (written: string, text: string): string | undefined =>
  text === written ? undefined : text;

/** `&#51;`, `&nbsp;` and what browsers forgive (`&copy` without its semicolon) in running text. */
export const TEXT_ENTITIES: Notation = {
  pattern: /&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[A-Za-z][A-Za-z0-9]*;?)/g,
  decode: (written) => unlessSame(written, decodeHTML(written)),
};

/** The same in an attribute, where browsers forgive less: `?a=1&copy=2` holds no entity. */
export const ATTRIBUTE_ENTITIES: Notation = {
  pattern: /&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[A-Za-z][A-Za-z0-9]*(?:;|(?![=A-Za-z0-9])))/g,
  decode: (written) => unlessSame(written, decodeHTMLAttribute(written)),
};
