import type { Chance } from './chance.ts';
import { withHongKongCheck, withIdCheck, withLuhn, withTaiwanCheck } from './checks.ts';
import type { FormName } from './forms.ts';
import { AREA_CODES, CARDS, COUNTIES, MOBILE_HEADS, TOWNS } from './world.ts';

/** A kind of identifier of a person. */
export interface Positive {
  readonly kind: string;
  /** Words that stand before it or above it. */
  readonly labels: readonly string[];
  /** Known by itself, without a label. */
  readonly alone: boolean;
  readonly forms: readonly FormName[];
  readonly make: (chance: Chance) => string;
  /** Only a part of it is hidden by the general policy: a street, a day. */
  readonly partly?: true;
}

const birth = (chance: Chance, from = 1940, to = 2015) =>
  `${chance.int(from, to)}${String(chance.int(1, 12)).padStart(2, '0')}${String(chance.int(1, 28)).padStart(2, '0')}`;
const idOf = (region: string, chance: Chance) =>
  withIdCheck(`${region}${birth(chance)}${chance.digits(3)}`);
const id = (chance: Chance) => idOf(chance.pick(COUNTIES), chance);

const TEXT: readonly FormName[] = ['plain', 'full-width', 'zero-width'];
const DIGITS: readonly FormName[] = [...TEXT, 'spaced', 'hyphenated'];
const CHECKED: readonly FormName[] = [
  ...DIGITS,
  'spaced at random',
  'line-wrapped',
  'digit per cell',
  'two columns',
];
/** Not written in plain digits, on purpose or by a machine. */
const DISGUISED: readonly FormName[] = [
  'Chinese numerals',
  'capital numerals',
  'numerals in groups',
  'numerals among digits',
  'circled',
  'other script',
  'letters for digits',
  'backwards',
];

export const POSITIVES: readonly Positive[] = [
  {
    kind: 'resident ID',
    labels: ['身份证号', '身份证号码', '公民身份号码', '证件号码'],
    alone: true,
    forms: [...CHECKED, ...DISGUISED, 'parted by signs', 'three columns', 'lower x', 'E+17'],
    make: id,
  },
  {
    kind: 'resident ID, mistyped',
    labels: ['身份证号', '身份证号码'],
    alone: false,
    forms: ['plain'],
    make: (chance) => `${id(chance).slice(0, 14)}${chance.digits(4)}`,
  },
  {
    kind: 'resident ID, 15 digits',
    labels: ['身份证号', '身份证号码'],
    alone: false,
    forms: DIGITS,
    make: (chance) =>
      `${chance.pick(COUNTIES)}${birth(chance, 1930, 1984).slice(2)}${chance.digits(3)}`,
  },
  {
    kind: 'residence permit HK/Macau/Taiwan',
    labels: ['居住证号', '港澳台居民居住证号', '证件号码'],
    alone: true,
    forms: CHECKED,
    make: (chance) => idOf(chance.pick(['810000', '820000', '830000']), chance),
  },
  {
    kind: 'foreign permanent-resident card',
    labels: ['永久居留证号', '外国人永久居留身份证号', '证件号码'],
    alone: true,
    forms: DIGITS,
    make: (chance) => idOf(`9${chance.digits(5)}`, chance),
  },
  {
    kind: 'foreign permanent-resident card, old',
    labels: ['永久居留证号', '外国人永久居留证号'],
    alone: false,
    forms: TEXT,
    make: (chance) => `${chance.from('ABCDEFGHJKLMNPRSTUW', 3)}${chance.digits(12)}`,
  },
  {
    kind: 'mobile in disguise',
    labels: ['手机号', '手机号码', '联系电话'],
    alone: false,
    forms: [...DISGUISED, 'parted by signs'],
    make: (chance) => {
      const head = chance.pick(MOBILE_HEADS);
      return head + chance.digits(11 - head.length);
    },
  },
  {
    kind: 'bank card in disguise',
    labels: ['银行卡号', '卡号'],
    alone: false,
    forms: DISGUISED,
    make: (chance) => {
      const [head, length] = chance.pick(CARDS);
      return withLuhn(head + chance.digits(length - 1 - head.length));
    },
  },
  {
    kind: 'certificate of a person',
    labels: ['教师资格证号', '毕业证书编号', '结婚证字号', '出生医学证明编号'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) =>
      chance.pick([
        `${chance.int(2005, 2024)}35${chance.digits(11)}`,
        `J350102-${chance.int(2005, 2024)}-${chance.digits(6)}`,
        `Q35${chance.digits(7)}`,
      ]),
  },
  {
    kind: 'landline without area code',
    labels: ['家庭电话', '宅电', '住宅电话'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => `${chance.int(2, 8)}${chance.digits(chance.pick([6, 7]))}`,
  },
  {
    kind: 'birth date in Chinese numerals',
    labels: ['出生日期', '出生年月日'],
    alone: false,
    forms: ['plain'],
    make: (chance) =>
      `一九${chance.from('五六七八九', 1)}${chance.from('〇一二三四五六七八九', 1)}年${chance.pick(['一', '三', '十', '十二'])}月${chance.pick(['五', '十', '十六', '二十一'])}日`,
    partly: true,
  },
  {
    kind: 'driving licence',
    labels: ['驾驶证号', '驾驶证号码'],
    alone: true,
    forms: [...TEXT, 'spaced'],
    make: id,
  },
  {
    kind: 'HK/Macau travel permit',
    labels: ['港澳居民来往内地通行证号', '回乡证号', '通行证号'],
    alone: false,
    forms: TEXT,
    make: (chance) => `${chance.pick(['H', 'M'])}${chance.digits(chance.pick([8, 10]))}`,
  },
  {
    kind: 'Taiwan travel permit',
    labels: ['台胞证号', '台湾居民来往大陆通行证号'],
    alone: false,
    forms: TEXT,
    make: (chance) => `${chance.int(1, 9)}${chance.digits(7)}`,
  },
  {
    kind: 'passport',
    labels: ['护照号', '护照号码'],
    alone: false,
    forms: TEXT,
    make: (chance) =>
      chance
        .pick(['E', 'G', 'EA', 'EK', 'D', 'SE', 'PE'])
        .replace(/^.*$/, (head) => head + chance.digits(/^(?:E|G)$/.test(head) ? 8 : 7)),
  },
  {
    kind: 'exit permit HK/Macau',
    labels: ['往来港澳通行证号', '港澳通行证号'],
    alone: false,
    forms: TEXT,
    make: (chance) =>
      chance.pick([`C${chance.digits(8)}`, `C${chance.from('ABDEFG', 1)}${chance.digits(7)}`]),
  },
  {
    kind: 'HK identity card',
    labels: ['香港身份证号', '香港身份证号码'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => withHongKongCheck(chance.from('ABCDEGHKPRVZ', 1), chance.digits(6)),
  },
  {
    kind: 'Taiwan identity card',
    labels: ['台湾身份证号', '身份证字号'],
    alone: false,
    forms: TEXT,
    make: (chance) =>
      withTaiwanCheck(
        chance.from('ABCDEFGHJKLMNPQRSTUVXYWZIO', 1),
        `${chance.pick([1, 2])}${chance.digits(7)}`,
      ),
  },
  {
    kind: 'Macau identity card',
    labels: ['澳门身份证号', '澳门居民身份证号'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => `${chance.pick(['1', '5', '7'])}${chance.digits(6)}(${chance.digits(1)})`,
  },
  {
    kind: 'officer card',
    labels: ['军官证号', '军人证件号', '士兵证号'],
    alone: false,
    forms: ['plain'],
    make: (chance) => `军字第${chance.digits(chance.pick([6, 7, 8]))}号`,
  },
  {
    kind: 'disability certificate',
    labels: ['残疾人证号', '残疾证号'],
    alone: true,
    forms: DIGITS,
    make: (chance) => `${id(chance)}${chance.int(1, 7)}${chance.int(1, 4)}`,
  },
  {
    kind: 'student-status number',
    labels: ['学籍号', '全国学籍号'],
    alone: true,
    forms: TEXT,
    make: (chance) => `G${id(chance)}`,
  },
  {
    kind: 'student-status number, L',
    labels: ['学籍号', '全国学籍号'],
    alone: false,
    forms: TEXT,
    make: (chance) => `L${chance.pick(COUNTIES)}${birth(chance, 2000, 2015)}${chance.digits(4)}`,
  },
  {
    kind: 'bank card',
    labels: ['银行卡号', '卡号', '社保卡银行账号'],
    alone: true,
    forms: CHECKED,
    make: (chance) => {
      const [head, length] = chance.pick(CARDS);
      return withLuhn(head + chance.digits(length - 1 - head.length));
    },
  },
  {
    kind: 'bank account',
    labels: ['存折账号', '一折通账号', '银行账号', '个人账号'],
    alone: false,
    forms: DIGITS,
    make: (chance) => `${chance.int(1, 9)}${chance.digits(chance.pick([11, 14, 16, 18, 20]))}`,
  },
  {
    kind: 'mobile',
    labels: ['手机号', '联系电话', '手机号码', '本人电话'],
    alone: true,
    forms: [...DIGITS, 'line-wrapped', '+86', '0086', '(86)', 'digit per cell'],
    make: (chance) => {
      const head = chance.pick(MOBILE_HEADS);
      return head + chance.digits(11 - head.length);
    },
  },
  {
    kind: 'personal landline',
    labels: ['家庭电话', '宅电', '住宅电话'],
    alone: false,
    forms: ['plain', 'full-width', 'spaced'],
    make: (chance) => {
      const [code, length] = chance.pick(AREA_CODES);
      return `${code}-${chance.int(2, 8)}${chance.digits(length - 1)}`;
    },
  },
  {
    kind: 'vehicle plate',
    labels: ['车牌号', '号牌号码', '本人车牌'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) =>
      chance.pick([...'闽京沪粤苏浙川豫鲁冀']) +
      chance.from('ABCDEFG', 1) +
      chance.pick([
        chance.from('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 4) + chance.digits(1),
        `D${chance.digits(5)}`,
      ]),
  },
  {
    kind: 'personal e-mail',
    labels: ['电子邮箱', '个人邮箱', 'E-mail'],
    alone: true,
    forms: ['plain', 'full-width'],
    make: (chance) =>
      `${chance.from('abcdefghkmnpqrstw', 6)}${chance.digits(3)}@${chance.pick(['qq.com', '163.com', '126.com', 'sina.cn'])}`,
  },
  {
    kind: 'QQ number',
    labels: ['QQ号', 'QQ号码'],
    alone: false,
    forms: TEXT,
    make: (chance) => `${chance.int(1, 9)}${chance.digits(chance.int(6, 9))}`,
  },
  {
    kind: 'WeChat name',
    labels: ['微信号', '微信ID'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => `wx_${chance.from('abcdefghkmnpq', 5)}${chance.digits(3)}`,
  },
  {
    kind: 'social-security number',
    labels: ['社保编号', '个人社保编号', '医保编号'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => chance.digits(chance.int(8, 12)),
  },
  {
    kind: 'property certificate',
    labels: ['不动产权证号', '房产证号'],
    alone: false,
    forms: ['plain'],
    make: (chance) =>
      chance.pick([
        `闽(${chance.int(2016, 2024)})福州市不动产权第${chance.digits(7)}号`,
        `榕房权证字第${chance.digits(8)}号`,
      ]),
    partly: true,
  },
  {
    kind: 'patient number',
    labels: ['住院号', '门诊号', '病历号'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => chance.digits(chance.int(7, 10)),
  },
  {
    kind: 'household register number',
    labels: ['户口簿号', '户号'],
    alone: false,
    forms: ['plain', 'full-width'],
    make: (chance) => chance.digits(9),
  },
  {
    kind: 'birth date',
    labels: ['出生日期', '出生年月日'],
    alone: false,
    forms: ['plain'],
    partly: true,
    make: (chance) => {
      const [, year, month, day] = /(....)(..)(..)/.exec(birth(chance)) ?? [];
      return chance.pick([
        `${year}-${month}-${day}`,
        `${year}年${Number(month)}月${Number(day)}日`,
        `${year}.${month}.${day}`,
      ]);
    },
  },
  {
    kind: 'home address',
    labels: ['家庭住址', '现住址', '户籍地址'],
    alone: false,
    forms: ['plain'],
    partly: true,
    make: (chance) =>
      `福州市${chance.pick(TOWNS)}${chance.pick(['湖前', '金山', '象园', '前屿'])}${chance.pick(['路', '街', '巷'])}${chance.int(1, 299)}号${chance.int(1, 20)}栋${chance.int(101, 2805)}室`,
  },
];
