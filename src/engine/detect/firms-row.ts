import type { RuleBook } from './rule-book.ts';

/** The header of a column of firms: 企业名称, 申报单位. Where somebody works is another matter. */
const FIRM =
  /^(?!.*(?:工作|所在|就业|就读|原))[\p{Script=Han}]{0,6}(?:企业|公司|单位|机构|供应商|合作社)(?:名称|全称)?$/u;
/** Who speaks for a firm is not who is paid. */
const SPEAKS_FOR_IT = /法定代表人|法人|负责人|联系人|经办人|理事长/;
const OF_PEOPLE = /姓名|学号|工号|性别|年龄|出生|人员|职工|学生|户主|农户/;
const HAN_NAME = /^[\u4e00-\u9fff]{2,4}$/;
const OTHER_NAME = /[·•]|^[A-Z][a-z]+ [A-Z]/;

/**
 * Whether a row names a firm or another organisation, and nobody else.
 * @param row its cells, a line each, behind their headers
 */
export function isFirmsRow(row: string, book: RuleBook): boolean {
  let isFirms = false;
  for (const line of row.split('\n')) {
    const at = line.indexOf(':');
    const head = line.slice(0, at).trim();
    const text = line.slice(at + 1).trim();
    if (OF_PEOPLE.test(head) || book.personal.test(head)) return false;
    if (FIRM.test(head) && book.organisation.test(text)) isFirms = true;
    else if (!SPEAKS_FOR_IT.test(head) && isLikeName(text, book.data.surnames)) return false;
  }
  return isFirms;
}

const isLikeName = (text: string, surnames: ReadonlySet<string>): boolean =>
  OTHER_NAME.test(text) ||
  (HAN_NAME.test(text) && (surnames.has(text.charAt(0)) || surnames.has(text.slice(0, 2))));
