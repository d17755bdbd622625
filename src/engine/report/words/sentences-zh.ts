/** Evidence and reasons in Chinese. The key is the code before the colon. */
export const SENTENCES_ZH: Readonly<Record<string, (detail: string) => string>> = {
  pattern: () => '写法与这类号码一致',
  checksum: () => '校验码吻合，不是随机数字',
  luhn: () => '校验位吻合',
  bin: () => '开头是发卡银行的编号',
  region: () => '开头是行政区划代码',
  date: () => '其中含有合理的出生日期',
  label: (words) => `前面写着“${words}”`,
  header: (words) => `所在列的标题是“${words}”`,
  row: (words) => `同一行左边写着“${words}”`,
  column: () => '同一列里大多是这类号码',
  joined: () => '分写在几处，合起来才是完整号码',
  truncated: () => '表格软件截断了尾数，剩下的部分仍能认出人',
  'same-value': () => '同一号码在本文件别处已认定',
  against: (words) => `旁边写着“${words}”，也可能不是个人号码`,
  surname: () => '以姓氏开头，像人名',
  'in-row': () => '与个人信息在同一行',
  'already-masked': () => '原稿已经遮盖过，但遮得不够',
  'left-candidates': (count) => `原稿的遮盖方式只剩 ${count} 种可能，很容易还原`,
  kept: (place) => KEPT[place] ?? `依规定公开（${place}）`,
  doubtful: () => '是不是个人信息，机器不能确定',
  allowed: () => '这类公示应当公开的内容',
  policy: () => '政策规定这类内容须由人决定',
  sensitive: () => '健康、残疾、困难状况等敏感信息与姓名同时出现',
  'few-candidates': (count) => `即使遮盖，结合同行公开的内容只剩 ${count} 种可能，低于政策要求`,
  namesake: () => '同名的人只能这样区分',
};

const KEPT: Readonly<Record<string, string>> = {
  'office-contact': '位于办公联系方式中，是单位对外公布的',
  'organisation-account': '是单位账户，依规定公开',
  hotline: '是公共服务热线',
};
