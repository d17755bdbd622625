import type { Span } from '../core/span.ts';
import type { Belief } from './believe.ts';
import type { CompiledRule } from './rule-book.ts';

const HAN = '[\\u4e00-\\u9fff]';
/** 、李四 after a name; the last one ends with a sign or the text. */
const NEXT = new RegExp(
  `[ \\u3000]{0,2}、[ \\u3000]{0,2}(?<name>${HAN}{1,6}(?:[·•・]${HAN}{1,8}){1,3}|${HAN}{2,4})(?!${HAN}|[：:])`,
  'y',
);
const MOST = 200;
/** The rest of a name of which a blank parts the characters: 司马 光. */
const REST = new RegExp(`^[ \\u3000]{1,4}${HAN}{1,2}$`);
/** What may stand between a person and the number that tells who it is. */
const BEFORE_NUMBER =
  /(?<words>[\u4e00-\u9fff·•]{2,12})[\s，,、：:（(]*(?:[男女][\s，,、]*)?(?:(?:公民|居民)?(?:身份证|身份|证件)(?:件?号码?)?)?[\s:：为是]*$/;
const FAR = 40;

/** The name that words end in: with a dot in it, or the longest that begins with a surname. */
export function lastName(words: string, surnames: ReadonlySet<string>): string | undefined {
  if (/[·•]/.test(words)) return words;
  const begins = (name: string, length: number) => surnames.has(name.slice(0, length));
  const [four, three, two] = [words.slice(-4), words.slice(-3), words.slice(-2)];
  if (four.length === 4 && begins(four, 2)) return four;
  if (three.length === 3 && (begins(three, 1) || begins(three, 2))) return three;
  return begins(two, 1) ? two : undefined;
}

/** 中标候选人公示: a notice of them. */
const NOTICE = /^公[示告布开]/;

/** Right behind a word, without a colon between, only what begins like a name is one: 患者李某, and not 患者权利. */
export const mayBeName = (
  words: string,
  isApart: boolean,
  surnames: ReadonlySet<string>,
): boolean =>
  isApart ||
  (!NOTICE.test(words) &&
    (surnames.has(words.charAt(0)) || surnames.has(words.slice(0, 2)) || /[·•]/.test(words)));

/** The names that follow a first one: 张三、李四、王五. */
export function namesAfter(first: Belief, text: string): Belief[] {
  const found: Belief[] = [];
  NEXT.lastIndex = first.span.end;
  for (let next = NEXT.exec(text); next && found.length < MOST; next = NEXT.exec(text)) {
    const end = next.index + next[0].length;
    found.push({ ...first, span: { start: end - (next.groups?.name ?? '').length, end } });
  }
  return found;
}

/** A name that fills a cell but for a blank in it. */
export function wholeName({ start, end }: Span, text: string): Span {
  const rest = REST.exec(text.slice(end).trimEnd())?.[0];
  return rest === undefined || start !== text.search(/\S/)
    ? { start, end }
    : { start, end: end + rest.length };
}

/** Whose identity number begins at `start`: 张三（身份证号：…）. */
export function nameBefore(
  text: string,
  start: number,
  rule: CompiledRule,
  surnames: ReadonlySet<string>,
): Belief | undefined {
  const from = Math.max(0, start - FAR);
  const match = BEFORE_NUMBER.exec(text.slice(from, start));
  const words = match?.groups?.words;
  const name = words === undefined ? undefined : lastName(words, surnames);
  if (!match || words === undefined || name === undefined) return undefined;
  const end = from + match.index + words.length;
  return {
    rule,
    span: { start: end - name.length, end },
    confidence: 'likely',
    evidence: ['surname', 'in-row'],
    standing: 'named',
  };
}
