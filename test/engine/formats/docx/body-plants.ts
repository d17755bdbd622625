import type { Plant } from '../contract.ts';
import { zipOf } from '../shared/zip-file.ts';
import { paragraph, run, wordFile } from './word-file.ts';

const inBody =
  (body: (secret: string) => string): Plant['bytes'] =>
  (secret) =>
    wordFile({ body: body(secret) });

const thirds = (secret: string) =>
  [secret.slice(0, 6), secret.slice(6, 14), secret.slice(14)] as const;
const each = (secret: string, wrap: (digit: string) => string) => [...secret].map(wrap).join('');
const row = (cells: readonly string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc><w:p>${run(cell)}</w:p></w:tc>`).join('')}</w:tr>`;

/** Where a number can stand in the text of a Word document. */
export const bodyPlants: Plant[] = [
  { channel: 'body', what: 'a number in a paragraph', bytes: inBody((s) => paragraph(run(s))) },
  {
    channel: 'body',
    what: 'a number over three runs of different looks',
    bytes: inBody((s) => {
      const [a, b, c] = thirds(s);
      return paragraph(run(a) + run(b, '<w:b/>') + run(c, '<w:color w:val="FF0000"/>'));
    }),
  },
  {
    channel: 'body',
    what: 'a number inside a smart tag, a content control and a link',
    bytes: inBody((s) => {
      const [a, b, c] = thirds(s);
      return paragraph(
        `<w:smartTag w:element="x">${run(a)}</w:smartTag><w:sdt><w:sdtContent>${run(b)}</w:sdtContent></w:sdt><w:hyperlink w:anchor="x">${run(c)}</w:hyperlink>`,
      );
    }),
  },
  {
    channel: 'body',
    what: 'a number with hyphens that do not break',
    bytes: inBody((s) => {
      const [a, b, c] = thirds(s);
      return paragraph(
        `<w:r><w:t>${a}</w:t><w:noBreakHyphen/><w:t>${b}</w:t><w:softHyphen/><w:t>${c}</w:t></w:r>`,
      );
    }),
  },
  {
    channel: 'body',
    what: 'a number with characters of no width in it',
    bytes: inBody((s) => paragraph(run(each(s, (digit) => `${digit}\u200b`)))),
  },
  {
    channel: 'body',
    what: 'a number written as character references',
    bytes: inBody((s) =>
      paragraph(run(each(s, (digit) => `&#x${digit.charCodeAt(0).toString(16)};`))),
    ),
  },
  {
    channel: 'body',
    what: 'a number half in CDATA',
    bytes: inBody((s) => paragraph(run(`${s.slice(0, 9)}<![CDATA[${s.slice(9)}]]>`))),
  },
  {
    channel: 'body',
    what: 'a number half of which stands a second time for old programs',
    bytes: inBody((s) => {
      const half = run(s.slice(9));
      return paragraph(
        `${run(s.slice(0, 9))}<mc:AlternateContent><mc:Choice Requires="wps">${half}</mc:Choice><mc:Fallback>${half}</mc:Fallback></mc:AlternateContent>`,
      );
    }),
  },
  {
    channel: 'hidden',
    what: 'a card number in the second of three branches that stand for each other',
    secret: 'card',
    bytes: inBody((s) =>
      paragraph(
        `<mc:AlternateContent><mc:Choice Requires="wps">${run('2024')}</mc:Choice><mc:Choice Requires="w14">${run(s)}</mc:Choice><mc:Fallback>${run('2024')}</mc:Fallback></mc:AlternateContent>`,
      ),
    ),
  },
  {
    channel: 'body',
    what: 'a number with a line break in it',
    bytes: inBody((s) =>
      paragraph(`<w:r><w:t>${s.slice(0, 9)}</w:t><w:br/><w:t>${s.slice(9)}</w:t></w:r>`),
    ),
  },
  {
    channel: 'body',
    what: 'a number of symbols',
    bytes: inBody((s) =>
      paragraph(
        `<w:r>${each(s, (digit) => `<w:sym w:font="Symbol" w:char="F0${digit.charCodeAt(0).toString(16)}"/>`)}</w:r>`,
      ),
    ),
  },
  {
    channel: 'body',
    what: 'a number under ruby',
    bytes: inBody((s) =>
      paragraph(
        `${run(s.slice(0, 6))}<w:r><w:ruby><w:rt><w:r><w:t>12</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>${s.slice(6)}</w:t></w:r></w:rubyBase></w:ruby></w:r>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number as ruby',
    bytes: inBody((s) =>
      paragraph(
        `<w:r><w:ruby><w:rt><w:r><w:t>${s}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r>`,
      ),
    ),
  },
  {
    channel: 'body',
    what: 'a number in an equation',
    bytes: inBody((s) => paragraph(`<m:oMath><m:r><m:t>${s}</m:t></m:r></m:oMath>`)),
  },
  {
    channel: 'hidden',
    what: 'a number in hidden words',
    bytes: inBody((s) => paragraph(run('甲') + run(s, '<w:vanish/>'))),
  },
  {
    channel: 'body',
    what: 'a number with hidden words between its digits',
    bytes: inBody((s) =>
      paragraph(run(s.slice(0, 9)) + run('77', '<w:vanish/>') + run(s.slice(9))),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of an attribute',
    bytes: inBody((s) => `<w:p n${s}="1">${run('甲')}</w:p>`),
  },
  {
    channel: 'hidden',
    what: 'a number in the prefix of a name',
    bytes: inBody((s) => `<w:p xmlns:n${s}="urn:x">${run('甲')}</w:p>`),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of an element',
    outcome: 'blind-spot',
    bytes: inBody((s) => paragraph(`<n${s}/>${run('甲')}`)),
  },
  {
    channel: 'table',
    what: 'a number in a cell',
    bytes: inBody((s) => `<w:tbl>${row(['姓名', '身份证号'])}${row(['张三', s])}</w:tbl>`),
  },
  {
    channel: 'table',
    what: 'a number over two lines of a cell',
    bytes: inBody(
      (s) =>
        `<w:tbl><w:tr><w:tc><w:p>${run(s.slice(0, 9))}</w:p><w:p>${run(s.slice(9))}</w:p></w:tc></w:tr></w:tbl>`,
    ),
  },
  {
    channel: 'tracked-change',
    what: 'a number in a tracked deletion in a cell',
    bytes: inBody(
      (s) =>
        `<w:tbl><w:tr><w:tc><w:p>${run('甲')}<w:del w:id="1"><w:r><w:delText>${s}</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>`,
    ),
  },
  {
    channel: 'table',
    what: 'a number with one digit in each cell',
    bytes: inBody((s) => `<w:tbl>${row(['公民身份号码', ...s])}</w:tbl>`),
  },
  {
    channel: 'table',
    what: 'a number in a table inside a cell',
    bytes: inBody(
      (s) =>
        `<w:tbl><w:tr><w:tc><w:p>${run('甲')}</w:p><w:tbl>${row(['身份证号', s])}</w:tbl><w:p/></w:tc></w:tr></w:tbl>`,
    ),
  },
  {
    channel: 'tracked-change',
    what: 'a number in a tracked deletion',
    bytes: inBody((s) =>
      paragraph(`${run('甲')}<w:del w:id="1"><w:r><w:delText>${s}</w:delText></w:r></w:del>`),
    ),
  },
  {
    channel: 'tracked-change',
    what: 'a number that only the changed draft had in one piece',
    bytes: inBody((s) =>
      paragraph(
        `${run(s.slice(0, 6))}<w:ins w:id="1">${run('甲')}</w:ins><w:del w:id="2"><w:r><w:delText>${s.slice(6)}</w:delText></w:r></w:del>`,
      ),
    ),
  },
  {
    channel: 'body',
    what: 'a number that only the draft after its changes has in one piece',
    bytes: inBody((s) =>
      paragraph(
        `${run(s.slice(0, 6))}<w:del w:id="1"><w:r><w:delText>甲</w:delText></w:r></w:del><w:ins w:id="2">${run(s.slice(6))}</w:ins>`,
      ),
    ),
  },
  {
    channel: 'tracked-change',
    what: 'a number in words moved away',
    bytes: inBody((s) => paragraph(`<w:moveFrom w:id="1">${run(s)}</w:moveFrom>`)),
  },
  {
    channel: 'body',
    what: 'a number over two paragraphs whose border is deleted',
    bytes: inBody(
      (s) =>
        `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run(s.slice(0, 9))}</w:p>${paragraph(run(s.slice(9)))}`,
    ),
  },
  {
    channel: 'field',
    what: 'a number in a field code over two runs',
    bytes: inBody((s) =>
      paragraph(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "${s.slice(0, 9)}</w:instrText></w:r><w:r><w:instrText>${s.slice(9)}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
    ),
  },
  {
    channel: 'field',
    what: 'a number in a simple field',
    bytes: inBody((s) => paragraph(`<w:fldSimple w:instr="QUOTE ${s}">${run('甲')}</w:fldSimple>`)),
  },
  {
    channel: 'text-box',
    what: 'a number in a text box and in its copy for old programs',
    bytes: inBody((s) =>
      paragraph(
        `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p>${run(s)}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p>${run(s)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in the words that stand for a picture',
    bytes: inBody((s) =>
      paragraph(
        `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图 1" descr="${s}"/></wp:inline></w:drawing></w:r>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in the title of a picture',
    bytes: inBody((s) =>
      paragraph(
        `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图 1" title="${s}"/></wp:inline></w:drawing></w:r>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in the words that stand for an old drawing',
    bytes: inBody((s) => paragraph(`<w:r><w:pict><v:shape alt="证 ${s}"/></w:pict></w:r>`)),
  },
  {
    channel: 'hidden',
    what: 'a number in the copy of a drawing, whose base64 is broken into lines as Word does',
    bytes: inBody((s) => {
      const copy = zipOf([{ name: 'a.xml', content: Buffer.from(`<a>${s}</a>`) }]);
      const lines = copy.toString('base64').replaceAll(/.{76}/g, '$&&#xA;');
      return paragraph(`<w:r><w:pict><v:shape o:gfxdata="${lines}"/></w:pict></w:r>`);
    }),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of a content control',
    bytes: inBody(
      (s) =>
        `<w:sdt><w:sdtPr><w:alias w:val="${s}"/><w:tag w:val="${s}"/></w:sdtPr><w:sdtContent>${paragraph(run('甲'))}</w:sdtContent></w:sdt>`,
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in the name of a bookmark',
    bytes: inBody((s) =>
      paragraph(`<w:bookmarkStart w:id="1" w:name="证${s}"/><w:bookmarkEnd w:id="1"/>`),
    ),
  },
  {
    channel: 'form',
    what: 'a number in a drop-down list',
    bytes: inBody((s) =>
      paragraph(
        `<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="甲" w:value="${s}"/></w:dropDownList></w:sdtPr><w:sdtContent>${run('甲')}</w:sdtContent></w:sdt>`,
      ),
    ),
  },
  {
    channel: 'form',
    what: 'a number in the default of an old form field',
    bytes: inBody((s) =>
      paragraph(
        `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/><w:textInput><w:default w:val="${s}"/></w:textInput></w:ffData></w:fldChar></w:r>`,
      ),
    ),
  },
  {
    channel: 'hidden',
    what: 'a number in a comment of the XML',
    bytes: inBody((s) => `<!-- ${s} -->`),
  },
  {
    channel: 'hidden',
    what: 'a number in an attribute nobody knows',
    bytes: inBody((s) => `<w:p w:unknown="${s}">${run('甲')}</w:p>`),
  },
];
