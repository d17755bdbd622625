import type { Channel } from '../../core/segment.ts';

/** What a place in the file is for its reader. */
export interface Place {
  readonly channel: Channel;
  readonly part: string;
}

const place = (channel: Channel, part: string): Place => ({ channel, part });

const HEADER = place('header-footer', '页眉');
const FOOTER = place('header-footer', '页脚');

/** Elements whose text stands apart from the text around them, by local name. */
const ASIDES: Readonly<Record<string, Place>> = {
  note: place('note', '脚注'),
  notes: place('note', '备注'),
  annotation: place('comment', '批注'),
  'text-box': place('text-box', '文本框'),
  'custom-shape': place('text-box', '图形'),
  'tracked-changes': place('tracked-change', '修订'),
  deletion: place('tracked-change', '修订'),
  header: HEADER,
  'header-left': HEADER,
  'header-first': HEADER,
  footer: FOOTER,
  'footer-left': FOOTER,
  'footer-first': FOOTER,
  meta: place('metadata', '文档属性'),
  chart: place('chart', '图表'),
  forms: place('form', '控件'),
  'content-validations': place('form', '数据有效性'),
  scripts: place('script', '脚本'),
  script: place('script', '脚本'),
  title: place('hidden', '说明'),
  desc: place('hidden', '说明'),
  'ruby-text': place('hidden', '拼音'),
  'user-field-decls': place('field', '域'),
  'variable-decls': place('field', '域'),
  'named-expressions': place('formula', '名称'),
  'data-pilot-tables': place('cache', '数据透视表'),
};

export const asideOf = (element: string): Place | undefined =>
  Object.hasOwn(ASIDES, element) ? ASIDES[element] : undefined;

/** What a part of the package is for. */
export function placeOf(part: string): Place {
  if (part === 'content.xml') return place('body', '正文');
  if (part === 'meta.xml') return place('metadata', '文档属性');
  if (part === 'META-INF/manifest.xml') return place('file-name', '部件目录');
  if (/content\.xml$/.test(part)) return place('chart', '图表');
  if (/styles\.xml$/.test(part)) return place('hidden', '样式');
  if (/settings\.xml$/.test(part)) return place('hidden', '设置');
  if (/signatures\.xml$/.test(part)) return place('metadata', '数字签名');
  if (/^(?:Basic|Scripts|Dialogs)\//.test(part)) return place('script', '宏');
  return place('hidden', '其他部件');
}

const ORDER = [/^content\.xml$/, /^styles\.xml$/, /content\.xml$/, /^meta\.xml$/];

export function rank(part: string): number {
  const found = ORDER.findIndex((pattern) => pattern.test(part));
  return found < 0 ? ORDER.length : found;
}
