// Numbers that a draft hides in part and badly: so little is hidden that anybody can try the rest.
import type { Chance } from './chance.ts';
import { withIdCheck, withLuhn } from './checks.ts';
import type { Positive } from './people.ts';
import { CARDS, COUNTIES, MOBILE_HEADS } from './world.ts';

/** The signs that people put over digits. */
const SIGNS = ['*', '*', '*', '×', '●', '■', '█', '#', '？', '口', '▓', '△'];

/** Hides the stretch from `start` to `end`. */
function hidden(value: string, start: number, end: number, chance: Chance): string {
  const sign = chance.pick(SIGNS);
  return value.slice(0, start) + sign.repeat(end - start) + value.slice(end);
}

const two = (number: number) => String(number).padStart(2, '0');
const FORMS = ['plain', 'full-width'] as const;

export const HALF_HIDDEN: readonly Positive[] = [
  {
    kind: 'half-hidden resident ID',
    labels: ['身份证号', '身份证号码', '公民身份号码'],
    alone: true,
    forms: [...FORMS, 'zero-width'],
    make: (chance) => {
      const day = `${chance.int(1950, 2010)}${two(chance.int(1, 12))}${two(chance.int(1, 28))}`;
      const id = withIdCheck(`${chance.pick(COUNTIES)}${day}${chance.digits(3)}`);
      const [start, end] = chance.pick([
        [14, 18],
        [6, 14],
        [6, 10],
        [10, 14],
        [12, 16],
      ] as const);
      return hidden(id, start, end, chance);
    },
  },
  {
    kind: 'half-hidden mobile',
    labels: ['手机', '手机号码', '联系电话'],
    alone: true,
    forms: FORMS,
    make: (chance) => {
      const number = (chance.pick(MOBILE_HEADS) + chance.digits(8)).slice(0, 11);
      const start = chance.int(4, 9);
      return hidden(number, start, start + 2, chance);
    },
  },
  {
    kind: 'half-hidden bank card',
    labels: ['银行卡号', '卡号'],
    alone: false,
    forms: FORMS,
    make: (chance) => {
      const [head, length] = chance.pick(CARDS);
      const card = withLuhn(head + chance.digits(length - head.length - 1));
      const start = chance.int(6, card.length - 3);
      return hidden(card, start, start + 2, chance);
    },
  },
  {
    kind: 'half-hidden account',
    labels: ['存折账号', '个人账号', '银行账号'],
    alone: false,
    forms: FORMS,
    make: (chance) => hidden(chance.digits(chance.int(12, 19)), 10, 12, chance),
  },
  {
    kind: 'half-hidden resident ID, fewer stars',
    labels: ['身份证号', '身份证号码'],
    alone: true,
    forms: FORMS,
    make: (chance) => {
      const day = `${chance.int(1950, 2010)}${two(chance.int(1, 12))}${two(chance.int(1, 28))}`;
      const id = withIdCheck(`${chance.pick(COUNTIES)}${day}${chance.digits(3)}`);
      return `${id.slice(0, chance.pick([10, 12, 14]))}****${id.slice(-chance.int(3, 4))}`;
    },
  },
  {
    kind: 'half-hidden mailbox',
    labels: ['电子邮箱', '个人邮箱'],
    alone: true,
    forms: ['plain'],
    make: (chance) =>
      `${chance.from('abcdefghkmnpqrstw', 6)}*${chance.digits(1)}@${chance.pick(['qq.com', '163.com'])}`,
  },
  {
    kind: 'half-hidden passport',
    labels: ['护照号', '护照号码'],
    alone: false,
    forms: ['plain'],
    make: (chance) => `E${chance.digits(6)}**`,
  },
  {
    kind: 'half-hidden plate',
    labels: ['车牌号', '车牌号码'],
    alone: true,
    forms: ['plain'],
    make: (chance) => hidden(`闽${chance.pick(['A', 'B', 'C'])}${chance.digits(5)}`, 4, 6, chance),
  },
  {
    kind: 'half-hidden birth date',
    labels: ['出生日期', '出生年月日'],
    alone: false,
    forms: ['plain'],
    make: (chance) => {
      const [month, day] = [two(chance.int(1, 12)), two(chance.int(1, 28))];
      return chance.pick([
        `****-${month}-${day}`,
        `****年${month}月${day}日`,
        `****.${month}.${day}`,
      ]);
    },
  },
];
