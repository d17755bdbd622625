import type { Plant } from '../contract.ts';
import { paragraph, run, wordFile } from '../docx/word-file.ts';
import { type ExcelFile, excelFile, excelPart, inline, row } from './excel-file.ts';

const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const inFile =
  (file: (secret: string) => ExcelFile): Plant['bytes'] =>
  (secret) =>
    excelFile({ rows: row(inline('A1', '甲')), ...file(secret) });
const onSheet = (kind: string, part: string, content: string): ExcelFile => ({
  sheetArrows: [['rId9', kind, `../${part}`]],
  parts: { [`xl/${part}`]: content },
});
const onBook = (kind: string, part: string, content: string): ExcelFile => ({
  bookArrows: [['rId9', kind, part]],
  parts: { [`xl/${part}`]: content },
});
const formatted = (code: string) =>
  `<numFmts count="1"><numFmt numFmtId="200" formatCode="${code}"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>`;
const halves = (s: string) => [s.slice(0, 9), s.slice(9)] as const;

/** Where a number can stand around the cells of a workbook. */
export const partPlants: Plant[] = [
  {
    channel: 'comment',
    what: 'a number in a comment of two looks',
    bytes: inFile((s) => {
      const [a, b] = halves(s);
      return onSheet(
        'comments',
        'comments1.xml',
        excelPart(
          'comments',
          `<authors><author>甲</author></authors><commentList><comment ref="C12" authorId="0"><text><r><t>${a}</t></r><r><t>${b}</t></r></text></comment></commentList>`,
        ),
      );
    }),
  },
  {
    channel: 'comment',
    what: 'a number in the name of a commentator',
    bytes: inFile((s) =>
      onSheet(
        'comments',
        'comments1.xml',
        excelPart('comments', `<authors><author>${s}</author></authors>`),
      ),
    ),
  },
  {
    channel: 'comment',
    what: 'a number in a comment that was answered',
    bytes: inFile((s) =>
      onSheet(
        'threadedComment',
        'threadedComments/threadedComment1.xml',
        `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{00000000-0000-0000-0000-000000000001}"><text>${s}</text></threadedComment></ThreadedComments>`,
      ),
    ),
  },
  {
    channel: 'metadata',
    what: 'a number in the list of commentators',
    bytes: inFile((s) =>
      onBook(
        'person',
        'persons/person.xml',
        `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="${s}" id="{00000000-0000-0000-0000-000000000001}" userId="x" providerId="None"/></personList>`,
      ),
    ),
  },
  {
    channel: 'cache',
    what: 'a number in the list of values of a pivot table',
    bytes: inFile((s) =>
      onBook(
        'pivotCacheDefinition',
        'pivotCache/pivotCacheDefinition1.xml',
        excelPart(
          'pivotCacheDefinition',
          `<cacheFields count="1"><cacheField name="证"><sharedItems count="1"><s v="${s}"/></sharedItems></cacheField></cacheFields>`,
        ),
      ),
    ),
  },
  {
    channel: 'cache',
    what: 'a telephone number in the records of a pivot table',
    secret: 'phone',
    bytes: inFile((s) =>
      onBook(
        'pivotCacheRecords',
        'pivotCache/pivotCacheRecords1.xml',
        excelPart('pivotCacheRecords', `<r><n v="${s}"/></r>`),
      ),
    ),
  },
  {
    channel: 'cache',
    what: 'a number in the copy of another workbook',
    bytes: inFile((s) =>
      onBook(
        'externalLink',
        'externalLinks/externalLink1.xml',
        excelPart(
          'externalLink',
          `<externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>${s}</v></cell></row></sheetData></sheetDataSet></externalBook>`,
        ),
      ),
    ),
  },
  {
    channel: 'cache',
    what: 'a telephone number in the copy of another workbook',
    secret: 'phone',
    bytes: inFile((s) =>
      onBook(
        'externalLink',
        'externalLinks/externalLink1.xml',
        excelPart(
          'externalLink',
          `<externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>${s}</v></cell></row></sheetData></sheetDataSet></externalBook>`,
        ),
      ),
    ),
  },
  {
    channel: 'table',
    what: 'a number in the name of a column of a table',
    bytes: inFile((s) =>
      onSheet(
        'table',
        'tables/table1.xml',
        excelPart(
          'table',
          `<tableColumns count="1"><tableColumn id="1" name="${s}"/></tableColumns>`,
        ),
      ),
    ),
  },
  {
    channel: 'cache',
    what: 'a number in a connection to a database',
    bytes: inFile((s) =>
      onBook(
        'connections',
        'connections.xml',
        excelPart(
          'connections',
          `<connection id="1" name="a"><dbPr connection="DSN=a" command="select * from t where id='${s}'"/></connection>`,
        ),
      ),
    ),
  },
  {
    channel: 'cache',
    what: 'a number in a query',
    bytes: inFile((s) =>
      onSheet(
        'queryTable',
        'queryTables/queryTable1.xml',
        excelPart('queryTable', '', `name="证${s}"`),
      ),
    ),
  },
  {
    channel: 'metadata',
    what: 'a number in an XML map',
    bytes: inFile((s) =>
      onBook(
        'xmlMaps',
        'xmlMaps.xml',
        excelPart('MapInfo', `<Schema ID="a"><x default="${s}"/></Schema>`),
      ),
    ),
  },
  {
    channel: 'text-box',
    what: 'a number in a text box',
    bytes: inFile((s) => {
      const [a, b] = halves(s);
      return onSheet(
        'drawing',
        'drawings/drawing1.xml',
        `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ${A}><xdr:sp><xdr:txBody><a:p><a:r><a:t>${a}</a:t></a:r><a:r><a:t>${b}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>`,
      );
    }),
  },
  {
    channel: 'text-box',
    what: 'a number in an old drawing whose tags cross',
    bytes: inFile((s) =>
      onSheet(
        'vmlDrawing',
        'drawings/vmlDrawing1.vml',
        `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div><font>${s.slice(0, 9)}</font><br><font>${s.slice(9)}</font></div></v:textbox></v:shape></xml>`,
      ),
    ),
  },
  {
    channel: 'formula',
    what: 'a number that a defined name stands for',
    bytes: inFile((s) => ({
      workbook: `<definedNames><definedName name="a">IF(A1=${s},1,2)</definedName></definedNames>`,
    })),
  },
  {
    channel: 'formula',
    what: 'a number among the values that a cell allows',
    bytes: inFile((s) => ({
      afterRows: `<dataValidations count="1"><dataValidation type="list" sqref="A1"><formula1>"甲,${s}"</formula1></dataValidation></dataValidations>`,
    })),
  },
  {
    channel: 'form',
    what: 'a number in the hint of a cell',
    bytes: inFile((s) => ({
      afterRows: `<dataValidations count="1"><dataValidation sqref="A1" promptTitle="证" prompt="${s}" error="${s}"/></dataValidations>`,
    })),
  },
  {
    channel: 'formula',
    what: 'a number in a conditional format',
    bytes: inFile((s) => ({
      afterRows: `<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1="${s}"</formula></cfRule></conditionalFormatting>`,
    })),
  },
  {
    channel: 'header-footer',
    what: 'a number in the header of a printed page',
    bytes: inFile((s) => ({
      afterRows: `<headerFooter><oddHeader>&amp;C${s}</oddHeader></headerFooter>`,
    })),
  },
  {
    channel: 'hidden',
    what: 'a card number that a number format draws in two stretches',
    secret: 'card',
    bytes: inFile((s) => ({
      styles: formatted(`&quot;${s.slice(0, 9)}&quot;&quot;${s.slice(9)}&quot;`),
    })),
  },
  {
    channel: 'hidden',
    what: 'a telephone number that a number format draws digit by digit',
    secret: 'phone',
    bytes: inFile((s) => ({ styles: formatted([...s].map((digit) => `\\${digit}`).join('')) })),
  },
  {
    channel: 'header-footer',
    what: 'a telephone number between the name of the sheet and the number of the page',
    secret: 'phone',
    bytes: inFile((s) => ({
      afterRows: `<headerFooter><oddFooter>&amp;R&amp;A${s}&amp;P4 页</oddFooter></headerFooter>`,
    })),
  },
  {
    channel: 'header-footer',
    what: 'a number in the footer of the first printed page',
    bytes: inFile((s) => ({
      afterRows: `<headerFooter><firstFooter>&amp;L证 ${s}</firstFooter></headerFooter>`,
    })),
  },
  {
    channel: 'formula',
    what: 'a number in a defined name',
    bytes: inFile((s) => ({
      workbook: `<definedNames><definedName name="a">"${s}"</definedName></definedNames>`,
    })),
  },
  {
    channel: 'link',
    what: 'a number in a link and its tip',
    bytes: inFile((s) => ({
      afterRows: `<hyperlinks><hyperlink ref="A1" r:id="rId9" display="${s}" tooltip="${s}"/></hyperlinks>`,
      sheetArrows: [['rId9', 'hyperlink', `mailto:${s}@example.cn`]],
    })),
  },
  {
    channel: 'metadata',
    what: 'a number in the name of a sheet',
    bytes: (s) =>
      excelFile({
        parts: {
          'xl/workbook.xml': excelPart(
            'workbook',
            `<sheets><sheet name="证${s}" sheetId="1" r:id="rId1"/></sheets>`,
          ),
        },
      }),
  },
  {
    channel: 'tracked-change',
    what: 'a number in the log of changes',
    bytes: inFile((s) =>
      onBook(
        'revisionLog',
        'revisions/revisionLog1.xml',
        excelPart(
          'revisions',
          `<rcc rId="1" sId="1"><oc r="A1" t="inlineStr"><is><t>${s}</t></is></oc><nc r="A1"/></rcc>`,
        ),
      ),
    ),
  },
  {
    channel: 'chart',
    what: 'a number among the names of a chart',
    bytes: inFile((s) =>
      onSheet(
        'chart',
        'charts/chart1.xml',
        `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:strCache><c:pt idx="0"><c:v>${s}</c:v></c:pt></c:strCache></c:chartSpace>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in a scenario',
    bytes: inFile((s) => ({
      afterRows: `<scenarios><scenario name="a" comment="${s}"/></scenarios>`,
    })),
  },
  {
    channel: 'body',
    what: 'a number in a document inside the workbook',
    bytes: inFile((s) => ({
      sheetArrows: [['rId9', 'package', '../embeddings/inner.docx']],
      parts: { 'xl/embeddings/inner.docx': wordFile({ body: paragraph(run(s)) }) },
    })),
  },
  {
    channel: 'script',
    what: 'a number in a macro',
    outcome: 'removed',
    bytes: inFile((s) => ({
      bookArrows: [['rId9', 'vbaProject', 'vbaProject.bin']],
      parts: { 'xl/vbaProject.bin': Buffer.from(`\0\u0001Attribute ${s}\0`) },
    })),
  },
  {
    channel: 'attachment',
    what: 'a number in an object of an unknown program',
    outcome: 'removed',
    bytes: inFile((s) => ({
      afterRows: '<oleObjects><oleObject progId="Package" shapeId="1" r:id="rId9"/></oleObjects>',
      sheetArrows: [['rId9', 'oleObject', '../embeddings/oleObject1.bin']],
      parts: {
        'xl/embeddings/oleObject1.bin': Buffer.from(`\0\u0003\u0001\xff\0\0证 ${s}\0\0\0`),
      },
    })),
  },
  {
    channel: 'metadata',
    what: 'a number in the settings of a printer',
    bytes: inFile((s) => ({
      afterRows: '<pageSetup orientation="portrait" r:id="rId9"/>',
      sheetArrows: [['rId9', 'printerSettings', '../printerSettings/printerSettings1.bin']],
      parts: {
        'xl/printerSettings/printerSettings1.bin': Buffer.from(`\0\u0001证 ${s}\0`, 'utf16le'),
      },
    })),
  },
  {
    channel: 'image',
    what: 'a picture',
    outcome: 'blind-spot',
    bytes: inFile(() => ({
      parts: { 'xl/media/image1.jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]) },
    })),
  },
  {
    channel: 'file-name',
    what: 'a number in the name of a part',
    bytes: inFile((s) => ({
      bookArrows: [['rId9', 'customXml', `list ${s}.xml`]],
      parts: { [`xl/list ${s}.xml`]: '<a/>' },
    })),
  },
  {
    channel: 'header-footer',
    what: 'a number that turns bold in the middle of the header of a printed page',
    bytes: inFile((s) => {
      const [a, b] = halves(s);
      return {
        afterRows: `<headerFooter><oddHeader>&amp;L&amp;"宋体,常规"&amp;12证号${a}&amp;B${b}</oddHeader></headerFooter>`,
      };
    }),
  },
  {
    channel: 'formula',
    what: 'a number that the formula of a name puts together',
    bytes: inFile((s) => {
      const [a, b] = halves(s);
      return {
        workbook: `<definedNames><definedName name="a">"${a}"&amp;"${b}"</definedName></definedNames>`,
      };
    }),
  },
  {
    channel: 'formula',
    what: 'a number that the rule of a conditional format puts together',
    bytes: inFile((s) => {
      const [a, b] = halves(s);
      return {
        afterRows: `<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1="${a}"&amp;"${b}"</formula></cfRule></conditionalFormatting>`,
      };
    }),
  },
  {
    channel: 'cache',
    what: 'a telephone number that Java wrote into the values of a pivot table',
    secret: 'phone',
    bytes: inFile((s) =>
      onBook(
        'pivotCacheDefinition',
        'pivotCache/pivotCacheDefinition1.xml',
        excelPart(
          'pivotCacheDefinition',
          `<cacheFields count="1"><cacheField name="手机"><sharedItems><n v="${s[0]}.${s.slice(1)}E10"/></sharedItems></cacheField></cacheFields>`,
        ),
      ),
    ),
  },
];
