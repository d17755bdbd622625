import mammoth from 'mammoth';
import * as XLSX from 'xlsx';
import { DEFAULT_LIMITS } from '../src/engine/core/limits.ts';
import { compileRules } from '../src/engine/detect/rule-book.ts';
import { redact } from '../src/engine/pipeline/redact.ts';
import { loadRules } from '../src/engine/rules/load.ts';
import { policyNamed } from '../src/engine/rules/policy.ts';
import { loadPolicies } from '../src/engine/rules/policy-load.ts';
import type { Bench } from './frame/bench.ts';
import { noticeText } from './frame/notice-text.ts';

const PAGES = 600;

/** The whole road for a long Word file, beside what mammoth needs to show it as HTML. */
export const bench: Bench = {
  title: `a DOCX of about ${PAGES} pages, the whole road`,
  amount: PAGES,
  unit: 'pages',
  input: longDocument,
  contenders: {
    clearpost: async (bytes) => {
      const rules = compileRules(await loadRules('rules'));
      const policy = policyNamed(await loadPolicies(['rules/policies']), 'general');
      const settings = { rules, policy, limits: DEFAULT_LIMITS };
      const { verdict, scan } = await redact({ bytes, name: 'notice.docx' }, settings);
      return `${verdict}, ${scan.decisions.length} decisions`;
    },
    'mammoth to HTML': async (bytes) => {
      const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
      return `${value.length} characters of HTML`;
    },
  },
};

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Characters of a run: Word starts a new one at every change of language or look. */
const RUN = 24;

/** Paragraphs in many runs, some 800 characters a page. */
function longDocument(): Uint8Array {
  const paragraphs = noticeText(PAGES * 2400)
    .split('\n')
    .map((text) => {
      const runs = text.match(new RegExp(`[\\s\\S]{1,${RUN}}`, 'g')) ?? [];
      return `<w:p><w:pPr><w:jc w:val="both"/></w:pPr>${runs
        .map(
          (part) =>
            `<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">${part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r>`,
        )
        .join('')}</w:p>`;
    });
  const container = XLSX.CFB.utils.cfb_new({ root: 'R' });
  const add = (name: string, text: string) =>
    XLSX.CFB.utils.cfb_add(container, `/${name}`, Buffer.from(text));
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  add(
    'word/document.xml',
    `<w:document xmlns:w="${WORD}"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  );
  const file: unknown = XLSX.CFB.write(container, {
    fileType: 'zip',
    type: 'buffer',
    compression: true,
  });
  return Uint8Array.from(file as Uint8Array);
}
