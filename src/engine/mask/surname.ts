import { keepFirst, type Operator } from './characters.ts';

const COMPOUND = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 ' +
    '太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 ' +
    '漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五'
  ).split(' '),
);

/** `张小明` → `张**`, `欧阳娜` → `欧阳*`, or with 某: `张某`, `张某甲`. A lone character is hidden too. */
export const surname =
  (hidden: '*' | '某', ordinal = ''): Operator =>
  (characters) => {
    const shown = characters.length === 1 ? 0 : surnameLength(characters);
    const ending =
      hidden === '某' ? `某${ordinal}` : '*'.repeat(Math.min(characters.length - shown, 2));
    return keepFirst(characters, shown, ending);
  };

const surnameLength = (characters: readonly string[]): number =>
  characters.length > 2 && COMPOUND.has(characters.slice(0, 2).join('')) ? 2 : 1;
