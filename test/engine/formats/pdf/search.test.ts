// What a reader of a masked PDF can still do: search it, and copy it out in the order of the original.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pdfJs } from '../../../../src/engine/formats/pdf/decode-fonts.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';

const people: readonly { id: string; mobile: string }[] = JSON.parse(
  readFileSync('fixtures/pdf/people.json', 'utf8'),
);
const numbers = people.flatMap(({ id, mobile }) => [id, mobile]);

/** The text of a file as pdf.js, which Firefox shows PDFs with, searches it. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await pdfJs();
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  try {
    const document = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
    }
    return pages.join('').replaceAll(/\s/g, '');
  } finally {
    await task.destroy();
  }
}

for (const name of [
  'calc',
  'chromium',
  'impress',
  'pdf-lib',
  'reportlab',
  'reportlab-bare.cairo',
  'writer-tagged',
  'writer.linearised',
  'writer-archive.mutool',
])
  it(`${name}: pdf.js finds the same words in the same order, stars in place of the numbers`, async () => {
    const bytes = readFileSync(`fixtures/pdf/${name}.pdf`);
    const { output } = await redact({ bytes, name: 'list.pdf' }, settings);
    const [before, after] = [await textOf(bytes), await textOf(output as Uint8Array)];
    expect(numbers.some((number) => before.includes(number))).toBe(true);
    const stars = numbers.reduce(
      (text, number) => text.replaceAll(number, '*'.repeat(number.length)),
      before,
    );
    expect(after).toBe(stars);
  });
