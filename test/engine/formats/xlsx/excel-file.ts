import { type Arrow, contentTypes, type Parts, pack, rels } from '../shared/pack.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const NAMESPACES = `xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;

/** A part of SpreadsheetML with its root. */
export const excelPart = (root: string, inside: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><${root} ${NAMESPACES}${attributes && ` ${attributes}`}>${inside}</${root}>`;

export interface ExcelFile {
  /** What stands between `<sheetData>` and its end. */
  readonly rows?: string;
  readonly beforeRows?: string;
  readonly afterRows?: string;
  /** Shared strings, each the inside of an `<si>`. */
  readonly strings?: readonly string[];
  /** Cell formats; the first is the plain one. */
  readonly styles?: string;
  /** What stands in the workbook after its sheets; attributes of the one sheet. */
  readonly workbook?: string;
  readonly sheetAttributes?: string;
  readonly parts?: Parts;
  readonly sheetArrows?: readonly Arrow[];
  readonly bookArrows?: readonly Arrow[];
  readonly packageArrows?: readonly Arrow[];
}

const STYLES =
  '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0"/></cellXfs>';

/** A workbook of one sheet, written by hand. */
export function excelFile(file: ExcelFile): Uint8Array {
  const strings = file.strings ?? [];
  return pack({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': `${SHEET}.sheet.main+xml`,
      'xl/worksheets/sheet1.xml': `${SHEET}.worksheet+xml`,
      'xl/sharedStrings.xml': `${SHEET}.sharedStrings+xml`,
      'xl/styles.xml': `${SHEET}.styles+xml`,
      ...('xl/calcChain.xml' in (file.parts ?? {}) && {
        'xl/calcChain.xml': `${SHEET}.calcChain+xml`,
      }),
    }),
    '_rels/.rels': rels([
      ['rId1', 'officeDocument', 'xl/workbook.xml'],
      ...(file.packageArrows ?? []),
    ]),
    'xl/workbook.xml': excelPart(
      'workbook',
      `<sheets><sheet name="名单" sheetId="1" r:id="rId1" ${file.sheetAttributes ?? ''}/></sheets>${file.workbook ?? ''}`,
    ),
    'xl/_rels/workbook.xml.rels': rels([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
      ...(file.bookArrows ?? []),
    ]),
    'xl/styles.xml': excelPart('styleSheet', file.styles ?? STYLES),
    'xl/sharedStrings.xml': excelPart('sst', strings.map((one) => `<si>${one}</si>`).join('')),
    'xl/worksheets/_rels/sheet1.xml.rels': rels(file.sheetArrows ?? []),
    'xl/worksheets/sheet1.xml': excelPart(
      'worksheet',
      `${file.beforeRows ?? ''}<sheetData>${file.rows ?? ''}</sheetData>${file.afterRows ?? ''}`,
    ),
    ...file.parts,
  });
}

/** One row of cells given as XML. */
export const row = (...cells: string[]): string => `<row r="1">${cells.join('')}</row>`;
export const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const shared = (reference: string, index: number): string =>
  `<c r="${reference}" t="s"><v>${index}</v></c>`;
export const number = (reference: string, value: string, style = 0): string =>
  `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
export const plain = (text: string): string => `<t>${text}</t>`;
