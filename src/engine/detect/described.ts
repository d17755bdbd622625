import type { Belief } from './believe.ts';
import type { Place } from './place.ts';
import type { CompiledRule } from './rule-book.ts';

/** 1990年1月1日出生, 1990年1月1日生。 */
const BORN =
  /(?:18|19|20)\d{2}年\d{1,2}月\d{1,2}日(?=(?:左右)?(?:出生|生(?=$|[\s，,。；;、）)])))/y;
/** 原告张三，男，汉族， */
const PARTY =
  /原审|反诉|第三人|附带民事诉讼|申请执行人|被执行人|(?:被)?(?:上诉|申请|告|害)人|[原被]告/g;
const NAMED =
  /(?<name>[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•][\u3400-\u9fff]{1,8}){1,3})(?:（[^（）]{1,20}）)?[，,][男女](?:性)?[，,](?:[\u3400-\u9fff]{1,5}族[，,])?$/;
const LIVES =
  /^(?:出生|生)?[，,](?:[^，,。；;]{1,16}[，,]){0,4}?(?:现|户籍地)?住(?:所地|址)?[:：在于]?/;
const LONGEST_HEAD = 60;
const LONGEST_TAIL = 160;
const NONE: readonly Belief[] = [];

/**
 * A person as courts describe one: `原告张三，男，1990年1月1日出生，汉族，住福州市…8号`. Led to by the year that
 * begins at `start`; the label stands after the date here, and the name before it.
 */
export function describedPerson(place: Place, start: number): readonly Belief[] {
  const { text, book, setting } = place;
  BORN.lastIndex = start;
  const date = BORN.exec(text)?.[0];
  if (date === undefined) return NONE;
  const end = start + date.length;
  const found: Belief[] = [];
  const tell = (id: string, span: Belief['span'], label: string) => {
    const rule = book.byId.get(id);
    if (rule && isWanted(rule, setting.asked)) found.push(beliefIn(rule, span, label));
  };
  const name = nameBefore(text, start);
  if (name) tell('name', name, '出生');
  tell('birth-date', { start, end }, '出生');
  const address = addressAfter(text, end, book.byId.get('address'));
  if (address) tell('address', address, '住');
  return found;
}

const isWanted = ({ id, rule }: CompiledRule, asked: ReadonlySet<string>): boolean =>
  !rule.publishable || asked.has(id);

const beliefIn = (rule: CompiledRule, span: Belief['span'], label: string): Belief => ({
  rule,
  span,
  confidence: 'certain',
  evidence: ['pattern', `label:${label}`],
  standing: 'named',
});

function nameBefore(text: string, end: number): Belief['span'] | undefined {
  const from = Math.max(0, end - LONGEST_HEAD);
  // The role goes first: 原告张三 is no name of four characters.
  const head = text.slice(from, end).replaceAll(PARTY, (role) => '，'.repeat(role.length));
  const match = NAMED.exec(head);
  const name = match?.groups?.name;
  if (!match || name === undefined) return undefined;
  return { start: from + match.index, end: from + match.index + name.length };
}

function addressAfter(
  text: string,
  end: number,
  rule: CompiledRule | undefined,
): Belief['span'] | undefined {
  const tail = text.slice(end, end + LONGEST_TAIL);
  const lead = LIVES.exec(tail)?.[0];
  const words = lead === undefined ? undefined : rule?.pattern.exec(tail.slice(lead.length))?.[0];
  if (lead === undefined || words === undefined) return undefined;
  return { start: end + lead.length, end: end + lead.length + words.length };
}
