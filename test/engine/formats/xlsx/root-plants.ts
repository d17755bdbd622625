import type { Channel } from '../../../../src/engine/core/segment.ts';
import type { Plant } from '../contract.ts';
import { excelFile, excelPart, inline, row } from './excel-file.ts';

type Inside = (secret: string) => string;

/** Parts of a workbook by their root: what a clerk calls it, the root, its channel, what lies in it. */
const PARTS: readonly (readonly [what: string, root: string, channel: Channel, inside: Inside])[] =
  [
    ['the caption of a slicer', 'slicers', 'cache', (s) => `<slicer name="a" caption="${s}"/>`],
    [
      'the list of a slicer',
      'slicerCacheDefinition',
      'cache',
      (s) => `<data><olap><i n="[证].&amp;[${s}]" c="${s}"/></olap></data>`,
    ],
    ['a timeline', 'timelines', 'cache', (s) => `<timeline name="a" caption="${s}"/>`],
    [
      'the source of a timeline',
      'timelineCacheDefinition',
      'cache',
      (s) => `<pivotTables><pivotTable name="${s}"/></pivotTables>`,
    ],
    [
      'the caption of a pivot table',
      'pivotTableDefinition',
      'cache',
      (s) => `<pivotFields><pivotField name="${s}"/></pivotFields>`,
    ],
    [
      'the values of live data',
      'volTypes',
      'cache',
      (s) =>
        `<volType type="realTimeData"><main first="a"><tp t="s"><v>${s}</v></tp></main></volType>`,
    ],
    [
      'the metadata of cells',
      'metadata',
      'cache',
      (s) => `<metadataStrings><s v="${s}"/></metadataStrings>`,
    ],
    [
      'a cell that is bound to XML',
      'singleXmlCells',
      'metadata',
      (s) => `<singleXmlCell id="1" r="A1"><xmlCellPr uniqueName="${s}"/></singleXmlCell>`,
    ],
    ['the list of who changed it', 'users', 'metadata', (s) => `<userInfo name="${s}"/>`],
    [
      'the header of a chart sheet',
      'chartsheet',
      'header-footer',
      (s) => `<headerFooter><oddHeader>&amp;C${s}</oddHeader></headerFooter>`,
    ],
    [
      'a sheet of macros of Excel 4',
      'macrosheet',
      'script',
      (s) => `<sheetData><row r="1"><c r="A1" t="str"><v>${s}</v></c></row></sheetData>`,
    ],
    [
      'a button of its own',
      'customUI',
      'metadata',
      (s) => `<ribbon><button label="${s}"/></ribbon>`,
    ],
    [
      'the words of a chart',
      'userShapes',
      'chart',
      (s) => `<sp><txBody><p><r><t>${s}</t></r></p></txBody></sp>`,
    ],
  ];

const fileWith = (name: string, content: string) =>
  excelFile({ rows: row(inline('A1', '甲')), parts: { [name]: content } });

/** A number in each kind of part that a workbook can have beside its sheets, and two that nobody can read. */
export const rootPlants: Plant[] = [
  ...PARTS.map(
    ([what, root, channel, inside]): Plant => ({
      channel,
      what: `a number in ${what}`,
      bytes: (s) => fileWith(`xl/parts/${root}1.xml`, excelPart(root, inside(s))),
    }),
  ),
  {
    channel: 'attachment',
    what: 'a query of data that is packed',
    outcome: 'blind-spot',
    bytes: () => fileWith('customXml/item1.xml', excelPart('DataMashup', 'AAAAAA==')),
  },
  {
    channel: 'image',
    what: 'a picture in lines',
    outcome: 'blind-spot',
    bytes: () => fileWith('xl/media/image1.svg', excelPart('svg', '<path d="M0 0"/>')),
  },
];
