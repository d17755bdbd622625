/** Evidence and reasons in Chinese. The key is the code before the colon. */
export const SENTENCES_ZH: Readonly<Record<string, (detail: string) => string>> = {
  pattern: () => '写法与这类号码一致',
  checksum: () => '校验码吻合，不是随机数字',
  issuer: () => '开头是发卡银行的编号',
  prefix: () => '开头是手机号段',
  'area-code': () => '开头是电话区号',
  region: () => '开头是行政区划代码',
  date: () => '其中含有合理的出生日期',
  label: (words) => `前面写着“${words}”`,
  header: (words) => `所在列的标题是“${words}”`,
  row: (words) => `同一行左边写着“${words}”`,
  column: () => '同一列里大多是这类号码',
  'whole-cell': () => '所在列写的就是这类内容，整格遮盖',
  'beside-person': () => '与个人的姓名、号码同在一行或一句，写到门牌',
  'joined-cells': () => '分写在几个单元格里，合起来才是完整号码',
  'joined-lines': () => '分写在两行，合起来才是完整号码',
  'lost-digits': () => '表格软件截断了尾数，剩下的部分仍能认出人',
  glued: () => '与其他数字连写在一起',
  disguised: () =>
    '没有用普通数字书写（汉字数字、带圈数字、形近字母或倒着写），读出来却是完整的号码',
  'same-value': () => '同一号码在本文件别处已认定',
  covered: () => '被色块、图形盖住，或与底色同色，看不见却能复制出来：下面的文字并没有删除',
  invisible: () =>
    '文字没有画出来或小得看不见（透明、一磅大小、不显示的数字格式、隐藏图层或扫描件的识别文字），却能复制出来',
  'off-page': () => '在页面或幻灯片边缘之外，看不见却能复制出来',
  white: () => '用白色书写，在白底上看不见却能复制出来',
  texts: (count) => `共 ${count} 处`,
  hidden: () => '在隐藏的工作表、行、列、幻灯片、批注或文字里，看不见却能读出来',
  'unseen-kept': () => '其中未发现须遮盖的个人信息，原样保留；公示不需要的，请在原稿中删除',
  'covered-words': () => '盖住的文字并没有删除，是否应当去掉须由人决定',
  against: (words) => `旁边写着“${words}”，也可能不是个人号码`,
  surname: () => '以姓氏开头，像人名',
  'in-row': () => '与个人信息在同一行',
  'already-masked': () => '原稿已经遮盖过一部分',
  recombined: () => '同一人在文中另有一处以不同方式遮盖，两处拼合后露出更多位数',
  'one-layout': () => '同一列有号码须重新遮盖，全列统一遮盖方式',
  'masked-enough': () => '原稿的遮盖已经足够',
  'left-candidates': (count) =>
    `按原稿的遮盖方式，还剩 ${Number(count).toLocaleString('en-US')} 种可能`,
  kept: (place) => KEPT[place] ?? '依规定公开',
  doubtful: () => '是不是个人信息，机器不能确定',
  allowed: () => '这类公示应当公开的内容',
  policy: () => '发布规则规定这类内容须由人决定',
  sensitive: (kind) =>
    kind === 'under-14'
      ? '名单上有不满十四周岁的儿童，是否公示须由人决定'
      : `姓名旁写有${SENSITIVE[kind] ?? '敏感'}信息，是否公示须由人决定`,
  'beside-names': () => '与姓名在同一张表里',
  'few-candidates': (count) =>
    `即使遮盖，结合同行公开的内容只剩 ${count} 种可能，低于发布规则的要求`,
  'office-contact': () => '位于办公联系方式中，但像是个人号码',
  reviewer: () => '审查人员指定遮盖',
  decided: (ground) => `经人工决定保留${DECIDED[ground] ?? ''}`,
  'second-person': () => '已有一人决定保留；这类内容须由另一人再次确认',
  namesake: (label) => `有人同名，公开的内容又区分不开，标注${label}`,
  'same-name': () => '与另一人同名',
  shows: (count) => `号码露出 ${count} 位`,
  birth: (part) => `出生${{ day: '年月日', month: '年月', year: '年份' }[part] ?? ''}`,
  born: (years) => `从年级看，生于 ${years} 年`,
  ages: (span) => `这类名单上的人多为 ${span} 岁`,
  sex: () => '性别',
  home: (code) => `本人籍贯、住址、学校或单位所在地的号码以 ${code} 开头`,
  place: (code) => `发布地区的号码以 ${code} 开头`,
};

const SENSITIVE: Readonly<Record<string, string>> = {
  health: '健康医疗',
  disability: '残疾状况',
  poverty: '困难状况',
  family: '婚姻家庭',
  convictions: '违法犯罪或宗教信仰',
  informant: '举报人、信访人',
};

const KEPT: Readonly<Record<string, string>> = {
  'office-contact': '位于办公联系方式中，是单位对外公布的',
  'organisation-account': '是单位账户，依规定公开',
  'official-domain': '是单位公务邮箱',
  hotline: '是公共服务热线',
  'credit-code': '是统一社会信用代码，依法公开',
};

const DECIDED: Readonly<Record<string, string>> = {
  consent: '（本人同意）',
  'legal-duty': '（法定公开义务）',
  'not-personal': '（不是个人信息）',
};
