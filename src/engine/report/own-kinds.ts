import {
  MASKED_ID,
  maskedRuleOf,
  NAMESAKE,
  REVIEWED_PLACE,
  REVIEWED_TEXT,
  SENSITIVE_COLUMN,
  unseenKind,
} from '../core/kinds.ts';
import type { Rule } from '../rules/rule.ts';

type About = Pick<Rule, 'name' | 'basis'>;

const DESENSITISED: About['basis'] = [{ law: '政府信息公开条例', article: '第三十七条' }];

/** Findings that no rule file makes: they come from what a table shows as a whole, or from a person. */
export const OWN_KINDS: Readonly<Record<string, About>> = {
  [MASKED_ID]: {
    name: { zh: '原稿已遮盖的身份证号', en: 'Identity number masked in the draft' },
    basis: [{ law: '个人信息保护法', article: '第七十三条' }],
  },
  [SENSITIVE_COLUMN]: {
    name: { zh: '敏感信息', en: 'Sensitive information' },
    basis: [{ law: '个人信息保护法', article: '第二十八条' }],
  },
  [NAMESAKE]: {
    name: { zh: '同名标注', en: 'Namesake label' },
    basis: [{ law: '个人信息保护法', article: '第五十一条' }],
  },
  [unseenKind('covered')]: {
    name: { zh: '黑框（色块）下仍有可复制的文字', en: 'Text under a box that can still be copied' },
    basis: DESENSITISED,
  },
  [unseenKind('white')]: {
    name: { zh: '与底色相同、看不见的文字', en: 'Text in the colour of the paper' },
    basis: DESENSITISED,
  },
  [unseenKind('invisible')]: {
    name: {
      zh: '没有画出来或小得看不见、却能复制的文字',
      en: 'Text that is not painted, or too small to see, and can be copied',
    },
    basis: DESENSITISED,
  },
  [unseenKind('off-page')]: {
    name: { zh: '页面之外、却能复制的文字', en: 'Text beyond the page that can be copied' },
    basis: DESENSITISED,
  },
  [unseenKind('hidden')]: {
    name: {
      zh: '隐藏的工作表、行、列、幻灯片或文字',
      en: 'Hidden sheet, row, column, slide or text',
    },
    basis: DESENSITISED,
  },
  [REVIEWED_TEXT]: {
    name: { zh: '人工指定遮盖的文字', en: 'Text that a reviewer named' },
    basis: [{ law: '政府信息公开条例', article: '第十七条' }],
  },
  [REVIEWED_PLACE]: {
    name: { zh: '人工指定遮盖的位置', en: 'Place that a reviewer named' },
    basis: [{ law: '政府信息公开条例', article: '第十七条' }],
  },
};

/** What a kind of finding is called and rests on; undefined for a kind that nobody knows. */
export function aboutKind(type: string, rules: ReadonlyMap<string, About>): About | undefined {
  const own = rules.get(type) ?? OWN_KINDS[type];
  if (own) return own;
  const ruleId = maskedRuleOf(type);
  const rule = ruleId === undefined ? undefined : rules.get(ruleId);
  return (
    rule && {
      name: { zh: `原稿已遮盖的${rule.name.zh}`, en: `${rule.name.en}, masked in the draft` },
      basis: rule.basis,
    }
  );
}
