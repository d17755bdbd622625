import type { Channel } from '../../../core/segment.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';

/** What a part of a package is for its user. */
export interface Place {
  readonly channel: Channel;
  readonly part: string;
  /** A vocabulary of Office, in which an identifier's look tells a number from a length or a colour. */
  readonly known: boolean;
  /** Local name of the root element; the paths of parts are free, their roots are not. */
  readonly root: string;
}

const ROOTS: Readonly<Record<string, readonly [Channel, string]>> = {
  document: ['body', '正文'],
  glossaryDocument: ['hidden', '构建基块'],
  hdr: ['header-footer', '页眉'],
  ftr: ['header-footer', '页脚'],
  footnotes: ['note', '脚注'],
  endnotes: ['note', '尾注'],
  comments: ['comment', '批注'],
  commentsEx: ['comment', '批注'],
  commentsIds: ['comment', '批注'],
  commentsExtensible: ['comment', '批注'],
  people: ['metadata', '批注者'],
  ThreadedComments: ['comment', '批注'],
  personList: ['metadata', '批注者'],
  settings: ['metadata', '文档设置'],
  webSettings: ['metadata', '文档设置'],
  styles: ['metadata', '样式'],
  styleSheet: ['metadata', '样式'],
  tblStyleLst: ['metadata', '样式'],
  numbering: ['body', '编号'],
  fonts: ['metadata', '字体'],
  theme: ['metadata', '主题'],
  themeOverride: ['metadata', '主题'],
  recipients: ['hidden', '邮件合并'],
  coreProperties: ['metadata', '文档属性'],
  Properties: ['metadata', '文档属性'],
  Relationships: ['link', '链接'],
  Types: ['file-name', '部件目录'],
  chartSpace: ['chart', '图表'],
  chart: ['chart', '图表'],
  chartStyle: ['chart', '图表样式'],
  colorStyle: ['chart', '图表样式'],
  dataModel: ['text-box', '智能图形'],
  drawing: ['text-box', '智能图形'],
  layoutDef: ['text-box', '智能图形'],
  styleDef: ['text-box', '智能图形'],
  colorsDef: ['text-box', '智能图形'],
  wsDr: ['text-box', '图形'],
  userShapes: ['chart', '图表'],
  xml: ['text-box', '图形'],
  ink: ['image', '墨迹'],
  datastoreItem: ['hidden', '自定义 XML'],
  svg: ['image', '矢量图'],
  DataMashup: ['cache', '数据查询'],
  workbook: ['metadata', '工作簿'],
  worksheet: ['table', '工作表'],
  chartsheet: ['chart', '图表页'],
  dialogsheet: ['form', '对话框页'],
  macrosheet: ['script', '宏表'],
  sst: ['cache', '共享字符串'],
  calcChain: ['cache', '计算链'],
  metadata: ['cache', '单元格元数据'],
  table: ['table', '表格'],
  queryTable: ['cache', '查询'],
  connections: ['cache', '数据连接'],
  MapInfo: ['metadata', 'XML 映射'],
  singleXmlCells: ['metadata', 'XML 映射'],
  pivotCacheDefinition: ['cache', '数据透视表缓存'],
  pivotCacheRecords: ['cache', '数据透视表缓存'],
  pivotTableDefinition: ['cache', '数据透视表'],
  slicer: ['cache', '切片器'],
  slicers: ['cache', '切片器'],
  slicerCacheDefinition: ['cache', '切片器'],
  timelines: ['cache', '日程表'],
  timelineCacheDefinition: ['cache', '日程表'],
  externalLink: ['cache', '外部链接'],
  volTypes: ['cache', '外部数据'],
  headers: ['tracked-change', '修订记录'],
  revisions: ['tracked-change', '修订记录'],
  users: ['metadata', '修订者'],
  ocxPr: ['form', '控件属性'],
  ocx: ['form', '控件'],
  formControlPr: ['form', '控件属性'],
  customUI: ['metadata', '自定义界面'],
  presentation: ['metadata', '演示文稿'],
  presentationPr: ['metadata', '演示文稿'],
  viewPr: ['metadata', '演示文稿'],
  sld: ['body', '幻灯片'],
  sldLayout: ['header-footer', '版式'],
  sldMaster: ['header-footer', '母版'],
  notes: ['note', '备注'],
  notesMaster: ['note', '备注母版'],
  handoutMaster: ['header-footer', '讲义母版'],
  cmLst: ['comment', '批注'],
  cmAuthorLst: ['metadata', '批注者'],
  authorLst: ['metadata', '批注者'],
  tagLst: ['hidden', '标记'],
  Signature: ['metadata', '数字签名'],
  'signatures-origin': ['metadata', '数字签名'],
};

/** Roots of which a package may have several that its user tells apart by number. */
const NUMBERED = new Set([
  'hdr',
  'ftr',
  'chartSpace',
  'sld',
  'notes',
  'wsDr',
  'dataModel',
  'table',
]);

/** Looks at the root of a part. `name` gives the number that tells like parts apart. */
export function placeOf(bytes: Buffer, name: string, lenient: boolean): Place {
  const root = rootOf(bytes, lenient);
  const known = ROOTS[root];
  if (!known) return { channel: 'hidden', part: '自定义 XML', known: false, root };
  const [channel, label] = known;
  const number = NUMBERED.has(root) ? /(\d{1,4})\.\w+$/.exec(name)?.[1] : undefined;
  return { channel, part: number ? `${label} ${number}` : label, known: true, root };
}

/** What a part with this root element is called; the second reader knows no more of it. */
export const labelOf = (root: string): string => ROOTS[root]?.[1] ?? '自定义 XML';

function rootOf(bytes: Buffer, lenient: boolean): string {
  const xml = new XmlScanner(bytes, lenient);
  while (xml.next()) if (xml.token === TOKEN.open) return xml.name.local;
  return '';
}
