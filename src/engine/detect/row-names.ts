import type { RuleBook } from './rule-book.ts';

/** The header of a column of firms: 企业名称, 申报单位. Where somebody works is another matter. */
const FIRM =
  /^(?!.*(?:工作|所在|就业|就读|原))[\p{Script=Han}]{0,6}(?:企业|公司|单位|机构|供应商|合作社|[甲乙]方|承包人|承包方|收款方|收款人|户名|[转受出]让[方人]|[转流]出方|[出承]租方|权利人|所有权人|使用权人)(?:名称|全称)?$/u;
/** What is no company is paid as its owner is. */
const SHOP = /(?:店|铺|馆|坊|厂|经营部|服务部)$/;
/** Who speaks for a firm is not whom the row is about. */
const SPEAKS_FOR_IT = /法定代表人|法人|负责人|联系人|经办人|理事长/;
/** What is called like somebody there is not. */
const OF_THINGS =
  /位置|所在|地[址点区]|坐落|区县|县区|街道|乡镇|区域|项目|品目|用途|行业|类型|类别|名称|开户行|银行/;
const OF_PEOPLE =
  /(?:姓名|学号|工号|性别|年龄|出生|人员|职工|学生|户主|农户|受益|享受|受助|领取人|领款人)(?!(?:总|人)?数)|Name$/;
/** What people have: a mobile, an identity number, a card. */
const OF_SOMEBODY =
  /(?<!\d)(?:1[3-9]\d{9}|\d{15,19}[\dXx]?)(?!\d)|\d[*＊]{3}|家庭|本人|个人|宅|身份|护照|银行卡|QQ|微信/;
/** What people go to and nobody lives in. */
const PLACE = /(?:站|屋|店|铺|馆|厅|[车市商机广]场|公园|药房|门诊部?|网点|服务点|超市|寺|庙|银行)$/;
const HAN_NAME = /^[\u4e00-\u9fff]{2,4}$/;
const OTHER_NAME = /[·•]|^[A-Z][a-z]+ [A-Z]|^[\u4e00-\u9fff]{1,2}[*＊×xX○某]{1,3}$/;

/** What a row tells of whom it is about. */
export interface RowNames {
  /** It names a firm or another organisation. */
  readonly isFirms: boolean;
  /** It names somebody, or a column of people's stands in it. */
  readonly isSomebodys: boolean;
}

/** @param row its cells, a line each, behind their headers */
export function namesIn(row: string, book: RuleBook): RowNames {
  let isFirms = false;
  for (const line of row.split('\n')) {
    const at = line.indexOf(':');
    const head = line.slice(0, at).trim();
    const text = line.slice(at + 1).trim();
    if (OF_PEOPLE.test(head) || book.personal.test(head)) return SOMEBODYS;
    if (FIRM.test(head) && book.organisation.test(text) && !SHOP.test(text)) isFirms = true;
    else if (
      !SPEAKS_FOR_IT.test(head) &&
      !OF_THINGS.test(head) &&
      isLikeName(text, book.data.surnames)
    )
      return SOMEBODYS;
  }
  return { isFirms, isSomebodys: false };
}

/** Whether a row names neither somebody nor what only people have. */
export const namesNobody = (row: string, book: RuleBook): boolean =>
  !OF_SOMEBODY.test(row) && !namesIn(row, book).isSomebodys;

/** Whether a row names somebody, be it with a remark in brackets, or shows what only people have. */
export const namesSomebody = (row: string, book: RuleBook): boolean =>
  OF_SOMEBODY.test(row) || namesIn(row.replaceAll(BRACKETED, ''), book).isSomebodys;

const BRACKETED = /[（(][^（）()\n]*[）)]/g;

/** Whether a row names a place that people go to, and nobody. */
export function namesPlace(row: string, book: RuleBook): boolean {
  if (!namesNobody(row, book)) return false;
  return row.split('\n').some((line) => {
    const text = line.slice(line.indexOf(':') + 1).trim();
    return PLACE.test(text) || endsAsOrganisation(text, book);
  });
}

/** Whether a text ends as the names of organisations do: 福州某某有限公司. */
export const endsAsOrganisation = (text: string, { data }: RuleBook): boolean =>
  data.words.organisationEndings.some((ending) => text.endsWith(ending));

const SOMEBODYS: RowNames = { isFirms: false, isSomebodys: true };

const isLikeName = (text: string, surnames: ReadonlySet<string>): boolean =>
  OTHER_NAME.test(text) ||
  (HAN_NAME.test(text) &&
    ((text.length < 4 && surnames.has(text.charAt(0))) || surnames.has(text.slice(0, 2))));
