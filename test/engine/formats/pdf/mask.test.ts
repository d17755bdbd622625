import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { settings } from '../../settings.ts';
import { onePage, shown } from './hand-made.ts';
import { seenPages } from './pdfium-view.ts';

const open = (bytes: Uint8Array) => pdf.open(bytes, surroundings(settings.limits));

/** Puts `replacement` in place of `value` and tells what PDFium then reads on the first page. */
async function masked(bytes: Uint8Array, value: string, replacement: string): Promise<string> {
  const document = await open(bytes);
  const edits = [...document.segments].flatMap(({ id, text }) => {
    const start = text.indexOf(value);
    const span = { start, end: start + value.length };
    return start < 0 ? [] : [{ segmentId: id, span, replacement }];
  });
  const [page] = await seenPages(await document.rewrite(edits));
  return page?.chars.map(({ char }) => char).join('') ?? '';
}

const phone = () => onePage({ content: shown('Tel 13900001234 end') });

it('keeps the end of a number that the policy keeps, as it was drawn', async () =>
  expect(await masked(phone(), '13900001234', '*******1234')).toContain('Tel*******1234end'));

it('draws letters that the number did not have in the font of the mask', async () =>
  expect(await masked(phone(), '13900001234', '139-xxxx-12')).toContain('Tel139-xxxx-12end'));

it('draws a mask that is shorter than what it hides', async () =>
  expect(await masked(phone(), '13900001234', '139***34')).toContain('Tel139***34end'));

it('draws a mask that is longer than what it hides', async () =>
  expect(await masked(phone(), '13900001234', '[a telephone]')).toContain('[atelephone]end'));

it('leaves nothing where the mask is nothing', async () =>
  expect(await masked(phone(), '13900001234', '')).toContain('Telend'));

it('shows a star for a letter that the font of the mask does not have', async () =>
  expect(await masked(phone(), '13900001234', '1390年*******')).toMatch(/Tel1390\*{2,}end/));

it('hides a name behind its first character', async () => {
  const file = readFileSync('fixtures/pdf/reportlab.pdf');
  const name = [...(await open(file)).segments].find(
    ({ cell }) => cell?.row === 1 && cell.column === 1,
  );
  const text = name?.text ?? '';
  const after = await masked(file, text, `${text.charAt(0)}${'*'.repeat(text.length - 1)}`);
  expect(after).not.toContain(text);
  expect(after).toContain(`${text.charAt(0)}*`);
});

it('never changes the document that it was called on', async () => {
  const document = await open(phone());
  const edit = { segmentId: 0, span: { start: 0, end: 3 }, replacement: '***' };
  const [first, second] = [await document.rewrite([edit]), await document.rewrite([edit])];
  expect(Buffer.compare(first, second)).toBe(0);
  const untouched = await seenPages(await document.rewrite([]));
  expect(untouched[0]?.chars.map(({ char }) => char).join('')).toContain('Tel13900001234end');
});

it('turns stars upright in vertical writing, each where its digit was', async () => {
  const file = readFileSync('fixtures/pdf/reportlab-vertical.pdf');
  const [before] = await seenPages(file);
  const document = await open(file);
  const [line] = [...document.segments];
  const start = line?.text.search(/\d/) ?? 0;
  const span = { start, end: start + 18 };
  const edit = { segmentId: line?.id ?? 0, span, replacement: '*'.repeat(18) };
  const [after] = await seenPages(await document.rewrite([edit]));
  const stars = after?.chars.filter(({ char }) => char === '*') ?? [];
  const isBelow = (x: number) => Math.abs(x - (stars[0]?.box.left ?? 0)) < 14;
  const digits =
    before?.chars.filter(({ char, box }) => /[\dX]/.test(char) && isBelow(box.left)) ?? [];
  expect(stars).toHaveLength(18);
  for (const [index, star] of stars.entries()) {
    expect(Math.abs(star.box.top - (digits[index]?.box.top ?? 0))).toBeLessThan(8);
    expect(star.box.right - star.box.left).toBeLessThan(12);
  }
});
