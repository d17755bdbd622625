import type { Span } from '../core/span.ts';
import type { Belief } from './believe.ts';
import { endsAsOrganisation, namesSomebody } from './row-names.ts';
import type { CompiledRule, RuleBook } from './rule-book.ts';

/** Headers of columns and words of sentences about places where people work, go or are sent. */
const ELSEWHERE =
  /单位|部门|职务|岗位|工作|办公|公司|企业|机构|[律店厂站场馆院校]$|(?<![居住])所$|门店|商户|项目|工程|施工|建设|学校地|考[点场]|报到|报名|领[取奖]|受理|经营|注册|生产|仓|检查|违法|案发|[事案]故|隐患|地块|宗地|标的|设备|设施|培训|活动|会议|投票|责任人|负责人|法定代表人|经理|管护|河[长段]|承包|当事人|店长|场所|网点|接种|服务地|集合|路段|送达|开标|采购|招标|物业/;
const LEAVES_OPEN = /^(?:就读|毕业|所在)?(?:学校|院校|班级|院系)/;

/** Whether words that may head columns speak of such places. */
export const isAboutElsewhere = (words: readonly string[]): boolean =>
  words.some((word) => word.length <= LONGEST_HEAD && ELSEWHERE.test(word));
const LONGEST_HEAD = 12;

/** Whether a row, its cells a line each behind their headers, is about somebody who may live at the address in it. */
export function mayLiveThere(head: string, row: string, book: RuleBook): boolean {
  if (ELSEWHERE.test(head)) return false;
  for (const line of row.split('\n')) {
    const at = line.indexOf(':');
    const other = line.slice(0, at).trim();
    if (LEAVES_OPEN.test(other)) continue;
    if (ELSEWHERE.test(other)) return false;
    const text = line.slice(at + 1).trim();
    if (endsAsOrganisation(text, book) && !BANK.test(text)) return false;
  }
  return namesSomebody(row, book);
}

const BANK = /银行|信用社|[支分]行|农商行/;

/** What an address beside somebody is taken for. */
export const homeAt = (span: Span, rule: CompiledRule): Belief => ({
  rule,
  span,
  confidence: 'certain',
  evidence: BESIDE,
  standing: 'named',
});

const BESIDE: readonly string[] = ['pattern', 'beside-person'];
