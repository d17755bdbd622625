import type { Channel } from '../../core/segment.ts';

/** What a part of the package is for its reader. */
export interface Place {
  readonly channel: Channel;
  readonly part: string;
}

const KINDS: readonly (readonly [RegExp, Channel, string])[] = [
  [/^OFD\.xml$/i, 'metadata', '文档属性'],
  [/(?:^|\/)Annot/i, 'annotation', '注释'],
  [/(?:^|\/)Te?mpl|(?:^|\/)Tpl/i, 'header-footer', '模板页'],
  [/(?:^|\/)Attach/i, 'attachment', '附件'],
  [/(?:^|\/)(?:CustomTag|Tags?\/)/i, 'hidden', '自定义标引'],
  [/(?:^|\/)(?:Signs?\/|Signatures?\.xml|OFDEntries)/i, 'metadata', '数字签名'],
  [/(?:^|\/)(?:Document|Public)Res\.xml$/i, 'hidden', '资源'],
  [/(?:^|\/)Document\.xml$/i, 'outline', '文档结构'],
  [/(?:^|\/)Extension/i, 'hidden', '扩展信息'],
];

/** The place of a part; `pages` says which parts are pages and in which order. */
export function placeOf(part: string, pages: ReadonlyMap<string, number>): Place {
  const page = pages.get(part);
  if (page !== undefined) return { channel: 'body', part: `第 ${page} 页` };
  const known = KINDS.find(([pattern]) => pattern.test(part));
  if (known) return { channel: known[1], part: known[2] };
  return /(?:^|\/)Pages\//i.test(part)
    ? { channel: 'body', part: '未列出的页' }
    : { channel: 'hidden', part: '其他部件' };
}

/** Pages first, in their order, then what hangs on them. */
export function rankIn(pages: ReadonlyMap<string, number>): (part: string) => number {
  return (part) => {
    const page = pages.get(part);
    if (page !== undefined) return page;
    const found = KINDS.findIndex(([pattern]) => pattern.test(part));
    return pages.size + 1 + (found < 0 ? KINDS.length : found);
  };
}
