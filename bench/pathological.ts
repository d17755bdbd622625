import { detect } from '../src/engine/detect/detect.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import type { Bench } from './frame/bench.ts';

const SMALLEST = 50_000;
const SIZES = [1, 2, 4, 8].map((times) => SMALLEST * times);
const TRIES = 5;
const ID = '350102199001010016';
const rules = compileRules(await loadRules('rules'));

/** What somebody could feed to make detection slow, each without end. */
const ENDLESS = {
  'one digit': '1',
  'identity numbers in one piece': ID,
  'identity numbers in a row': `${ID} `,
  'digits and blanks': '1 ',
  blanks: ' ',
  'ideographic blanks and line breaks': '\u3000\n',
  commas: '，',
  'digits parted by signs': '1，2/',
  'an identity number parted by signs': '350102/19900101/0016，',
  'opened brackets': '((（【',
  'brackets in brackets': '（1）(2)',
  stars: '*',
  'half-hidden numbers': '3501**',
  'labels without a number': '身份证号：',
  'labels of addresses': '住址：1',
  'holders of accounts': '户名：市财政局账号：',
  'mail signs': 'a@b.',
  'Chinese numerals': '三',
  'Chinese numerals and commas': '三、',
  'digits in circles': '①',
  'letters like digits': 'Il1',
  'turns of direction': '\u202e1',
  'characters without width': '1\u200b',
  'people as courts describe them': '张三，男，1990年1月1日出生，汉族，住',
} as const;

/** The work is to grow with the text and no faster: each size takes as long a character as the one before. */
export const bench: Bench = {
  title: `detection over texts made to be slow, of ${SIZES.join(', ')} characters`,
  amount: (SIZES.reduce((sum, size) => sum + size, 0) * 2) / 1e6,
  unit: 'MB of UTF-16',
  enoughSeconds: 1,
  input: () => new Uint8Array(),
  contenders: Object.fromEntries(
    Object.entries(ENDLESS).map(([name, unit]) => [name, () => growth(unit)]),
  ),
};

function growth(unit: string): string {
  const figures = SIZES.map((size) => {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const least = Math.min(...Array.from({ length: TRIES }, () => milliseconds(text)));
    return ((least * 1e6) / (size * 2)).toFixed(1);
  });
  return `${figures.join(' · ')} ms/MB`;
}

function milliseconds(text: string): number {
  const location = { channel: 'body', part: '正文', address: '' } as const;
  const segments = [{ id: 0, text, location }];
  const before = process.cpuUsage();
  detect({ segments, segment: () => segments[0] as (typeof segments)[0] }, rules);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
