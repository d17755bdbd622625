import type { Chance } from './chance.ts';
import { withCreditCheck, withIdCheck } from './checks.ts';
import { AREA_CODES, COUNTIES, ORGANISATIONS } from './world.ts';

/** A kind of number that looks like a person's and must stay as it is. */
export interface LookAlike {
  readonly kind: string;
  /** Headers and labels it stands under. */
  readonly labels: readonly string[];
  /** Sentences it stands in, with `#` for the value. */
  readonly sentences: readonly string[];
  /** Also seen with no word of explanation near it. */
  readonly alone: boolean;
  readonly make: (chance: Chance) => string;
}

const two = (value: number) => String(value).padStart(2, '0');
const day = (chance: Chance) =>
  `${chance.int(2005, 2024)}${two(chance.int(1, 12))}${two(chance.int(1, 28))}`;
const time = (chance: Chance) =>
  `${two(chance.int(8, 18))}${two(chance.int(0, 59))}${two(chance.int(0, 59))}`;
const hex = (chance: Chance, count: number) => chance.from('0123456789abcdef', count);
const county = (chance: Chance) => chance.pick(COUNTIES);

/** Numbers whose check fits by accident belong to no class: they are made again. */
const noId = (make: (chance: Chance) => string) => (chance: Chance) => {
  for (;;) {
    const value = make(chance);
    const digits = value.replaceAll(/\D/g, '');
    if (digits.length !== 18 || withIdCheck(digits.slice(0, 17)) !== digits) return value;
  }
};

const creditBody = (chance: Chance, tail: string) =>
  withCreditCheck(`${chance.pick(['91', '11', '12', '52', '54'])}${county(chance)}${tail}`);

export const LOOK_ALIKES: readonly LookAlike[] = [
  {
    kind: 'credit code with letters',
    labels: ['统一社会信用代码', '社会信用代码'],
    sentences: ['该公司统一社会信用代码为#。', '福建左海建设集团有限公司(#)为第一中标候选人。'],
    alone: true,
    make: (chance) => creditBody(chance, `MA${chance.from('0123456789ABCDEFGHJKLMNPQRTUWXY', 7)}`),
  },
  {
    kind: 'credit code, digits only',
    labels: ['统一社会信用代码', '纳税人识别号'],
    sentences: ['被处罚单位统一社会信用代码:#。', '登记机关核准的统一社会信用代码为#。'],
    alone: true,
    make: noId((chance) => creditBody(chance, chance.digits(9))),
  },
  {
    kind: 'project number',
    labels: ['项目编号', '采购编号', '招标编号'],
    sentences: ['项目编号:#。', '本次采购(采购编号#)已完成评审。'],
    alone: false,
    make: noId((chance) => `${county(chance)}${day(chance)}${chance.digits(4)}`),
  },
  {
    kind: 'project number, 15 digits',
    labels: ['项目代码', '标段编号'],
    sentences: ['项目代码:#。', '标段编号#已开标。'],
    alone: false,
    make: (chance) =>
      `${county(chance)}${String(chance.int(8, 12)).padStart(2, '0')}${two(chance.int(1, 12))}${two(chance.int(1, 28))}${chance.digits(3)}`,
  },
  {
    kind: 'tender code',
    labels: ['招标编号', '项目编号'],
    sentences: ['招标编号为#。', '#号采购包流标。'],
    alone: true,
    make: (chance) => `[${county(chance)}]FJZB[GK]${chance.int(2015, 2024)}${chance.digits(3)}`,
  },
  {
    kind: 'document number',
    labels: ['发文字号', '文号'],
    sentences: ['根据#文件要求,现予公示。', '#同时废止。'],
    alone: true,
    make: (chance) =>
      `${chance.pick(['榕政办', '闽财社', '教财厅函', '国发'])}〔${chance.int(2005, 2024)}〕${chance.int(1, 480)}号`,
  },
  {
    kind: 'case number',
    labels: ['案号', '执行案号'],
    sentences: ['本院受理的#民事案件已审理终结。', '依据#判决书。'],
    alone: true,
    make: (chance) =>
      `(${chance.int(2012, 2024)})闽${two(chance.int(1, 9))}${two(chance.int(1, 30))}民初${chance.int(1, 9999)}号`,
  },
  {
    kind: 'index number',
    labels: ['索引号', '信息索引'],
    sentences: ['索引号:#', '信息索引号为#。'],
    alone: true,
    make: (chance) =>
      chance.pick([
        `FZ${chance.digits(5)}-${chance.digits(4)}-${chance.int(2008, 2024)}-${chance.digits(5)}`,
        `${chance.digits(9)}/${chance.int(2008, 2024)}-${chance.digits(5)}`,
        `360A05-99-${chance.int(2008, 2024)}-${chance.digits(4)}-1`,
      ]),
  },
  {
    kind: 'timestamp',
    labels: ['提交时间', '流水号'],
    sentences: ['系统生成时间#。', '公告流水号:#。'],
    alone: true,
    make: (chance) => `${day(chance)}${time(chance)}${chance.pick(['', chance.digits(3)])}`,
  },
  {
    kind: 'dates glued together',
    labels: ['公示期', '起止日期'],
    sentences: ['公示期#,共五个工作日。', '有效期#。'],
    alone: true,
    make: (chance) => `${day(chance)}${chance.pick(['', '-', '至'])}${day(chance)}`,
  },
  {
    kind: 'ISBN or EAN',
    labels: ['ISBN', '书号', '商品条码'],
    sentences: ['教材ISBN #。', '中标教材书号:#。'],
    alone: true,
    make: (chance) =>
      chance.pick([
        `978-7-${chance.digits(4)}-${chance.digits(4)}-${chance.digits(1)}`,
        `9787${chance.digits(9)}`,
        `690${chance.digits(10)}`,
      ]),
  },
  {
    kind: 'contract number',
    labels: ['合同编号', '合同号'],
    sentences: ['合同编号:#。', '双方签订合同(编号#)。'],
    alone: false,
    make: (chance) =>
      `${chance.pick(['HT', 'FZ-HT-', 'GC'])}${day(chance)}${chance.digits(chance.int(3, 6))}`,
  },
  {
    kind: 'UUID or hash',
    labels: ['标识', '校验值'],
    sentences: ['附件校验值#。', '公告标识:#'],
    alone: true,
    make: (chance) =>
      chance.pick([
        `${hex(chance, 8)}-${hex(chance, 4)}-4${hex(chance, 3)}-a${hex(chance, 3)}-${hex(chance, 12)}`,
        hex(chance, 32),
        hex(chance, 64),
      ]),
  },
  {
    kind: 'coordinates',
    labels: ['坐标', '经纬度'],
    sentences: ['项目位于#。', '界址点坐标#。'],
    alone: true,
    make: (chance) =>
      `${chance.int(73, 134)}.${chance.digits(chance.int(6, 12))},${chance.int(18, 53)}.${chance.digits(chance.int(6, 12))}`,
  },
  {
    kind: 'amount',
    labels: ['金额(元)', '预算金额', '中标价(元)', '合计'],
    sentences: ['中标金额#元。', '本年预算安排#元,比上年增长。', '总投资#元。'],
    alone: false,
    make: (chance) =>
      chance.pick([
        `1${chance.int(3, 9)}${chance.digits(9)}`,
        `${chance.int(1, 999)},${chance.digits(3)},${chance.digits(3)}.00`,
        `${chance.int(1, 9)}${chance.digits(chance.int(6, 11))}.${chance.digits(2)}`,
      ]),
  },
  {
    kind: 'statistic',
    labels: ['总产值(万元)', '人口数', '用电量(千瓦时)', '排放量'],
    sentences: ['全年用电量#千瓦时。', '规模以上工业总产值#万元。'],
    alone: false,
    make: (chance) => `${chance.int(1, 9)}${chance.digits(chance.int(6, 10))}`,
  },
  {
    kind: 'office landline',
    labels: ['办公电话', '监督电话', '咨询电话', '传真'],
    sentences: [
      '监督电话:#。',
      '联系地址:市行政服务中心三楼,咨询电话:#。',
      '受理单位:市民政局,联系电话#。',
    ],
    alone: false,
    make: (chance) => {
      const [code, length] = chance.pick(AREA_CODES);
      return `${code}-${chance.int(2, 8)}${chance.digits(length - 1)}`;
    },
  },
  {
    kind: 'hotline',
    labels: ['服务热线', '监督电话', '客服电话'],
    sentences: ['举报电话:#。', '可拨打#咨询。', '服务热线#。'],
    alone: true,
    make: (chance) =>
      chance.pick([
        '12345',
        '12315',
        '12380',
        '110',
        '95588',
        '10086',
        `400${chance.digits(7)}`,
        `400-${chance.digits(3)}-${chance.digits(4)}`,
        `800${chance.digits(7)}`,
        `0591-${chance.pick(['12345', '12380'])}`,
      ]),
  },
  {
    kind: 'organisation account',
    labels: ['缴款账号', '保证金账号', '罚没款账号'],
    sentences: [
      '缴款账户:户名市财政局,开户行建设银行城东支行,账号#。',
      '投标保证金账户:户名市公共资源交易中心,账号:#。',
      '收款单位:福建左海建设集团有限公司,开户银行:农业银行,银行账号:#。',
    ],
    alone: false,
    make: noId((chance) => `3505${chance.digits(chance.pick([13, 15, 16]))}`),
  },
  {
    kind: 'official mailbox',
    labels: ['办公邮箱', '受理邮箱'],
    sentences: ['电子邮箱:#。', '材料发送至#。'],
    alone: true,
    make: (chance) =>
      `${chance.from('abcdefgxz', 4)}@${chance.pick(['fuzhou.gov.cn', 'mzj.example.gov.cn', 'fjedu.example.edu.cn'])}`,
  },
  {
    kind: 'address of a page',
    labels: ['网址', '附件'],
    sentences: ['详见#。', '公告网址:#'],
    alone: true,
    make: (chance) =>
      `http://www.fuzhou.example.gov.cn/zwgk/${day(chance).slice(0, 6)}/t${day(chance)}_${chance.digits(chance.pick([7, 10, 13]))}.htm`,
  },
  {
    kind: 'serial number',
    labels: ['流水号', '受理编号', '业务编号'],
    sentences: ['受理编号:#。', '业务流水号#。'],
    alone: false,
    make: noId(
      (chance) =>
        `${chance.pick(['00', '20', '88', '99'])}${chance.digits(chance.pick([13, 14, 16, 17, 18]))}`,
    ),
  },
  {
    kind: 'licence of a firm',
    labels: ['许可证编号', '食品经营许可证号', '发票号码'],
    sentences: ['食品经营许可证编号#。', '发票号码:#。'],
    alone: false,
    make: (chance) =>
      chance.pick([
        `JY1${county(chance)}${chance.digits(7)}`,
        `D${county(chance).slice(0, 3)}${chance.digits(6)}`,
        `2${chance.digits(19)}`,
      ]),
  },
  {
    kind: 'real-estate unit',
    labels: ['不动产单元号', '宗地代码'],
    sentences: ['不动产单元号:#。', '出让宗地代码#。'],
    alone: false,
    make: (chance) =>
      `${county(chance)}${chance.digits(6)}GB${chance.digits(5)}${chance.pick(['', 'W00000000', 'F00010001'])}`,
  },
  {
    kind: 'standard or model',
    labels: ['执行标准', '规格型号'],
    sentences: ['执行#标准。', '规格型号#,数量不限。'],
    alone: true,
    make: (chance) =>
      chance.pick([
        `GB/T ${chance.int(1000, 50999)}-${chance.int(1998, 2023)}`,
        `DN${chance.int(50, 1200)}-PN${chance.pick(['16', '25'])}`,
        `${chance.from('ABCDXYZ', 2)}-${chance.digits(4)}-${chance.digits(3)}V`,
      ]),
  },
  {
    kind: 'network address',
    labels: ['IP地址', 'MAC'],
    sentences: ['服务器地址#。', '访问来源#。'],
    alone: true,
    make: (chance) =>
      `${chance.int(1, 223)}.${chance.int(0, 255)}.${chance.int(0, 255)}.${chance.int(1, 254)}`,
  },
  {
    kind: 'postcode and house',
    labels: ['邮政编码', '办公地址'],
    sentences: ['邮编:#。', '通讯地址:市乌山路96号,邮政编码:#。'],
    alone: false,
    make: (chance) => `3${chance.digits(5)}`,
  },
  {
    kind: 'drug approval',
    labels: ['批准文号', '国药准字'],
    sentences: ['批准文号:#。', '抽检药品(#)检验合格。'],
    alone: true,
    make: (chance) => `国药准字${chance.from('HZSJB', 1)}${chance.digits(8)}`,
  },
  {
    kind: 'patent number',
    labels: ['专利号', '申请号'],
    sentences: ['专利号:#。', '依托发明专利#组织实施。'],
    alone: true,
    make: (chance) =>
      `ZL${chance.int(2005, 2023)}${chance.digits(8)}.${chance.from('0123456789X', 1)}`,
  },
  {
    kind: 'vehicle identification number',
    labels: ['车架号', '车辆识别代号'],
    sentences: ['报废公务车车架号#。', '车辆识别代号:#。'],
    alone: true,
    make: (chance) =>
      `L${chance.from('ABCDEFGHJKLMNPRSTUVWXYZ', 4)}${chance.digits(2)}${chance.from('ABCDEFGHJK', 2)}${chance.digits(8)}`,
  },
  {
    kind: 'IMEI or device number',
    labels: ['终端编号', '设备IMEI', '设备序列号'],
    sentences: ['车载终端编号#。', '设备序列号:#。'],
    alone: false,
    make: (chance) => `86${chance.digits(13)}`,
  },
  {
    kind: 'waybill',
    labels: ['快递单号', '邮件号', '物流单号'],
    sentences: ['决定书已邮寄,快递单号#。', '邮件号:#。'],
    alone: false,
    make: (chance) =>
      chance.pick([`SF${chance.digits(13)}`, `EM${chance.digits(9)}CN`, `1${chance.digits(12)}`]),
  },
  {
    kind: 'bank branch number',
    labels: ['联行号', '开户行行号', '支付系统行号'],
    sentences: ['开户行:建设银行城东支行,联行号:#。', '支付系统行号#。'],
    alone: false,
    make: (chance) => `10${chance.int(2, 5)}${chance.int(100, 899)}${chance.digits(6)}`,
  },
  {
    kind: 'meter number',
    labels: ['水表编号', '电表号', '管线编号'],
    sentences: ['水表编号:#。', '更换电表(表号#)。'],
    alone: false,
    make: (chance) => chance.digits(chance.int(8, 12)),
  },
  {
    kind: 'stars and crosses',
    labels: ['规格', '型号', '等级', '尺寸'],
    sentences: ['规格#。', '本批次(型号#)验收合格。', '标识为#。'],
    alone: true,
    make: (chance) =>
      chance.pick([
        `${chance.int(10, 900)}×${chance.int(10, 900)}×${chance.int(10, 900)}`,
        `${chance.int(2, 90)}*${chance.int(2, 90)}*${chance.int(100, 900)}`,
        `${chance.from('ABCDEFGH', 3)}xxxx${chance.digits(4)}`,
        `${chance.int(2005, 2024)}年××月××日`,
        `□${chance.int(1, 9)}级 □${chance.int(10, 18)}级`,
        `${'★'.repeat(chance.int(3, 5))}${chance.digits(4)}`,
        `榕教〔${chance.int(2005, 2024)}〕×××号`,
        `${chance.digits(2)}**${chance.from('ABCXYZ', 2)}`,
      ]),
  },
  {
    kind: 'group to join',
    labels: ['QQ群', '咨询QQ群号', '钉钉群号'],
    sentences: ['业务咨询QQ群:#。', '请加入QQ交流群#。'],
    alone: false,
    make: (chance) => `${chance.int(1, 9)}${chance.digits(chance.int(7, 9))}`,
  },
  {
    kind: 'counter of a page',
    labels: ['阅读次数', '浏览量', '点击量'],
    sentences: ['阅读次数:#。', '浏览量:#次。'],
    alone: false,
    make: (chance) => `1${chance.int(3, 9)}${chance.digits(chance.pick([3, 6, 9]))}`,
  },
  {
    kind: 'numerals and lists',
    labels: ['事项', '内容', '期限'],
    sentences: ['现予公示,#。', '公示内容:#。'],
    alone: true,
    make: (chance) =>
      chance.pick([
        `①登记②审核③公示${chance.int(2005, 2024)}年④发放`,
        `二〇一${chance.from('一二三四五六七八九', 1)}年${chance.pick(['三', '十一'])}月${chance.pick(['九', '二十'])}日`,
        `人民币${chance.from('壹贰叁肆伍陆柒捌玖', 1)}拾${chance.from('壹贰叁肆伍陆柒捌玖', 1)}万${chance.from('壹贰叁肆伍陆柒捌玖', 1)}仟元整`,
        `第${chance.from('一二三四五六七八九', 1)}、${chance.from('一二三四五六七八九', 1)}、${chance.from('一二三四五六七八九', 1)}条`,
        `第${chance.int(1, 9)}章........${chance.int(10, 99)}`,
        `${chance.int(2005, 2014)}----${chance.int(2015, 2024)}`,
        `Illinois ${chance.int(1000, 9999)}`,
      ]),
  },
  {
    kind: 'organisation code, old',
    labels: ['组织机构代码', '机构代码'],
    sentences: ['组织机构代码:#。', '投标人组织机构代码为#。'],
    alone: true,
    make: (chance) => `${chance.digits(8)}-${chance.from('0123456789X', 1)}`,
  },
  {
    kind: 'post or exam code',
    labels: ['岗位代码', '考场编号', '专业代码'],
    sentences: ['岗位代码#进入面试。', '专业代码:#。'],
    alone: false,
    make: (chance) => chance.digits(chance.pick([4, 6, 8, 10])),
  },
];

export const organisation = (chance: Chance): string => chance.pick(ORGANISATIONS);
