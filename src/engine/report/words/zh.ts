import { NAMESAKE } from '../../core/kinds.ts';
import { SENTENCES_ZH } from './sentences-zh.ts';
import type { Words } from './words.ts';

const UNITS = { 'working-days': '个工作日', days: '日', months: '个月', years: '年' } as const;

/** The report in Chinese, in the words of an office and not of a programmer. */
export const ZH: Words = {
  code: 'zh-CN',
  title: '公示前个人信息检查报告',
  verdictName: {
    clean: '可以发布',
    masked: '遮盖后可以发布',
    review: '须人工复核',
    refused: '不能发布',
  },
  verdict: (verdict, { masked, review, kept, blindSpots }) =>
    ({
      clean: `没有发现需要遮盖的个人信息，文件未作改动，可以发布${kept ? `（${kept} 处依规定保留）` : ''}。`,
      masked: `${masked ? `发现的 ${masked} 处个人信息已全部遮盖` : '文件里不宜公开的附带内容已去除'}，并经另一套程序重新读取核实，可以发布处理后的文件。`,
      review: `暂不能发布：${[
        review && `${review} 处内容需要人来判断`,
        blindSpots && `${blindSpots} 处内容机器读不到`,
      ]
        .filter(Boolean)
        .join('，')}。`,
      refused: '不能发布：遮盖后的文件没有通过核实，已停止输出。',
    })[verdict],
  nextStep: (verdict) =>
    ({
      clean: '请发布原文件。',
      masked: '请发布遮盖后的文件，不要发布原稿。',
      review: '请信息审查人员逐条查看下面标有“待复核”的内容和读不到的内容，作出决定后再发布。',
      refused: '请不要发布原稿。请改用其他格式重新导出后再试，或联系技术人员。',
    })[verdict],
  channel: {
    body: '正文',
    table: '表格',
    'header-footer': '页眉页脚',
    note: '脚注或尾注',
    comment: '批注',
    'text-box': '文本框',
    field: '域',
    formula: '公式',
    link: '超链接',
    'tracked-change': '修订痕迹',
    hidden: '隐藏内容（隐藏的工作表、行、列、幻灯片或文字）',
    metadata: '文件属性',
    outline: '书签目录',
    chart: '图表',
    cache: '缓存数据',
    annotation: '注释',
    form: '表单',
    script: '脚本',
    'file-name': '文件名',
    attachment: '内嵌附件',
    image: '图片',
  },
  property: {
    creator: '作者',
    author: '作者',
    'initial-creator': '作者',
    lastmodifiedby: '最后修改者',
    title: '标题',
    subject: '主题',
    description: '备注',
    keywords: '关键词',
    category: '类别',
    company: '单位',
    manager: '主管',
    producer: '制作程序',
    sheet: '工作表名称',
    initials: '姓名缩写',
    displayname: '显示名称',
    userid: '用户编号',
  },
  disguise: {
    covered: '色块下仍可复制',
    invisible: '未画出却可复制',
    'off-page': '页面外仍可复制',
    white: '白字仍可复制',
    hidden: '隐藏处仍可读出',
  },
  disguised: (causes) =>
    `原稿中有看不见却能读出来的内容（${causes.map(([name, count]) => `${name} ${count} 处`).join('、')}）：盖上色块、改成白字或隐藏行列都不等于删除。`,
  action: { mask: '已遮盖', keep: '保留', review: '待复核' },
  ground: {
    consent: '本人同意',
    'legal-duty': '法定公开义务',
    'not-personal': '不是个人信息',
  },
  severity: { low: '低', medium: '中', high: '高', critical: '极高' },
  confidence: { possible: '存疑', likely: '很可能', certain: '确定' },
  blindSpot: {
    image: '图片里的内容没有读取',
    encrypted: '内容已加密，无法读取',
    undecodable: '文字编码无法还原，机器读不出来',
    'unknown-object': '嵌入了无法识别的对象',
    'limit-reached': '内容超出处理上限，没有读完',
  },
  removal: {
    macro: '宏',
    signature: '电子签名（内容改动后签名已失效）',
    thumbnail: '缩略图',
    script: '脚本',
    'embedded-object': '嵌入的对象',
    'mail-merge': '邮件合并的数据源',
    'printer-settings': '打印机设置',
    metadata: '文件属性',
    'old-revision': '文件里残留的旧版本',
    encryption: '加密',
    tagging: '标签结构',
    'unreadable-text': '机器读不出来的文字（该页已换成图片，须人工核对）',
  },
  sentences: SENTENCES_ZH,
  unknown: (code) => `其他依据：${code}`,
  done: ({ action, masked, type }) =>
    action === 'keep'
      ? type === NAMESAKE
        ? '姓名保留，后面加标注'
        : '原样保留'
      : `${action === 'review' ? '待复核；暂按遮盖处理为' : '已遮盖为'} ${masked ?? ''}`,
  residual: (candidates, because, isLeast) =>
    `还原难度：结合${because.length > 0 ? `公开的内容（${because.join('、')}）` : '一切公开的内容'}，${isLeast ? '每处至少' : ''}仍有 ${candidates.toLocaleString('en-US')} 个号码都可能是它`,
  places: (count) => `共 ${count.toLocaleString('en-US')} 处`,
  morePlaces: (count) => `等（另有 ${count.toLocaleString('en-US')} 处）`,
  andAlike: ' 等，方式相同',
  policy: ({ name, version, chosen, because }) =>
    `${name.zh}（版本 ${version}）${
      chosen === 'guessed'
        ? because === null
          ? '，文中没有提示词，按“通用”规则处理'
          : `，系统根据文中“${because}”推定`
        : chosen === 'default'
          ? '，未指定时用这一规则'
          : ''
    }`,
  period: ({ period }) => {
    if (period === null) return undefined;
    const { start, end, length, source, counted } = period;
    const span = start && end ? `${start} 至 ${end}` : undefined;
    const long = length && `${length.count} ${UNITS[length.unit]}`;
    const said = source === 'text' ? '文中写明' : '按发布规则';
    const note =
      span && counted
        ? length?.unit === 'working-days'
          ? '，截止日按周一至周五推算，没有扣除法定节假日，遇节假日须顺延'
          : '，截止日按日历推算'
        : '';
    return `${[span, long].filter(Boolean).join('，')}（${said}${note}）`;
  },
  unlisted: (count) => `另有 ${count.toLocaleString('en-US')} 处不逐条列出，总数见上表。`,
  heading: {
    summary: '发现了什么',
    findings: '逐条说明',
    blindSpots: '读不到的内容',
    removals: '从文件中去除的内容',
    verification: '核实',
    file: '文件',
    type: '种类',
    found: '发现',
    masked: '已遮盖',
    kept: '保留',
    review: '待复核',
    total: '合计',
    where: '位置',
    why: '为什么认定',
    basis: '依据',
    done: '处理',
    name: '名称',
    size: '大小',
    digest: 'SHA-256 校验值',
    converted: '格式转换',
    output: '遮盖后的文件',
    policy: '发布规则',
    policyBasis: '规则依据',
    publisher: '发布机构',
    indexNumber: '索引号',
    published: '发布日期',
    period: '公示期',
    engine: '检查程序',
    decided: '人工决定',
    accepted: '读不到的内容已由人负责确认',
    awaiting: '读不到的内容已有一人确认，还须另一人确认',
  },
  unchanged: '与原文件完全相同',
  withheld: '暂不放行，复核后才能取用',
  noOutput: '没有输出文件',
  bytes: (count) => `${count.toLocaleString('en-US')} 字节`,
  verification: (readers, residual, completed) => {
    if (!completed) return `用 ${readers.join('、')} 重新读取时中断，输出未经证实，因此没有放行。`;
    if (residual > 0)
      return `用 ${readers.join('、')} 重新读取，仍能读出 ${residual} 个本应遮盖的内容，因此没有放行。`;
    return `用与遮盖程序不同的 ${readers.join('、')} 重新读取整个文件，读不出任何已遮盖的内容。`;
  },
};
