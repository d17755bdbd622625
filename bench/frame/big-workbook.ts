import * as XLSX from 'xlsx';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SURNAMES = '赵钱孙李周吴郑王冯陈';
const GIVEN = '伟芳娜敏静丽强磊军洋';
const HEADER = '序号,姓名,身份证号,学院,专业,班级,银行卡号,手机,金额,等级,备注,日期'.split(',');

/**
 * A list as Excel writes it: twelve columns, words in the table of shared strings, numbers and dates as
 * numbers, three identifiers a row. Written by hand and packed by SheetJS.
 */
export function bigWorkbook(rows: number): Uint8Array {
  const strings = new Map<string, number>();
  const shared = (text: string) => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const lines = [
    line(
      0,
      HEADER.map((text, column) => word(0, column, shared(text))),
    ),
  ];
  for (let row = 1; row <= rows; row++) lines.push(line(row, cells(row, shared)));
  const container = XLSX.CFB.utils.cfb_new({ root: 'R' });
  const add = (name: string, text: string) =>
    XLSX.CFB.utils.cfb_add(container, `/${name}`, Buffer.from(text));
  add('[Content_Types].xml', types());
  add('_rels/.rels', relationships([`${OFFICE}/officeDocument`, 'xl/workbook.xml']));
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    relationships(
      [`${OFFICE}/worksheet`, 'worksheets/sheet1.xml'],
      [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
      [`${OFFICE}/styles`, 'styles.xml'],
    ),
  );
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  );
  add(
    'xl/sharedStrings.xml',
    `<sst xmlns="${MAIN}" uniqueCount="${strings.size}">${[...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  );
  add(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  );
  const file: unknown = XLSX.CFB.write(container, {
    fileType: 'zip',
    type: 'buffer',
    compression: true,
  });
  return Uint8Array.from(file as Uint8Array);
}

function cells(row: number, shared: (text: string) => number): string[] {
  const pick = (letters: string, number: number) => letters.charAt(number % letters.length);
  const name = pick(SURNAMES, row) + pick(GIVEN, row * 7) + pick(GIVEN, row * 3);
  const texts = [
    name,
    identityNumber(row),
    `信息学院${row % 20}`,
    `计算机${row % 50}`,
    `${row % 9}班`,
    card(row),
  ];
  return [
    number(row, 0, row),
    ...texts.map((text, index) => word(row, index + 1, shared(text))),
    number(row, 7, 13_900_000_000 + ((row * 7919) % 100_000_000)),
    number(row, 8, 8000 + (row % 7)),
    word(row, 9, shared('一等')),
    word(row, 10, shared(`${row % 30}号楼${row % 700}室`)),
    number(row, 11, 42_736 + (row % 300), ' s="1"'),
  ];
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number nobody has been given, a new one for each row. */
function identityNumber(row: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const body = `3501${two(2 + (Math.floor(row / 336_000) % 5))}${1970 + (row % 35)}${two(1 + (row % 12))}${two(1 + (row % 28))}${String(Math.floor(row / 420) % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

/** 19 digits of a Chinese bank whose last one makes the sum of Luhn fit. */
function card(row: number): string {
  const body = `621700${String((row * 104_729) % 1_000_000_000_000).padStart(12, '0')}`;
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const digit = Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const place = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row + 1}`;
const line = (row: number, inside: readonly string[]) =>
  `<row r="${row + 1}" spans="1:12">${inside.join('')}</row>`;
const word = (row: number, column: number, string: number) =>
  `<c r="${place(row, column)}" t="s"><v>${string}</v></c>`;
const number = (row: number, column: number, value: number, style = '') =>
  `<c r="${place(row, column)}"${style}><v>${value}</v></c>`;

const relationships = (...all: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const types = () =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${(
    [
      ['workbook.xml', 'sheet.main'],
      ['worksheets/sheet1.xml', 'worksheet'],
      ['sharedStrings.xml', 'sharedStrings'],
      ['styles.xml', 'styles'],
    ] as const
  )
    .map(([part, type]) => `<Override PartName="/xl/${part}" ContentType="${TYPE}.${type}+xml"/>`)
    .join('')}</Types>`;
