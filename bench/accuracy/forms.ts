import type { Chance } from './chance.ts';

export type FormName =
  | 'plain'
  | 'full-width'
  | 'zero-width'
  | 'spaced'
  | 'spaced at random'
  | 'hyphenated'
  | 'lower x'
  | '+86'
  | '0086'
  | '(86)'
  | 'line-wrapped'
  | 'digit per cell'
  | 'two columns'
  | 'three columns'
  | 'E+17'
  | 'Chinese numerals'
  | 'capital numerals'
  | 'numerals in groups'
  | 'numerals among digits'
  | 'circled'
  | 'other script'
  | 'letters for digits'
  | 'backwards'
  | 'parted by signs';

/** How a value is written: in one piece, or in several that stand in cells or lines of their own. */
export function written(value: string, form: FormName, chance: Chance): readonly string[] {
  switch (form) {
    case 'full-width':
      return [wide(value)];
    case 'zero-width':
      return [
        [...value]
          .map(
            (char) =>
              char + (chance.int(0, 4) === 0 ? chance.pick(['\u200B', '\u2060', '\uFEFF']) : ''),
          )
          .join(''),
      ];
    case 'spaced':
      return [grouped(value, chance.pick([' ', ' ', '\u3000']))];
    case 'spaced at random':
      return [spacedAtRandom(value, chance)];
    case 'hyphenated':
      return [grouped(value, '-')];
    case 'lower x':
      return [`${value.slice(0, -1)}${value.slice(-1).toLowerCase()}`];
    case '+86':
      return [`${chance.pick(['+86', '+86 ', '+86-'])}${value}`];
    case '0086':
      return [`0086${chance.pick(['', '-', ' '])}${value}`];
    case '(86)':
      return [`${chance.pick(['(86)', '(+86)', '（86）'])}${value}`];
    case 'line-wrapped':
      return cut(value, chance.int(4, value.length - 4));
    case 'digit per cell':
      return [...value];
    case 'two columns':
      return cut(value, value.length > 16 ? 14 : 8);
    case 'three columns':
      return [value.slice(0, 6), value.slice(6, 14), value.slice(14)];
    case 'E+17':
      return [`${value.charAt(0)}.${value.slice(1, 15).replace(/0+$/, '')}E+17`];
    case 'Chinese numerals':
      return [drawn(value, '〇一二三四五六七八九')];
    case 'capital numerals':
      return [drawn(value, '零壹贰叁肆伍陆柒捌玖')];
    case 'numerals in groups':
      return [grouped(value, chance.pick([' ', '-'])).replaceAll(/\d/g, numeral)];
    case 'numerals among digits': {
      const at = chance.int(2, value.length - 4);
      return [
        value.slice(0, at) +
          drawn(value.slice(at, at + 2), '〇一二三四五六七八九') +
          value.slice(at + 2),
      ];
    }
    case 'circled':
      return [drawn(value, '⓪①②③④⑤⑥⑦⑧⑨')];
    case 'other script':
      return [drawn(value, chance.pick(['༠༡༢༣༤༥༦༧༨༩', '٠١٢٣٤٥٦٧٨٩', '०१२३४५६७८९']))];
    case 'letters for digits':
      return [value.replaceAll('0', 'O').replaceAll('1', 'l')];
    case 'backwards':
      return [`\u202e${[...value].reverse().join('')}\u202c`];
    case 'parted by signs':
      return [grouped(value, chance.pick(['/', '|', ',', '、', '\u3000', '.']))];
    case 'plain':
      return [value];
  }
}

const drawn = (value: string, digits: string) =>
  value.replaceAll(/\d/g, (digit) => [...digits][Number(digit)] ?? digit);

const numeral = (digit: string) => '〇一二三四五六七八九'.charAt(Number(digit));

const cut = (value: string, at: number) => [value.slice(0, at), value.slice(at)];

const wide = (value: string) =>
  [...value]
    .map((char) => (/[!-~]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char))
    .join('');

/** 350102 19900307 4515 · 6217 0012 1001 · 138 0000 1234. */
function grouped(value: string, gap: string): string {
  if (/^\d{11}$/.test(value))
    return `${value.slice(0, 3)}${gap}${value.slice(3, 7)}${gap}${value.slice(7)}`;
  if (value.includes('-')) return value.replace('-', gap);
  if (/^\d{6}(?:19|20)\d{9}[\dX]$/.test(value))
    return `${value.slice(0, 6)}${gap}${value.slice(6, 14)}${gap}${value.slice(14)}`;
  return value.replaceAll(/(.{4})(?=.)/g, `$1${gap}`);
}

/** A space every two to six digits, as numbers come out of a scan or a badly justified line. */
function spacedAtRandom(value: string, chance: Chance): string {
  const groups: string[] = [];
  for (let at = 0; at < value.length; at += groups.at(-1)?.length ?? 0)
    groups.push(value.slice(at, at + chance.int(2, 6)));
  return groups.join(' ');
}
