// Every mask on real files, read by programs that share nothing with the one that wrote them.
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { createEngine } from '../../src/engine/engine.ts';

const engine = await createEngine({
  rulesFolder: 'rules',
  policiesFolder: 'fixtures/profiles/policies',
});

const CMAPS = 'node_modules/pdfjs-dist/cmaps/';
/** Points between two pieces of one word. */
const CLOSE = 3;

const sheet = (bytes: Uint8Array): string[][] =>
  XLSX.utils.sheet_to_json(XLSX.read(bytes).Sheets.名单 as XLSX.WorkSheet, { header: 1 });
const draft = sheet(readFileSync('fixtures/profiles/list.xlsx')).slice(1);

/** All words of a file, cell after cell. */
const readers: Record<string, (bytes: Uint8Array) => Promise<string[]>> = {
  'list.xlsx': async (bytes) => sheet(bytes).flat().map(String),
  'list.docx': async (bytes) =>
    (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value.split(/\s+/),
  // Stars stand in a font of their own: what lies close together on one line is one word.
  // Stars stand in a font of their own: what lies close together on one line is one word.
  'list.pdf': async (bytes) => {
    const data = new Uint8Array(bytes);
    const pdf = await getDocument({ data, cMapUrl: CMAPS, cMapPacked: true }).promise;
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const words: { text: string; end: number; line: number }[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , , x = 0, y = 0] = item.transform as number[];
      const last = words.at(-1);
      const word = { text: item.str, end: x + item.width, line: Math.round(y) };
      if (last && last.line === word.line && Math.abs(x - last.end) < CLOSE) {
        last.text += word.text;
        last.end = word.end;
      } else words.push(word);
    }
    return words.map(({ text }) => text);
  },
};

const keep = (value: string, start: number, end: number) =>
  value.slice(0, start) + '*'.repeat(value.length - start - end) + value.slice(value.length - end);

/** A PDF draws masks with a font of its own, which has no Chinese: 刘某甲 is 刘*A there, （略） is (*). */
const inFile = (text: string, file: string): string =>
  file.endsWith('.pdf')
    ? text.replace('（略）', '(*)').replace('甲', 'A').replace('乙', 'B').replace('某', '*')
    : text;

interface Look {
  readonly names: readonly string[];
  readonly id: (value: string) => string;
  readonly card: (value: string) => string;
}
const looks: Record<string, Look> = {
  customary: {
    names: ['刘某甲', '刘某乙', '欧阳某'],
    id: (value) => keep(value, 2, 3),
    card: (value) => keep(value, 6, 4),
  },
  wider: {
    names: ['刘**', '刘**', '欧阳*'],
    id: (value) => keep(value, 6, 4),
    card: () => '（略）',
  },
};

describe.each(Object.entries(looks))(
  'the policy %s of an operator’s own folder',
  (policy, look) => {
    for (const [file, read] of Object.entries(readers))
      it(`masks ${file} in one layout, numbers with an ID inside like the ID`, async () => {
        const bytes = readFileSync(`fixtures/profiles/${file}`);
        const { report, output } = await engine.redact({ bytes, name: file }, { policy });
        expect(report.verdict).toBe('masked');
        const words = await read(output as Uint8Array);
        for (const [index, row] of draft.entries()) {
          const [, id = '', phone = '', card = '', , certificate = ''] = row.map(String);
          expect(words).toContain(inFile(look.names[index] ?? '', file));
          expect(words).toContain(look.id(id));
          expect(words).toContain(keep(phone, 3, 4));
          expect(words).toContain(inFile(look.card(card), file));
          expect(words).toContain(`*${look.id(id)}`);
          expect(words).toContain(look.id(id) + '*'.repeat(certificate.length - 18));
        }
        expect(words).toEqual(expect.arrayContaining(['1990', '1991年', '1987']));
        expect(words).toEqual(
          expect.arrayContaining([
            '福州市鼓楼区东街街道***',
            '福州市晋安区新店镇***',
            '闽侯县上街镇***',
          ]),
        );
      });
  },
);
