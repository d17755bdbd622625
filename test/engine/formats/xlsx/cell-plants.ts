import type { Plant } from '../contract.ts';
import {
  type ExcelFile,
  excelFile,
  excelPart,
  inline,
  number,
  plain,
  row,
  shared,
} from './excel-file.ts';

const inSheet =
  (file: (secret: string) => ExcelFile): Plant['bytes'] =>
  (secret) =>
    excelFile(file(secret));
const digits = (secret: string) =>
  [...secret].map((digit, index) => [digit, `${String.fromCharCode(66 + index)}1`] as const);
const halves = (secret: string) => [secret.slice(0, 9), secret.slice(9)] as const;
const calcChain = { 'xl/calcChain.xml': excelPart('calcChain', '<c r="A1" i="1"/>') };

/** Where a number can stand in the cells of a sheet. */
export const cellPlants: Plant[] = [
  {
    channel: 'table',
    what: 'a number in a shared string',
    bytes: inSheet((s) => ({ strings: [plain(s)], rows: row(shared('A1', 0)) })),
  },
  {
    channel: 'table',
    what: 'a number in a shared string of three looks',
    bytes: inSheet((s) => ({
      strings: [
        `<r><t>${s.slice(0, 6)}</t></r><r><rPr><b/></rPr><t>${s.slice(6, 9)}</t></r><r><t>${s.slice(9)}</t></r>`,
      ],
      rows: row(shared('A1', 0)),
    })),
  },
  {
    channel: 'hidden',
    what: 'a number in the pronunciation of a string',
    bytes: inSheet((s) => ({
      strings: [`<t>甲</t><rPh sb="0" eb="1"><t>${s}</t></rPh>`],
      rows: row(shared('A1', 0)),
    })),
  },
  {
    channel: 'hidden',
    what: 'a number in a shared string that no cell shows any more',
    bytes: inSheet((s) => ({ strings: [plain('甲'), plain(s)], rows: row(shared('A1', 0)) })),
  },
  {
    channel: 'table',
    what: 'a number in a string of the cell itself',
    bytes: inSheet((s) => ({ rows: row(inline('A1', s)) })),
  },
  {
    channel: 'table',
    what: 'a number in a rich string of the cell itself',
    bytes: inSheet((s) => {
      const [a, b] = halves(s);
      return {
        rows: row(`<c r="A1" t="inlineStr"><is><r><t>${a}</t></r><r><t>${b}</t></r></is></c>`),
      };
    }),
  },
  {
    channel: 'table',
    what: 'a telephone number typed as a number',
    secret: 'phone',
    bytes: inSheet((s) => ({ rows: row(inline('A1', '手机'), number('B1', s)) })),
  },
  {
    channel: 'table',
    what: 'a number that Python typed as a number, in a cell that shows a date',
    bytes: inSheet((s) => ({
      styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      rows: row(number('A1', s, 1)),
    })),
  },
  {
    channel: 'table',
    what: 'a number of which only the file has the last digits',
    bytes: inSheet((s) => ({ rows: row(number('A1', `${s[0]}.${s.slice(1)}E17`)) })),
  },
  {
    channel: 'table',
    what: 'a telephone number written with an exponent',
    secret: 'phone',
    bytes: inSheet((s) => ({
      rows: row(inline('A1', '手机'), number('B1', `1.${s.slice(1)}E10`)),
    })),
  },
  {
    channel: 'table',
    what: 'a telephone number that its format draws with hyphens',
    secret: 'phone',
    bytes: inSheet((s) => ({
      styles:
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="000\\-0000\\-0000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
      rows: row(inline('A1', '手机'), number('B1', s, 1)),
    })),
  },
  {
    channel: 'table',
    what: 'a telephone number that its format does not draw',
    secret: 'phone',
    bytes: inSheet((s) => ({
      styles:
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;***&quot;"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
      rows: row(inline('A1', '手机'), number('B1', s, 1)),
    })),
  },
  {
    channel: 'table',
    what: 'a telephone number written as character references',
    secret: 'phone',
    bytes: inSheet((s) => ({
      rows: row(inline('A1', '手机'), number('B1', `&#${s.charCodeAt(0)};${s.slice(1)}`)),
    })),
  },
  {
    channel: 'table',
    what: 'a string of a cell that calls itself a number',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1"><is><t>${s}</t></is></c>`) })),
  },
  {
    channel: 'table',
    what: 'a number whose first digits stand in its format',
    bytes: inSheet((s) => ({
      styles: `<numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;${s.slice(0, 6)}&quot;000000000000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`,
      rows: row(number('A1', s.slice(6), 1)),
    })),
  },
  {
    channel: 'table',
    what: 'a number with one digit in each cell',
    bytes: inSheet((s) => ({
      rows: row(inline('A1', '公民身份号码'), ...digits(s).map(([digit, at]) => inline(at, digit))),
    })),
  },
  {
    channel: 'table',
    what: 'a number with one digit in each cell, typed as numbers',
    bytes: inSheet((s) => ({
      rows: row(inline('A1', '公民身份号码'), ...digits(s).map(([digit, at]) => number(at, digit))),
    })),
  },
  {
    channel: 'table',
    what: 'a number with one digit in each cell, digits shared',
    bytes: inSheet((s) => ({
      strings: [...'0123456789X'].map(plain),
      rows: row(
        inline('A1', '公民身份号码'),
        ...digits(s).map(([digit, at]) => shared(at, Number(digit))),
      ),
    })),
  },
  {
    channel: 'table',
    what: 'a number over two columns',
    bytes: inSheet((s) => {
      const [a, b] = halves(s);
      return { rows: row(inline('A1', a), inline('B1', b)) };
    }),
  },
  {
    channel: 'formula',
    what: 'a number in a formula, with the number it came to',
    bytes: inSheet((s) => ({
      rows: row(`<c r="A1" t="str"><f>"${s}"</f><v>${s}</v></c>`),
      parts: calcChain,
      bookArrows: [['rId9', 'calcChain', 'calcChain.xml']],
    })),
  },
  {
    channel: 'formula',
    what: 'a number that a formula puts together, not calculated yet',
    bytes: inSheet((s) => {
      const [a, b] = halves(s);
      return { rows: row(`<c r="A1"><f>"${a}"&amp;"${b}"</f></c>`) };
    }),
  },
  {
    channel: 'table',
    what: 'a telephone number that a formula came to',
    secret: 'phone',
    bytes: inSheet((s) => ({
      rows: row(inline('A1', '手机'), `<c r="B1"><f>SUM(C1:D1)</f><v>${s}</v></c>`),
    })),
  },
  {
    channel: 'formula',
    what: 'a number in a formula that was filled down',
    bytes: inSheet((s) => ({
      rows: row(
        `<c r="A1" t="str"><f t="shared" ref="A1:B1" si="0">"${s}"</f><v>${s}</v></c>`,
        `<c r="B1" t="str"><f t="shared" si="0"/><v>${s}</v></c>`,
      ),
    })),
  },
  {
    channel: 'formula',
    what: 'a number in a formula of an array',
    bytes: inSheet((s) => ({
      rows: row(`<c r="A1" t="str"><f t="array" ref="A1:A2">"${s}"</f><v>${s}</v></c>`),
    })),
  },
  {
    channel: 'hidden',
    what: 'a number in a hidden row',
    bytes: inSheet((s) => ({ rows: `<row r="1" hidden="1">${inline('A1', s)}</row>` })),
  },
  {
    channel: 'hidden',
    what: 'a number in a hidden column',
    bytes: inSheet((s) => ({
      beforeRows: '<cols><col min="1" max="1" width="9" hidden="1"/></cols>',
      rows: row(inline('A1', s)),
    })),
  },
  {
    channel: 'hidden',
    what: 'a number in a hidden sheet',
    bytes: inSheet((s) => ({ sheetAttributes: 'state="hidden"', rows: row(inline('A1', s)) })),
  },
  {
    channel: 'hidden',
    what: 'a number in a sheet that Excel does not offer to show',
    bytes: inSheet((s) => ({ sheetAttributes: 'state="veryHidden"', rows: row(inline('A1', s)) })),
  },
  {
    channel: 'hidden',
    what: 'a number in a comment of the XML between rows',
    bytes: inSheet((s) => ({ rows: `<!-- ${s} -->` })),
  },
  {
    channel: 'table',
    what: 'a number in an attribute of a cell nobody knows',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1" unknown="${s}"/>`) })),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of an attribute of a cell',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1" n${s}="1"/>`) })),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of an element of a cell',
    outcome: 'blind-spot',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1"><n${s}/></c>`) })),
  },
  {
    channel: 'table',
    what: 'a number as the style of a cell',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1" s="${s}"><v>1</v></c>`) })),
  },
  {
    channel: 'table',
    what: 'a telephone number in an attribute of a value',
    secret: 'phone',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1"><v n="${s}">1</v></c>`) })),
  },
  {
    channel: 'table',
    what: 'a number in a cell that calls itself an error',
    bytes: inSheet((s) => ({ rows: row(`<c r="A1" t="e"><v>${s}</v></c>`) })),
  },
];
